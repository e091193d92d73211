/* Waiting for children. */
#include "decode/wait.h"

#include "decode/blocks.h"
#include "decode/ptrace.h"
#include "decode/signal.h"

#include <signal.h>
#include <sys/wait.h>

static void add_status_name(struct args *out, int signal)
{
	add_signal(out, signal & 0x7f);
	if (signal & 0x80)
		arg_add(out, " | 0x80");
}

/* What is left of a status: an event of ptrace(2), and what means nothing. */
static void add_status_rest(struct args *out, unsigned rest)
{
	if (rest >> 16) {
		arg_add(out, "|");
		add_choice(out, rest >> 16, ptrace_events, "PTRACE_EVENT_???");
		arg_add(out, "<<16");
	}
	if (rest & 0xffff)
		arg_add(out, "|%#x", rest & 0xffff);
}

void add_wait_status(struct args *out, int status)
{
	unsigned known;

	if (WIFSTOPPED(status)) {
		arg_add(out, "{WIFSTOPPED(s) && WSTOPSIG(s) == ");
		add_status_name(out, WSTOPSIG(status));
		arg_add(out, "}");
		known = 0xffff;
	} else if (WIFSIGNALED(status)) {
		arg_add(out, "{WIFSIGNALED(s) && WTERMSIG(s) == ");
		add_signal(out, WTERMSIG(status));
		arg_add(out, WCOREDUMP(status) ? " && WCOREDUMP(s)}" : "}");
		known = 0xff;
	} else if (WIFEXITED(status)) {
		arg_add(out, "{WIFEXITED(s) && WEXITSTATUS(s) == %d}", WEXITSTATUS(status));
		known = 0xff7f;
	} else if (WIFCONTINUED(status)) {
		arg_add(out, "{WIFCONTINUED(s)}");
		known = 0xffff;
	} else {
		arg_add(out, "%#x", (unsigned)status);
		return;
	}
	add_status_rest(out, (unsigned)status & ~known);
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

CHOICE_PRINTER(p_idtype, "P_???", { P_ALL, "P_ALL" }, { P_PID, "P_PID" }, { P_PGID, "P_PGID" }, { 3, "P_PIDFD" })
