/** What strace prints of a call that never returns. Pure. */

/** At entry strace prints the comma before what such a call gives back, and the rest when it returns. */
const COMMA_AT_ENTRY = new Set(
  [
    'read pread64 readv preadv preadv2 recvfrom recvmsg accept accept4 wait4 waitid epoll_wait epoll_pwait nanosleep clock_nanosleep',
    'rt_sigtimedwait msgrcv mq_timedreceive getdents64 getrandom io_getevents',
  ].flatMap((line) => line.split(' ')),
)
/** These wait for their return as well, but have printed all of their arguments. */
const REST_AT_RETURN = new Set(['poll', 'ppoll', 'select', 'pselect6', 'recvmmsg', 'clone', 'clone3', 'ioctl', 'fcntl'])

/** What follows the arguments known at entry, before the line is left. */
export function afterEntry(call: string): string {
  return COMMA_AT_ENTRY.has(call) ? ', ' : ''
}

/** How the line ends when the task does: strace says that it expected more. */
export function endInside(call: string): string {
  return `${COMMA_AT_ENTRY.has(call) || REST_AT_RETURN.has(call) ? ' <unfinished ...>' : ''})`
}
