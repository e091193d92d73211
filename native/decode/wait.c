/* Waiting for children. */
#include "decode/wait.h"

#include "decode/blocks.h"
#include "decode/signal.h"

#include <signal.h>
#include <sys/wait.h>

void add_wait_status(struct args *out, int status)
{
	if (WIFEXITED(status)) {
		arg_add(out, "{WIFEXITED(s) && WEXITSTATUS(s) == %d}", WEXITSTATUS(status));
	} else if (WIFSTOPPED(status)) {
		arg_add(out, "{WIFSTOPPED(s) && WSTOPSIG(s) == ");
		add_signal(out, WSTOPSIG(status));
		arg_add(out, "}");
	} else if (WIFCONTINUED(status)) {
		arg_add(out, "{WIFCONTINUED(s)}");
	} else {
		arg_add(out, "{WIFSIGNALED(s) && WTERMSIG(s) == ");
		add_signal(out, WTERMSIG(status));
		arg_add(out, WCOREDUMP(status) ? " && WCOREDUMP(s)}" : "}");
	}
}

void p_status(struct args *out, const struct call *c, int at)
{
	int status;

	arg_begin(out);
	if (c->failed || c->result == 0 || !c->args[at] || peek(c->pid, c->args[at], &status, sizeof(status)) != sizeof(status)) {
		add_pointer(out, c->args[at]);
		return;
	}
	arg_add(out, "[");
	add_wait_status(out, status);
	arg_add(out, "]");
}

FLAGS_PRINTER(p_wait_options, "0", "W???", NAMED(WNOHANG), NAMED(WEXITED), NAMED(WSTOPPED), NAMED(WCONTINUED), NAMED(WNOWAIT), { 0x80000000, "__WCLONE" },
	      { 0x40000000, "__WALL" }, { 0x20000000, "__WNOTHREAD" })

void p_rusage(struct args *out, const struct call *c, int at)
{
	long times[4];

	arg_begin(out);
	if (!c->args[at] || c->failed || (c->result == 0 && call_is(c, "wait4")) || peek(c->pid, c->args[at], times, sizeof(times)) != sizeof(times))
		add_pointer(out, c->args[at]);
	else
		arg_add(out, "{ru_utime={tv_sec=%ld, tv_usec=%ld}, ru_stime={tv_sec=%ld, tv_usec=%ld}, ...}", times[0], times[1], times[2], times[3]);
}

CHOICE_PRINTER(p_idtype, "P_???", { P_ALL, "P_ALL" }, { P_PID, "P_PID" }, { P_PGID, "P_PGID" }, { 3, "P_PIDFD" })
