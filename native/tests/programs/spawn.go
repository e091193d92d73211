// Spawns with os/exec, waits, and spawns what is not there.
package main

import (
	"fmt"
	"os"
	"os/exec"
)

func main() {
	out, err := exec.Command("/bin/echo", "hello").Output()
	fmt.Fprintln(os.Stderr, string(out), err)
	command := exec.Command("cat")
	command.Env = []string{"A=b"}
	command.Dir = "/"
	stdin, _ := command.StdinPipe()
	command.Start()
	stdin.Write([]byte("to the child"))
	stdin.Close()
	command.Wait()
	fmt.Fprintln(os.Stderr, exec.Command("/nonexistent").Run())
}
