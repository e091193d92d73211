"""The smallest Python program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [path=DIRS] [uid=N] [preexec] [keep-fds] [handle] [group] [session]"""
import os
import signal
import subprocess
import sys

program, *words = sys.argv[1:]
options = {}
for word in words:
    key, _, value = word.partition('=')
    if key == 'cwd':
        options['cwd'] = value
    elif key == 'path':
        options['env'] = {'PATH': value}
    elif key == 'uid':
        options['user'] = options['group'] = int(value)
    elif key == 'preexec':
        options['preexec_fn'] = os.getppid
    elif key == 'keep-fds':
        options['close_fds'] = False
    elif key == 'group':
        options['process_group'] = 0
    elif key == 'session':
        options['start_new_session'] = True
    elif key == 'handle':
        signal.signal(signal.SIGUSR1, lambda number, frame: None)
    else:
        sys.exit(f'no such word: {word}')
try:
    sys.exit(subprocess.Popen([program], **options).wait())
except OSError as error:
    sys.exit(error.errno)
