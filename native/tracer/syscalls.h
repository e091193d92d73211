/* System calls. See syscalls.c. */
#ifndef SYSCALLS_H
#define SYSCALLS_H

#include "tasks/tasks.h"

/* A syscall-entry-stop or syscall-exit-stop. */
void on_syscall_stop(struct task *t);

#endif
