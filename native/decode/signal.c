/* Signals: sets, dispositions, siginfo. */
#include "decode/signal.h"

#include "decode/blocks.h"
#include "decode/names.h"
#include "decode/plain.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define SIGNALS 64
#define KERNEL_SIGSET_BYTES 8

/* struct sigaction as the kernel has it. */
struct kernel_sigaction {
	uint64_t handler;
	uint64_t flags;
	uint64_t restorer;
	uint64_t mask;
	/* strace reads this much. If it is not readable, it shows an address. */
	uint64_t behind[7];
};

void add_signal(struct args *out, int number)
{
	const char *name = signal_name(number);

	if (name)
		arg_add(out, "%s", name);
	else
		arg_add(out, "%d", number);
}

/* The first `count` signals of a set. If two thirds are in it, what is not in it is shown. */
static void add_signals(struct args *out, uint64_t set, int count)
{
	bool invert = __builtin_popcountll(set) >= count * 2 / 3;
	const char *space = "";

	if (invert)
		set = ~set;
	arg_add(out, invert ? "~[" : "[");
	for (int n = 1; n <= count; n++) {
		if (!(set >> (n - 1) & 1))
			continue;
		arg_add(out, "%s%s", space, signal_name(n) + 3);
		space = " ";
	}
	arg_add(out, "]");
}

void add_signal_set(struct args *out, uint64_t set)
{
	add_signals(out, set, SIGNALS);
}

void p_signal(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_signal(out, (int)c->args[at]);
}

void p_how(struct args *out, const struct call *c, int at)
{
	static const struct flag hows[] = { { 0, "SIG_BLOCK" }, { 1, "SIG_UNBLOCK" }, { 2, "SIG_SETMASK" }, { 0, NULL } };

	arg_begin(out);
	add_choice(out, (unsigned)c->args[at], hows, "SIG_???");
}

void add_sized_set(struct args *out, const struct call *c, uint64_t address, uint64_t size)
{
	uint64_t set;

	if (size != KERNEL_SIGSET_BYTES)
		add_pointer(out, address);
	else if (part_read(out, c, address, &set, sizeof(set)))
		add_signal_set(out, set);
}

/* A signal set; the next argument is its size. */
void p_sized_set(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_sized_set(out, c, c->args[at], c->args[at + 1]);
}

void p_set_in(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_sized_set(out, c, c->args[at], c->args[3]);
}

void p_set_out(struct args *out, const struct call *c, int at)
{
	p_set_in(out, c, at);
}

bool no_siginfo_out(const struct call *c)
{
	return !c->args[1];
}

/* The pending signals; here a shorter set is allowed. */
void p_pending(struct args *out, const struct call *c, int at)
{
	uint64_t set = 0, size = c->args[at + 1];

	if (!size || size > sizeof(set))
		p_pointer(out, c, at);
	else if (arg_read(out, c, at, &set, size))
		add_signals(out, set, size <= sizeof(unsigned) ? SIGNALS / 2 : SIGNALS);
}

void r_signal(struct args *out, const struct call *c, int at)
{
	(void)at;
	arg_add(out, "%ld", (long)c->result);
	if (c->result > 0 && c->result <= SIGNALS)
		arg_add(out, " (%s)", signal_name((int)c->result));
}

/* A disposition, either set or returned. */
static void print_action(struct args *out, const struct call *c, int at)
{
	/* clang-format off */
	static const struct flag flags[] = {
		{ 0x04000000, "SA_RESTORER" },  { 0x08000000, "SA_ONSTACK" },   { 0x10000000, "SA_RESTART" },   { 0x20000000, "SA_INTERRUPT" },
		{ 0x40000000, "SA_NODEFER" },   { 0x80000000, "SA_RESETHAND" }, { 0x00000004, "SA_SIGINFO" },   { 0x00000001, "SA_NOCLDSTOP" },
		{ 0x00000002, "SA_NOCLDWAIT" }, { 0, NULL },
	};
	/* clang-format on */
	struct kernel_sigaction action;

	if (!arg_read(out, c, at, &action, sizeof(action)))
		return;
	if (action.handler == 0)
		arg_add(out, "{sa_handler=SIG_DFL, sa_mask=");
	else if (action.handler == 1)
		arg_add(out, "{sa_handler=SIG_IGN, sa_mask=");
	else if (action.handler == UINT64_MAX)
		arg_add(out, "{sa_handler=SIG_ERR, sa_mask=");
	else
		arg_add(out, "{sa_handler=%#lx, sa_mask=", action.handler);
	add_signal_set(out, action.mask);
	arg_add(out, ", sa_flags=");
	add_flags(out, action.flags, flags, "0", "SA_???");
	if (action.flags & 0x04000000) {
		arg_add(out, ", sa_restorer=");
		add_pointer(out, action.restorer);
	}
	arg_add(out, "}");
}

void p_act_in(struct args *out, const struct call *c, int at)
{
	print_action(out, c, at);
}

void p_act_out(struct args *out, const struct call *c, int at)
{
	print_action(out, c, at);
}

void p_altstack(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { { 1, "SS_ONSTACK" }, { 2, "SS_DISABLE" }, { 0x80000000, "SS_AUTODISARM" }, { 0, NULL } };
	stack_t stack;

	if (!arg_read(out, c, at, &stack, sizeof(stack)))
		return;
	arg_add(out, "{ss_sp=");
	add_pointer(out, (uint64_t)(uintptr_t)stack.ss_sp);
	arg_add(out, ", ss_flags=");
	add_flags(out, (unsigned)stack.ss_flags, flags, "0", "SS_???");
	arg_add(out, ", ss_size=%zu}", stack.ss_size);
}

/* The mask that the signal frame restores is at a fixed offset from the stack pointer. */
void p_frame_mask(struct args *out, const struct call *c, int at)
{
	uint64_t mask;

	(void)at;
#if defined(__x86_64__)
	const uint64_t offset = 0x128;
#else
	const uint64_t offset = 128 + 40;
#endif
	arg_begin(out);
	if (peek(c->pid, c->sp + offset, &mask, sizeof(mask)) != sizeof(mask))
		return;
	arg_add(out, "{mask=");
	add_signal_set(out, mask);
	arg_add(out, "}");
}
