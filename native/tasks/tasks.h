/* The tasks of this run. See tasks.c. */
#ifndef TASKS_H
#define TASKS_H

#include "decode/call.h"

#include <sys/types.h>

#define MAX_TASKS 256

struct task {
	pid_t tid;
	int number; /* 1 the host, 2 the first child, …; 0: not told of (a thread of the set-up) */
	struct task *parent;
	bool announced;    /* its parent's event named it: its stops may be shown */
	bool in_call;      /* between entry and exit */
	bool entry_told;   /* its entry was reported, so its exit will be */
	struct call call;  /* the one under way */
	size_t entry_args; /* how many arguments there were at entry, and how long the last was then */
	size_t entry_last_len;
	const char *phase; /* where the strategy stood at that entry; NULL outside one */
	const char *step;
	uint64_t flags; /* how it was created */
	int exit_signal;
	bool creating;    /* its creating call is under way */
	bool created_one; /* its creating call has returned */
	bool suspended;
	bool attempted;      /* child: it has called execve */
	bool executed;       /* an exec has replaced its program */
	bool child_executed; /* as a parent that lent its memory: its child execs */
	int lent_to;         /* number of that child */
	bool reaped_once;    /* host: it has waited for a child */
	uint64_t sp;         /* at its first stop */
	/* While it is held: until when, when to look at its parent next, and how it is to be restarted then. */
	uint64_t held_until_ns;
	uint64_t sample_at_ns;
	bool listen_after;
	int signal_after;
	/* Last, because it is large and needs no clearing: the arguments as text, those known at entry, at exit all. */
	struct args args;
};

struct task *task_find(pid_t tid);
/* Adds a task, without a number until task_announce(). NULL when the table is full. */
struct task *task_add(pid_t tid);
/* Names its parent, and numbers it unless it is `hidden`. */
void task_announce(struct task *t, struct task *parent, bool hidden);
void task_gone(struct task *t);
/* The first that is alive after `t` (NULL: of all), NULL past the last. */
struct task *task_after(const struct task *t);
int tasks_alive(void);

#endif
