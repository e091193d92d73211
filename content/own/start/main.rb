# Starts another program and waits for it.
child = spawn("echo", "hello")
Process.wait(child)
exit $?.exitstatus
