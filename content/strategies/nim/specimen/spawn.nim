## The smallest Nim program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [path=DIRS] [usepath] [open] [group] [ignore|default|handle|block=SIGNAL]
import std/[os, osproc, posix, strtabs, strutils]

const classic = "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS".split(' ')

proc nothing(number: cint) {.noconv.} = discard

proc number(pair: seq[string]): cint =
  let name = if pair.len == 1: "USR1" else: pair[1]
  if name notin classic: quit "no such signal: " & name
  cint(classic.find(name) + 1)

proc toBlock(number: cint) =
  var some, before: Sigset
  discard sigemptyset(some)
  discard sigaddset(some, number)
  discard sigprocmask(SIG_BLOCK, some, before)

let words = commandLineParams()
if words.len == 0: quit "usage: spawn PROGRAM [cwd=DIR] [path=DIRS] [usepath] [open] [group] [ignore|default|handle|block=SIGNAL]"
var directory = ""
var environment: StringTableRef = nil
var options = {poParentStreams}
var kept: File
for word in words[1..^1]:
  let pair = word.split('=', 1)
  case pair[0]
  of "cwd": directory = pair[1]
  of "path": environment = newStringTable({"PATH": pair[1]})
  of "usepath": options.incl poUsePath
  of "ignore": posix.signal(pair.number, SIG_IGN)
  of "default": posix.signal(pair.number, SIG_DFL)
  of "handle": posix.signal(pair.number, nothing)
  of "block": toBlock(pair.number)
  of "open": doAssert system.open(kept, "/dev/zero")
  of "group": options.incl poDaemon
  else: quit "no such word: " & word
try:
  let child = startProcess(words[0], directory, [], environment, options)
  quit child.waitForExit()
except OSError:
  quit 1
