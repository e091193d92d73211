// The smallest Go program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [uid=N] [path=DIRS] [handle] [group] [session]
package main

import (
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
)

func main() {
	if len(os.Args) < 2 {
		panic("usage: spawn PROGRAM [cwd=DIR] [uid=N] [path=DIRS] [handle] [group] [session]")
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
		case "handle":
			signal.Notify(make(chan os.Signal, 1), syscall.SIGUSR1)
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
