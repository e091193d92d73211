# Starts another program and waits for it.
import std/osproc

let child = startProcess("echo", args = ["hello"], options = {poUsePath})
let status = child.waitForExit()
child.close()
quit(status)
