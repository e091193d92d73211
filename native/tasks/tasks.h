/* The tasks of this run. See tasks.c. */
#ifndef TASKS_H
#define TASKS_H

#include "decode/call.h"

#include <stdint.h>
#include <sys/types.h>

/* The lines of the program's sources that led to a call, the innermost first. */
#define WHERE_FRAMES 4
struct where {
	uint32_t count;
	uint32_t line[WHERE_FRAMES];
	char file[WHERE_FRAMES][128], function[WHERE_FRAMES][128];
};

struct task {
	pid_t tid;     /* 0: this place is free */
	int number;    /* 1: the host, 2: the first child, …; 0: not reported (a thread of the set-up) */
	size_t place;  /* in the table */
	pid_t process; /* the id of its thread group, once it is announced */
	struct task *parent;
	struct task *next_free; /* of a free place */
	/* Who may name whom: see tracer/naming.c. */
	bool announced;       /* an event has named it, so its stops may be reported */
	bool ended;           /* it is gone, but an event may still name it */
	int kept_status;      /* while it is not announced: the wait status of its last stop */
	uint64_t kept_since;  /* while it is not announced: only a creating call begun by then can have made it */
	bool unsure;          /* while it is not announced: more than one task may have made it */
	uint64_t creating_as; /* the number of its creating call, which may still name a child; 0: none */
	bool exiting;         /* it has reached PTRACE_EVENT_EXIT */
	bool in_call;         /* between entry and exit */
	bool made_one;        /* the call under way has made a task already */
	bool entry_reported;  /* its entry was reported, so its exit must be too */
	struct call call;     /* the call under way */
	size_t entry_args;    /* the number of arguments at entry, and the length of the last one then */
	size_t entry_last_len;
	struct claimed {
		uint32_t line; /* 0: none */
		char file[64], function[128];
	} claimed;          /* what a prelude wrote of the call that it is about to make */
	uint64_t line_page; /* where the prelude of a script keeps the line that runs (tracer/lines.c); 0: nowhere */
	uint32_t space;     /* how spawnscope-where calls what it has mapped (tracer/lines.c); 0: it must be told again */
	bool lineless;      /* its program has no lines: nobody asks before the next exec */
	struct where where; /* of the call under way; no frames where they are not known */
	const char *phase;  /* where the strategy was at that entry; NULL outside a strategy */
	const char *step;
	uint64_t flags; /* the clone flags with which it was created */
	int exit_signal;
	bool creating;    /* its call that creates a child is under way */
	bool created_one; /* its call that creates a child has returned */
	bool suspended;
	bool own_program;    /* child: it runs a program of the runtime's own, and the requested one is still to come */
	bool attempted;      /* child: it has called execve, for the requested program */
	bool executed;       /* an exec has replaced its program */
	bool child_executed; /* for a parent that lent its memory: the child has called execve */
	bool silent;         /* the host of `trace`, after its program could not be executed: what it does then is ours */
	int lent_to;         /* the number of that child */
	bool reaped_once;    /* host: it has waited for a child */
	uint64_t sp;         /* stack pointer at its first stop */
	/* While it runs, for tracer/follow.c. */
	bool bound;     /* to one processor */
	bool busy;      /* it has something to do, as far as is known */
	bool concerned; /* it is in a call that concerns affinity */
	/* While it is held: until when, and how to restart it afterwards. */
	uint64_t held_until_ns;
	bool listen_after;
	int signal_after;
	/*
	 * Last, because it is large and need not be cleared. The arguments as text: at entry those
	 * that are known, at exit all.
	 */
	struct args args;
};

struct task *task_find(pid_t tid);
/* Adds a task, which has no number until task_announce(). The table grows; without memory the helper ends. */
struct task *task_add(pid_t tid);
/* Sets its parent (`thread`: they are of one process), and gives it a number unless it is `hidden`. */
void task_announce(struct task *t, struct task *parent, bool thread, bool hidden);
/* execve(2) from a thread: `leader` goes on as what `thread` was, under its own id and number; `thread` is gone. */
void task_becomes(struct task *leader, struct task *thread);
void task_gone(struct task *t);
/* The next task after `t` (NULL: the first one), in the order of their places. NULL at the end. */
struct task *task_after(const struct task *t);
int tasks_alive(void);

#endif
