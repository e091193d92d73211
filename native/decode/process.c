/* Creating, executing, waiting. */
#include "decode/process.h"

#include "decode/names.h"
#include "decode/plain.h"
#include "decode/signal.h"
#include "decode/strings.h"

#include <linux/sched.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>

/* In the order of their bits, because strace prints them so. */
/* clang-format off */
const struct flag clone_flags[] = {
	NAMED(CLONE_VM), NAMED(CLONE_FS), NAMED(CLONE_FILES), NAMED(CLONE_SIGHAND), NAMED(CLONE_PIDFD), NAMED(CLONE_PTRACE), NAMED(CLONE_VFORK),
	NAMED(CLONE_PARENT), NAMED(CLONE_THREAD), NAMED(CLONE_NEWNS), NAMED(CLONE_SYSVSEM), NAMED(CLONE_SETTLS), NAMED(CLONE_PARENT_SETTID),
	NAMED(CLONE_CHILD_CLEARTID), NAMED(CLONE_UNTRACED), NAMED(CLONE_CHILD_SETTID), NAMED(CLONE_NEWCGROUP), NAMED(CLONE_NEWUTS), NAMED(CLONE_NEWIPC),
	NAMED(CLONE_NEWUSER), NAMED(CLONE_NEWPID), NAMED(CLONE_NEWNET), NAMED(CLONE_IO), NAMED(CLONE_NEWTIME), NAMED(CLONE_CLEAR_SIGHAND),
	NAMED(CLONE_INTO_CGROUP),
	{ 0, NULL },
};
/* clang-format on */

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

/* Without the flags that only clone3 has: they are above bit 31 or use the bits of the exit signal. */
/* clang-format off */
static const struct flag old_clone_flags[] = {
	NAMED(CLONE_VM), NAMED(CLONE_FS), NAMED(CLONE_FILES), NAMED(CLONE_SIGHAND), NAMED(CLONE_PIDFD), NAMED(CLONE_PTRACE), NAMED(CLONE_VFORK),
	NAMED(CLONE_PARENT), NAMED(CLONE_THREAD), NAMED(CLONE_NEWNS), NAMED(CLONE_SYSVSEM), NAMED(CLONE_SETTLS), NAMED(CLONE_PARENT_SETTID),
	NAMED(CLONE_CHILD_CLEARTID), NAMED(CLONE_UNTRACED), NAMED(CLONE_CHILD_SETTID), NAMED(CLONE_NEWCGROUP), NAMED(CLONE_NEWUTS),
	NAMED(CLONE_NEWIPC), NAMED(CLONE_NEWUSER), NAMED(CLONE_NEWPID), NAMED(CLONE_NEWNET), NAMED(CLONE_IO), { 0, NULL },
};
/* clang-format on */

/* On x86-64 the flags of clone(2) come first; elsewhere the last two arguments are swapped. */
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
			add_flags(out, flags, old_clone_flags, "0", "CLONE_???");
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
		arg_add(out, "tls=");
		add_pointer(out, tls);
	}
	if (flags & (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID)) {
		arg_begin(out);
		arg_add(out, "child_tidptr=");
		add_pointer(out, child_tid);
	}
}

#define CLONE3_OUTPUTS (CLONE_PIDFD | CLONE_PARENT_SETTID)
/* The maximum depth of nested pid namespaces, and so the maximum number of chosen pids. */
#define MANY_TIDS 32

static void add_tid(struct args *out, const struct call *c, const void *item, void *state)
{
	(void)c, (void)state;
	arg_add(out, "%d", *(const int *)item);
}

static void add_chosen_tids(struct args *out, const struct call *c, const struct clone_args *args)
{
	arg_add(out, ", set_tid=");
	if (!args->set_tid_size || args->set_tid_size > MANY_TIDS)
		add_pointer(out, args->set_tid);
	else
		add_array(out, c, args->set_tid, args->set_tid_size, sizeof(int), add_tid);
	arg_add(out, ", set_tid_size=%lu", (uint64_t)args->set_tid_size);
}

static void add_clone_args(struct args *out, const struct call *c, const struct clone_args *args)
{
	arg_add(out, "{flags=");
	add_flags(out, args->flags, clone_flags, "0", "CLONE_???");
	if (args->flags & CLONE_PIDFD)
		add_field_pointer(out, "pidfd", args->pidfd);
	if (args->flags & (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID))
		add_field_pointer(out, "child_tid", args->child_tid);
	if (args->flags & CLONE_PARENT_SETTID)
		add_field_pointer(out, "parent_tid", args->parent_tid);
	arg_add(out, ", exit_signal=");
	if (args->exit_signal < INT32_MAX)
		add_signal(out, (int)args->exit_signal);
	else
		arg_add(out, "%lu", (uint64_t)args->exit_signal);
	add_field_pointer(out, "stack", args->stack);
	arg_add(out, ", stack_size=%#lx", (uint64_t)args->stack_size);
	if (args->flags & CLONE_SETTLS)
		add_field_pointer(out, "tls", args->tls);
	if (args->set_tid || args->set_tid_size)
		add_chosen_tids(out, c, args);
	if ((args->cgroup || args->flags & CLONE_INTO_CGROUP) && c->args[1] > offsetof(struct clone_args, cgroup))
		arg_add(out, ", cgroup=%lu", (uint64_t)args->cgroup);
	add_unknown_bytes(out, c, 0, sizeof(*args), ", ");
	arg_add(out, "}");
}

