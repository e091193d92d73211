// What Go's own os/exec takes: go build spawns.go; spawns MB COUNT PROGRAM
// Prints /proc/self/status and smaps_rollup, a line of ---, then nanoseconds, one spawn a line.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"time"
)

func main() {
	megabytes, _ := strconv.Atoi(os.Args[1])
	count, _ := strconv.Atoi(os.Args[2])
	ballast := make([]byte, megabytes<<20)
	for at := 0; at < len(ballast); at += 4096 {
		ballast[at] = 1
	}
	for _, file := range []string{"/proc/self/status", "/proc/self/smaps_rollup"} {
		text, err := os.ReadFile(file)
		if err != nil {
			panic(err)
		}
		os.Stdout.Write(text)
	}
	fmt.Println("---")
	for n := 0; n < count; n++ {
		began := time.Now()
		err := exec.Command(os.Args[3]).Run()
		took := time.Since(began).Nanoseconds()
		if err != nil {
			panic(err)
		}
		fmt.Println(took)
	}
	runtime.KeepAlive(ballast)
}
