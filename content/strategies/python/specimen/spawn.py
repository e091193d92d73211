"""The smallest Python program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [path=DIRS] [uid=N] [preexec] [keep-fds] [open] [group] [session] [ignore|default|handle|block=SIGNAL]"""
import os
import signal
import subprocess
import sys

program, *words = sys.argv[1:]
options = {}
handlers = {'ignore': signal.SIG_IGN, 'default': signal.SIG_DFL, 'handle': lambda number, frame: None}
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
    elif key in ('ignore', 'default', 'handle'):
        signal.signal(signal.Signals[f'SIG{value or "USR1"}'], handlers[key])
    elif key == 'block':
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.Signals[f'SIG{value}']])
    elif key == 'open':
        kept = open('/dev/zero')
    elif key == 'group':
        options['process_group'] = 0
    elif key == 'session':
        options['start_new_session'] = True
    else:
        sys.exit(f'no such word: {word}')
try:
    sys.exit(subprocess.Popen([program], **options).wait())
except OSError as error:
    sys.exit(error.errno)
