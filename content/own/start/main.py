# Starts another program and waits for it.
import subprocess
import sys

child = subprocess.run(["echo", "hello"])
sys.exit(child.returncode)
