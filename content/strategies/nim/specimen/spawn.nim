## The smallest Nim program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [path=DIRS] [usepath] [handle] [group]
import std/[os, osproc, posix, strtabs, strutils]

proc nothing(number: cint) {.noconv.} = discard

let words = commandLineParams()
if words.len == 0: quit "usage: spawn PROGRAM [cwd=DIR] [path=DIRS] [usepath] [handle] [group]"
var directory = ""
var environment: StringTableRef = nil
var options = {poParentStreams}
for word in words[1..^1]:
  let pair = word.split('=', 1)
  case pair[0]
  of "cwd": directory = pair[1]
  of "path": environment = newStringTable({"PATH": pair[1]})
  of "usepath": options.incl poUsePath
  of "group": options.incl poDaemon
  of "handle": posix.signal(SIGUSR1, nothing)
  else: quit "no such word: " & word
try:
  let child = startProcess(words[0], directory, [], environment, options)
  quit child.waitForExit()
except OSError:
  quit 1
