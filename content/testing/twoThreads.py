"""Starts a program by vfork while another thread calls getppid without end: pythonLock.test.ts."""
import os
import subprocess
import threading

seen = threading.Event()


def work():
    while True:
        os.getppid()
        seen.set()


threading.Thread(target=work, daemon=True).start()
seen.wait()
# A bare name, so that Python 3.13 takes vfork too.
subprocess.Popen(['true']).wait()
os._exit(0)
