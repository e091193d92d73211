/* A pseudo-terminal of the run's own: its shell, its job, and what is typed on it. See terminal.c. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include "base/options.h"
#include "tasks/tasks.h"

#include <stdint.h>

extern const char *const key_names[KEYS + 1]; /* by enum key, ended by NULL */

/* Opens it. False, with errno, if none can be had. */
bool terminal_open(void);
/*
 * Like fork(2), but the child is a job of a tiny shell, and stopped by its own SIGSTOP when this returns in the caller. In the
 * child it returns 0, and `*parent` is the shell.
 */
pid_t terminal_fork(enum terminal place, pid_t *parent);
/* The shell has ended: `tid` is what waitpid(2) returned. It is no task. */
bool terminal_took(pid_t tid);
/* Presses the key of --press if this is its moment, which is called `name`. `t`: the task that is there. */
void terminal_moment(struct task *t, enum moment moment, const char *name);
/* `t` begins a call. Once parent and child both wait, it is the moment `running`. */
void terminal_enter(struct task *t);
/* A task is in a group-stop, from which nobody else will take it. */
void terminal_stopped(void);
/* To be called now and then: reads what was written to the terminal, and continues what has stood long enough. */
void terminal_tick(uint64_t now);
/* Every task is gone. Ends the shell. */
void terminal_close(void);

#endif
