# Spawns with osproc: by posix_spawn, through a shell, and what is not there.
import std/[os, osproc, streams]

let child = startProcess("/bin/echo", args = ["hello"], options = {poStdErrToStdOut})
discard child.outputStream.readLine()
discard child.waitForExit()
child.close()
discard execCmdEx("echo to the shell")
try:
  discard startProcess("/nonexistent")
except OSError:
  discard
