/* Creating, executing, waiting. */
#include "decode.h"

#include "../names.h"

#include <linux/sched.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* In the order of their bits, as strace prints them. */
const struct flag clone_flags[] = {
	{ CLONE_VM, "CLONE_VM" },
	{ CLONE_FS, "CLONE_FS" },
	{ CLONE_FILES, "CLONE_FILES" },
	{ CLONE_SIGHAND, "CLONE_SIGHAND" },
	{ CLONE_PIDFD, "CLONE_PIDFD" },
	{ CLONE_PTRACE, "CLONE_PTRACE" },
	{ CLONE_VFORK, "CLONE_VFORK" },
	{ CLONE_PARENT, "CLONE_PARENT" },
	{ CLONE_THREAD, "CLONE_THREAD" },
	{ CLONE_NEWNS, "CLONE_NEWNS" },
	{ CLONE_SYSVSEM, "CLONE_SYSVSEM" },
	{ CLONE_SETTLS, "CLONE_SETTLS" },
	{ CLONE_PARENT_SETTID, "CLONE_PARENT_SETTID" },
	{ CLONE_CHILD_CLEARTID, "CLONE_CHILD_CLEARTID" },
	{ CLONE_DETACHED, "CLONE_DETACHED" },
	{ CLONE_UNTRACED, "CLONE_UNTRACED" },
	{ CLONE_CHILD_SETTID, "CLONE_CHILD_SETTID" },
	{ CLONE_NEWCGROUP, "CLONE_NEWCGROUP" },
	{ CLONE_NEWUTS, "CLONE_NEWUTS" },
	{ CLONE_NEWIPC, "CLONE_NEWIPC" },
	{ CLONE_NEWUSER, "CLONE_NEWUSER" },
	{ CLONE_NEWPID, "CLONE_NEWPID" },
	{ CLONE_NEWNET, "CLONE_NEWNET" },
	{ CLONE_IO, "CLONE_IO" },
	{ CLONE_CLEAR_SIGHAND, "CLONE_CLEAR_SIGHAND" },
	{ CLONE_INTO_CGROUP, "CLONE_INTO_CGROUP" },
	{ 0, NULL },
};

bool creation(const struct call *c, uint64_t *flags, int *exit_signal)
{
	struct clone_args args = { 0 };

	if (call_is(c, "fork") || call_is(c, "vfork")) {
		*flags = call_is(c, "vfork") ? CLONE_VM | CLONE_VFORK : 0;
		*exit_signal = SIGCHLD;
		return true;
	}
	if (call_is(c, "clone")) {
		*flags = c->args[0] & ~(uint64_t)CSIGNAL & 0xffffffff;
		*exit_signal = (int)(c->args[0] & CSIGNAL);
		return true;
	}
	if (!call_is(c, "clone3"))
		return false;
	if (peek(c->pid, c->args[0], &args, sizeof(args)) < CLONE_ARGS_SIZE_VER0)
		return false;
	*flags = args.flags;
	*exit_signal = (int)args.exit_signal;
	return true;
}

/* clone(2) has the flags first on x86-64; the last two are swapped elsewhere. */
void p_clone(struct args *out, const struct call *c, int at)
{
	uint64_t flags = c->args[0] & ~(uint64_t)CSIGNAL;
	int exit_signal = (int)(c->args[0] & CSIGNAL);
#if defined(__x86_64__)
	uint64_t child_tid = c->args[3], tls = c->args[4];
#else
	uint64_t child_tid = c->args[4], tls = c->args[3];
#endif

	if (at == 0) {
		arg_begin(out);
		arg_add(out, "child_stack=");
		add_pointer(out, c->args[1]);
		arg_begin(out);
		arg_add(out, "flags=");
		if (flags || !exit_signal)
			add_flags(out, flags, clone_flags, "0", "CLONE_???");
		if (exit_signal) {
			arg_add(out, flags ? "|" : "");
			add_signal(out, exit_signal);
		}
		return;
	}
	if (flags & (CLONE_PARENT_SETTID | CLONE_PIDFD)) {
		int tid;

		arg_begin(out);
		arg_add(out, "parent_tid=");
		if (!c->failed && peek(c->pid, c->args[2], &tid, sizeof(tid)) == sizeof(tid))
			arg_add(out, "[%d]", tid);
		else
			add_pointer(out, c->args[2]);
	}
	if (flags & CLONE_SETTLS) {
		arg_begin(out);
		arg_add(out, "tls=%#lx", tls);
	}
	if (flags & (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID)) {
		arg_begin(out);
		arg_add(out, "child_tidptr=");
		add_pointer(out, child_tid);
	}
}

#define CLONE3_OUTPUTS (CLONE_PIDFD | CLONE_PARENT_SETTID)

static void add_clone_args(struct args *out, const struct clone_args *args)
{
	arg_add(out, "{flags=");
	add_flags(out, args->flags, clone_flags, "0", "CLONE_???");
	if (args->flags & CLONE_PIDFD)
		arg_add(out, ", pidfd=%#lx", (uint64_t)args->pidfd);
	if (args->flags & (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID))
		arg_add(out, ", child_tid=%#lx", (uint64_t)args->child_tid);
	if (args->flags & CLONE_PARENT_SETTID)
		arg_add(out, ", parent_tid=%#lx", (uint64_t)args->parent_tid);
	arg_add(out, ", exit_signal=");
	if (args->exit_signal)
		add_signal(out, (int)args->exit_signal);
	else
		arg_add(out, "0");
	arg_add(out, ", stack=");
	add_pointer(out, args->stack);
	arg_add(out, ", stack_size=%#lx", (uint64_t)args->stack_size);
	if (args->flags & CLONE_SETTLS)
		arg_add(out, ", tls=%#lx", (uint64_t)args->tls);
	arg_add(out, "}");
}

