/* One wait status, classified. See stops.c. */
#ifndef STOPS_H
#define STOPS_H

/* ptrace(2)'s own words. */
enum stop {
	STOP_EXITED,  /* the task is gone: detail = exit status */
	STOP_KILLED,  /* the task is gone: detail = signal, | 0x80 with a core dump */
	STOP_SYSCALL, /* syscall-entry-stop or syscall-exit-stop: PTRACE_GET_SYSCALL_INFO tells which */
	STOP_CREATED, /* PTRACE_EVENT_FORK, VFORK or CLONE in the parent: the message is the child's tid */
	STOP_VFORK_DONE,
	STOP_EXEC,    /* the message is the tid that called execve */
	STOP_EXITING, /* PTRACE_EVENT_EXIT: about to go */
	STOP_NEW,     /* first stop of a child attached by itself, or a group-stop that ended */
	STOP_GROUP,   /* group-stop: detail = signal. Must be restarted with PTRACE_LISTEN */
	STOP_SIGNAL,  /* signal-delivery-stop: detail = signal, which the restart must deliver */
	STOP_OTHER,
};

struct stopped {
	enum stop stop;
	int detail;
};

/* What a wait status of a seized tracee means. Pure. */
struct stopped classify(int status);

#endif
