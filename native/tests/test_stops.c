/* Wait statuses as numbers, and the stop that each means. */
#include "tracer/stops.h"
#include "tests/tap.h"

#include <signal.h>
#include <sys/ptrace.h>

static void is_stop(int status, enum stop stop, int detail, const char *what)
{
	struct stopped s = classify(status);

	is_int(s.stop, stop, what);
	is_int(s.detail, detail, what);
}

#define STOPPED(signal) ((signal) << 8 | 0x7f)
#define EVENT(event, signal) ((event) << 16 | STOPPED(signal))

int main(void)
{
	is_stop(3 << 8, STOP_EXITED, 3, "exited with 3");
	is_stop(SIGKILL, STOP_KILLED, SIGKILL, "killed");
	is_stop(SIGSEGV | 0x80, STOP_KILLED, SIGSEGV | 0x80, "killed with a core dump");
	is_stop(STOPPED(SIGTRAP | 0x80), STOP_SYSCALL, 0, "syscall-stop");
	is_stop(STOPPED(SIGTRAP), STOP_SIGNAL, SIGTRAP, "a real SIGTRAP is no syscall-stop");
	is_stop(STOPPED(SIGCHLD), STOP_SIGNAL, SIGCHLD, "signal-delivery-stop");
	is_stop(EVENT(PTRACE_EVENT_VFORK, SIGTRAP), STOP_CREATED, PTRACE_EVENT_VFORK, "vfork");
	is_stop(EVENT(PTRACE_EVENT_CLONE, SIGTRAP), STOP_CREATED, PTRACE_EVENT_CLONE, "clone");
	is_stop(EVENT(PTRACE_EVENT_VFORK_DONE, SIGTRAP), STOP_VFORK_DONE, 0, "vfork done");
	is_stop(EVENT(PTRACE_EVENT_EXEC, SIGTRAP), STOP_EXEC, 0, "exec");
	is_stop(EVENT(PTRACE_EVENT_EXIT, SIGTRAP), STOP_EXITING, 0, "about to exit");
	is_stop(EVENT(PTRACE_EVENT_STOP, SIGTRAP), STOP_NEW, 0, "first stop of a child");
	is_stop(EVENT(PTRACE_EVENT_STOP, SIGTSTP), STOP_GROUP, SIGTSTP, "group-stop");
	is_stop(0xffff, STOP_OTHER, 0, "continued");
	return done();
}