/* A number that the kernel has written; returns what begins the next one. */
static const char *add_clone_output(struct args *out, const struct call *c, const char *begin, const char *name, uint64_t address)
{
	int value;

	arg_add(out, "%s%s=", begin, name);
	if (address && peek(c->pid, address, &value, sizeof(value)) == sizeof(value))
		arg_add(out, "[%d]", value);
	else
		add_pointer(out, address);
	return ", ";
}

static void add_clone_outputs(struct args *out, const struct call *c, const struct clone_args *args)
{
	const char *begin = " => {";

	if (args->flags & CLONE_PIDFD)
		begin = add_clone_output(out, c, begin, "pidfd", args->pidfd);
	if (args->flags & CLONE_PARENT_SETTID)
		begin = add_clone_output(out, c, begin, "parent_tid", args->parent_tid);
	if (add_unknown_bytes(out, c, 0, sizeof(*args), begin))
		begin = ", ";
	if (strcmp(begin, ", ") == 0)
		arg_add(out, "}");
}

/* At entry (0): the struct, and the size if the kernel writes nothing back. At exit (1): what it wrote, and the size. */
void p_clone3(struct args *out, const struct call *c, int at)
{
	struct clone_args args = { 0 };
	size_t len = c->args[1] < sizeof(args) ? c->args[1] : sizeof(args);
	bool read = c->args[1] >= CLONE_ARGS_SIZE_VER0 && peek(c->pid, c->args[0], &args, len) == len;
	bool later = read && (args.flags & CLONE3_OUTPUTS || c->args[1] > sizeof(args));

	if (at == 0) {
		arg_begin(out);
		if (read)
			add_clone_args(out, c, &args);
		else
			add_pointer(out, c->args[0]);
		if (!later)
			p_ulong(out, c, 1);
	} else if (later) {
		if (!c->failed)
			add_clone_outputs(out, c, &args);
		p_ulong(out, c, 1);
	}
}

#define MANY_ARGV 32

void p_argv(struct args *out, const struct call *c, int at)
{
	struct reader list = { .pid = c->pid };
	uint64_t item;

	arg_begin(out);
	if (!c->args[at] || !reader_get(&list, c->args[at], &item, sizeof(item))) {
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
		add_string(out, c->pid, item);
		if (!reader_get(&list, c->args[at] + 8 * (uint64_t)(n + 1), &item, sizeof(item))) {
			arg_add(out, ", ... /* %#lx */", c->args[at] + 8 * (uint64_t)(n + 1));
			break;
		}
	}
	arg_add(out, "]");
}

void p_envp(struct args *out, const struct call *c, int at)
{
	struct reader list = { .pid = c->pid };
	uint64_t item;
	unsigned count = 0;
	bool readable;

	arg_begin(out);
	add_pointer(out, c->args[at]);
	if (!reader_get(&list, c->args[at], &item, sizeof(item)))
		return;
	while ((readable = reader_get(&list, c->args[at] + 8 * (uint64_t)count, &item, sizeof(item))) && item && count < MANY_ITEMS)
		count++;
	if (count == MANY_ITEMS)
		arg_add(out, " /* %u vars or more */", count);
	else
		arg_add(out, " /* %u var%s%s */", count, count == 1 ? "" : "s", readable ? "" : ", unterminated");
}

static const struct flag namespaces[] = {
	{ 0x80, "CLONE_NEWTIME" }, NAMED(CLONE_NEWNS),  NAMED(CLONE_NEWCGROUP), NAMED(CLONE_NEWUTS), NAMED(CLONE_NEWIPC),
	NAMED(CLONE_NEWUSER),      NAMED(CLONE_NEWPID), NAMED(CLONE_NEWNET),    { 0, NULL },
};

void p_namespace(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_flags(out, (unsigned)c->args[at], namespaces, "0", "CLONE_NEW???");
}

WIDE_FLAGS_PRINTER(p_unshare_flags, "0", "CLONE_???", { 0x80, "CLONE_NEWTIME" }, NAMED(CLONE_VM), NAMED(CLONE_FS), NAMED(CLONE_FILES), NAMED(CLONE_SIGHAND),
		   NAMED(CLONE_THREAD), NAMED(CLONE_NEWNS), NAMED(CLONE_SYSVSEM), NAMED(CLONE_NEWCGROUP), NAMED(CLONE_NEWUTS), NAMED(CLONE_NEWIPC),
		   NAMED(CLONE_NEWUSER), NAMED(CLONE_NEWPID), NAMED(CLONE_NEWNET))
FLAGS_PRINTER(p_pidfd_flags, "0", "PIDFD_???", { 04000, "PIDFD_NONBLOCK" })

/* A call that a signal interrupted continues under another number. */
void p_restarted(struct args *out, const struct call *c, int at)
{
	struct call before = { .number = out->previous };

	(void)c, (void)at;
	arg_begin(out);
	arg_add(out, "<... resuming interrupted %s ...>", call_name(&before));
}
