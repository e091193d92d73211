# What Nim's own osproc.startProcess takes: nim c -d:release spawns.nim; spawns MB COUNT PROGRAM
# Prints /proc/self/status and smaps_rollup, a line of ---, then nanoseconds, one spawn a line.
import std/[monotimes, os, osproc, strutils, times]

let
  megabytes = parseInt(paramStr(1))
  count = parseInt(paramStr(2))
  program = paramStr(3)
var ballast = newSeq[byte](megabytes shl 20)
for at in countup(0, ballast.high, 4096):
  ballast[at] = 1
for file in ["/proc/self/status", "/proc/self/smaps_rollup"]:
  stdout.write(readFile(file))
echo "---"
for n in 1 .. count:
  let began = getMonoTime()
  let child = startProcess(program, options = {poParentStreams})
  let status = waitForExit(child)
  let took = inNanoseconds(getMonoTime() - began)
  close(child)
  doAssert status == 0
  echo took
doAssert ballast.len == megabytes shl 20