static void add_clone_outputs(struct args *out, const struct call *c, const struct clone_args *args)
{
	const char *comma = "";
	int value;

	arg_add(out, " => {");
	if (args->flags & CLONE_PIDFD && peek(c->pid, args->pidfd, &value, sizeof(value)) == sizeof(value)) {
		arg_add(out, "pidfd=[%d]", value);
		comma = ", ";
	}
	if (args->flags & CLONE_PARENT_SETTID && peek(c->pid, args->parent_tid, &value, sizeof(value)) == sizeof(value))
		arg_add(out, "%sparent_tid=[%d]", comma, value);
	arg_add(out, "}");
}

/* At entry (0) the struct, and the size where the kernel writes nothing back; at exit (1) what it wrote and the size. */
void p_clone3(struct args *out, const struct call *c, int at)
{
	struct clone_args args = { 0 };
	size_t len = c->args[1] < sizeof(args) ? c->args[1] : sizeof(args);
	bool readable = c->args[1] >= CLONE_ARGS_SIZE_VER0 && peek(c->pid, c->args[0], &args, len) == len;
	bool outputs = readable && args.flags & CLONE3_OUTPUTS;

	if (at == 0) {
		arg_begin(out);
		if (readable)
			add_clone_args(out, &args);
		else
			add_pointer(out, c->args[0]);
		if (!outputs)
			p_ulong(out, c, 1);
	} else if (outputs) {
		if (!c->failed)
			add_clone_outputs(out, c, &args);
		p_ulong(out, c, 1);
	}
}

void add_string(struct args *out, pid_t pid, uint64_t address, size_t max)
{
	char bytes[4097];
	size_t got, len;

	if (!address) {
		arg_add(out, "NULL");
		return;
	}
	got = peek(pid, address, bytes, sizeof(bytes) - 1);
	if (got == 0) {
		add_pointer(out, address);
		return;
	}
	len = strnlen(bytes, got);
	if (max && len > max)
		add_bytes(out, (unsigned char *)bytes, max, true);
	else
		add_bytes(out, (unsigned char *)bytes, len, false);
}

#define MANY_ARGV 32

void p_argv(struct args *out, const struct call *c, int at)
{
	uint64_t item;

	arg_begin(out);
	if (!c->args[at] || peek(c->pid, c->args[at], &item, sizeof(item)) != sizeof(item)) {
		add_pointer(out, c->args[at]);
		return;
	}
	arg_add(out, "[");
	for (int n = 0; item; n++) {
		if (n == MANY_ARGV) {
			arg_add(out, ", ...");
			break;
		}
		arg_add(out, n ? ", " : "");
		add_string(out, c->pid, item, STRING_BYTES);
		if (peek(c->pid, c->args[at] + 8 * (uint64_t)(n + 1), &item, sizeof(item)) != sizeof(item))
			break;
	}
	arg_add(out, "]");
}

void p_envp(struct args *out, const struct call *c, int at)
{
	uint64_t item;
	unsigned count = 0;

	arg_begin(out);
	add_pointer(out, c->args[at]);
	if (!c->args[at])
		return;
	while (peek(c->pid, c->args[at] + 8 * (uint64_t)count, &item, sizeof(item)) == sizeof(item) && item)
		count++;
	arg_add(out, " /* %u var%s */", count, count == 1 ? "" : "s");
}

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

void p_wait_options(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = {
		{ WNOHANG, "WNOHANG" },   { WUNTRACED, "WSTOPPED" },      { WEXITED, "WEXITED" },  { WCONTINUED, "WCONTINUED" },
		{ WNOWAIT, "WNOWAIT" },   { 0x20000000, "__WNOTHREAD" }, { 0x40000000, "__WALL" }, { 0x80000000, "__WCLONE" },
		{ 0, NULL },
	};
	static const struct flag wait4_flags[] = {
		{ WNOHANG, "WNOHANG" }, { WUNTRACED, "WSTOPPED" }, { WEXITED, "WEXITED" }, { WCONTINUED, "WCONTINUED" }, { WNOWAIT, "WNOWAIT" },
		{ 0x20000000, "__WNOTHREAD" }, { 0x40000000, "__WALL" }, { 0x80000000, "__WCLONE" }, { 0, NULL },
	};

	arg_begin(out);
	add_flags(out, (unsigned)c->args[at], call_is(c, "waitid") ? flags : wait4_flags, "0", "W???");
}

void p_rusage(struct args *out, const struct call *c, int at)
{
	long times[4];

	arg_begin(out);
	if (!c->args[at] || c->failed || c->result == 0 || peek(c->pid, c->args[at], times, sizeof(times)) != sizeof(times))
		add_pointer(out, c->args[at]);
	else
		arg_add(out, "{ru_utime={tv_sec=%ld, tv_usec=%ld}, ru_stime={tv_sec=%ld, tv_usec=%ld}, ...}", times[0], times[1], times[2], times[3]);
}

void p_idtype(struct args *out, const struct call *c, int at)
{
	static const struct flag types[] = { { P_ALL, "P_ALL" }, { P_PID, "P_PID" }, { P_PGID, "P_PGID" }, { 3, "P_PIDFD" }, { 0, NULL } };

	arg_begin(out);
	add_choice(out, c->args[at], types, "P_???");
}

void p_siginfo_out(struct args *out, const struct call *c, int at)
{
	siginfo_t si;

	arg_begin(out);
	if (c->failed || !c->args[at] || peek(c->pid, c->args[at], &si, sizeof(si)) != sizeof(si))
		add_pointer(out, c->args[at]);
	else
		add_siginfo(out, &si);
}
