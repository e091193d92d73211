// The smallest Go program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [uid=N] [path=DIRS] [open] [group] [session] [ignore|handle=SIGNAL]
package main

import (
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
)

// The classic signals, by their names without SIG. The standard library has no such table.
var classic = strings.Fields("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS")

func number(name string) syscall.Signal {
	for at, one := range classic {
		if one == name || (name == "" && one == "USR1") {
			return syscall.Signal(at + 1)
		}
	}
	panic("no such signal: " + name)
}

func main() {
	if len(os.Args) < 2 {
		panic("usage: spawn PROGRAM [cwd=DIR] [uid=N] [path=DIRS] [open] [group] [session] [ignore|handle=SIGNAL]")
	}
	// A path with a slash is taken as it is; exec.Command looks a bare name up along our own PATH.
	command := exec.Command(os.Args[1])
	// What is not asked for is zero, as it is without SysProcAttr.
	attributes := &syscall.SysProcAttr{}
	command.SysProcAttr = attributes
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	for _, word := range os.Args[2:] {
		key, value, _ := strings.Cut(word, "=")
		switch key {
		case "cwd":
			command.Dir = value
		case "uid":
			uid, err := strconv.ParseUint(value, 10, 32)
			if err != nil {
				panic("uid=N")
			}
			attributes.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}
		case "path":
			command.Env = []string{"PATH=" + value}
		case "ignore":
			signal.Ignore(number(value))
		case "handle":
			signal.Notify(make(chan os.Signal, 1), number(value))
		case "open":
			if _, err := os.Open("/dev/zero"); err != nil {
				panic(err)
			}
		case "group":
			attributes.Setpgid = true
		case "session":
			attributes.Setsid = true
		default:
			panic("no such word: " + word)
		}
	}
	if err := command.Run(); err != nil {
		os.Exit(1)
	}
}
