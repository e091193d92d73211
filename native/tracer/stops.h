/* Classifies a wait status. See stops.c. */
#ifndef STOPS_H
#define STOPS_H

#include <stdbool.h>

/* The names are those of ptrace(2). */
enum stop {
	STOP_EXITED,  /* the task is gone: detail = exit status */
	STOP_KILLED,  /* the task is gone: detail = signal, | 0x80 with a core dump */
	STOP_SYSCALL, /* syscall-entry-stop or syscall-exit-stop: PTRACE_GET_SYSCALL_INFO tells which */
	STOP_CREATED, /* PTRACE_EVENT_FORK, VFORK or CLONE in the parent: the message is the child's tid */
	STOP_VFORK_DONE,
	STOP_EXEC,    /* the message is the tid that called execve */
	STOP_EXITING, /* PTRACE_EVENT_EXIT: about to end */
	STOP_NEW,     /* first stop of an automatically attached child, or the end of a group-stop */
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
