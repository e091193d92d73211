/* Classifies the wait statuses of tracees attached with PTRACE_SEIZE. tracer.c acts on them. */
#include "tracer/stops.h"

#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#define SYSCALL_BIT 0x80
#define CORE_BIT 0x80

struct stopped classify(int status)
{
	int event = status >> 16, signal;

	if (WIFEXITED(status))
		return (struct stopped){ STOP_EXITED, WEXITSTATUS(status) };
	if (WIFSIGNALED(status))
		return (struct stopped){ STOP_KILLED, WTERMSIG(status) | (WCOREDUMP(status) ? CORE_BIT : 0) };
	if (!WIFSTOPPED(status))
		return (struct stopped){ STOP_OTHER, 0 };
	signal = WSTOPSIG(status);
	switch (event) {
	case 0:
		if (signal == (SIGTRAP | SYSCALL_BIT))
			return (struct stopped){ STOP_SYSCALL, 0 };
		return (struct stopped){ STOP_SIGNAL, signal };
	case PTRACE_EVENT_FORK:
	case PTRACE_EVENT_VFORK:
	case PTRACE_EVENT_CLONE:
		return (struct stopped){ STOP_CREATED, event };
	case PTRACE_EVENT_VFORK_DONE:
		return (struct stopped){ STOP_VFORK_DONE, 0 };
	case PTRACE_EVENT_EXEC:
		return (struct stopped){ STOP_EXEC, 0 };
	case PTRACE_EVENT_EXIT:
		return (struct stopped){ STOP_EXITING, 0 };
	case PTRACE_EVENT_STOP:
		/* Any signal but SIGTRAP here means a group-stop. */
		if (signal == SIGTRAP)
			return (struct stopped){ STOP_NEW, 0 };
		return (struct stopped){ STOP_GROUP, signal };
	}
	return (struct stopped){ STOP_OTHER, event };
}
