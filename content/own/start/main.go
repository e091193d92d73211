// Starts another program and waits for it.
package main

import (
	"fmt"
	"os"
	"os/exec"
)

func main() {
	if err := exec.Command("echo", "hello").Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
