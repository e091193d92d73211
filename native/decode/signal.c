/* Signals: sets, dispositions, siginfo. */
#include "decode.h"

#include "../names.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define SIGNALS 64
/* From this many on strace prints the complement: two thirds of 64, rounded down. */
#define INVERT_FROM 42
#define KERNEL_SIGSET_BYTES 8

/* struct sigaction as the kernel has it. */
struct kernel_sigaction {
	uint64_t handler;
	uint64_t flags;
	uint64_t restorer;
	uint64_t mask;
};

void add_signal(struct args *out, int number)
{
	const char *name = signal_name(number);

	if (name)
		arg_add(out, "%s", name);
	else
		arg_add(out, "%d", number);
}

void add_signal_set(struct args *out, uint64_t set)
{
	bool invert = __builtin_popcountll(set) >= INVERT_FROM;
	const char *space = "";

	if (invert)
		set = ~set;
	arg_add(out, invert ? "~[" : "[");
	for (int n = 1; n <= SIGNALS; n++) {
		if (!(set >> (n - 1) & 1))
			continue;
		arg_add(out, "%s%s", space, signal_name(n) + 3);
		space = " ";
	}
	arg_add(out, "]");
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
	add_choice(out, c->args[at], hows, "SIG_???");
}

static void print_set(struct args *out, const struct call *c, int at, bool readable)
{
	uint64_t set;

	arg_begin(out);
	if (readable && c->args[at] && c->args[3] == KERNEL_SIGSET_BYTES && peek(c->pid, c->args[at], &set, sizeof(set)) == sizeof(set))
		add_signal_set(out, set);
	else
		add_pointer(out, c->args[at]);
}

void p_set_in(struct args *out, const struct call *c, int at)
{
	print_set(out, c, at, true);
}

void p_set_out(struct args *out, const struct call *c, int at)
{
	print_set(out, c, at, !c->failed);
}

static void print_action(struct args *out, const struct call *c, int at, bool readable)
{
	static const struct flag flags[] = {
		{ 0x04000000, "SA_RESTORER" },  { 0x08000000, "SA_ONSTACK" },   { 0x10000000, "SA_RESTART" },   { 0x20000000, "SA_INTERRUPT" },
		{ 0x40000000, "SA_NODEFER" },   { 0x80000000, "SA_RESETHAND" }, { 0x00000004, "SA_SIGINFO" },   { 0x00000001, "SA_NOCLDSTOP" },
		{ 0x00000002, "SA_NOCLDWAIT" }, { 0, NULL },
	};
	struct kernel_sigaction action;

	arg_begin(out);
	if (!readable || !c->args[at] || peek(c->pid, c->args[at], &action, sizeof(action)) != sizeof(action)) {
		add_pointer(out, c->args[at]);
		return;
	}
	if (action.handler == 0)
		arg_add(out, "{sa_handler=SIG_DFL, sa_mask=");
	else if (action.handler == 1)
		arg_add(out, "{sa_handler=SIG_IGN, sa_mask=");
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
	print_action(out, c, at, true);
}

void p_act_out(struct args *out, const struct call *c, int at)
{
	print_action(out, c, at, !c->failed);
}

static void add_code(struct args *out, const siginfo_t *si)
{
	static const struct flag any[] = {
		{ (uint64_t)(int64_t)SI_USER, "SI_USER" },     { SI_KERNEL, "SI_KERNEL" },
		{ (uint64_t)(int64_t)SI_QUEUE, "SI_QUEUE" },   { (uint64_t)(int64_t)SI_TIMER, "SI_TIMER" },
		{ (uint64_t)(int64_t)SI_MESGQ, "SI_MESGQ" },   { (uint64_t)(int64_t)SI_ASYNCIO, "SI_ASYNCIO" },
		{ (uint64_t)(int64_t)SI_SIGIO, "SI_SIGIO" },   { (uint64_t)(int64_t)SI_TKILL, "SI_TKILL" },
		{ 0, NULL },
	};
	static const char *const child[] = { NULL, "CLD_EXITED", "CLD_KILLED", "CLD_DUMPED", "CLD_TRAPPED", "CLD_STOPPED", "CLD_CONTINUED" };
	static const char *const segv[] = { NULL, "SEGV_MAPERR", "SEGV_ACCERR", "SEGV_BNDERR", "SEGV_PKUERR" };
	static const char *const bus[] = { NULL, "BUS_ADRALN", "BUS_ADRERR", "BUS_OBJERR" };
	static const char *const fpe[] = { NULL, "FPE_INTDIV", "FPE_INTOVF", "FPE_FLTDIV", "FPE_FLTOVF", "FPE_FLTUND", "FPE_FLTRES", "FPE_FLTINV", "FPE_FLTSUB" };
	static const char *const ill[] = { NULL, "ILL_ILLOPC", "ILL_ILLOPN", "ILL_ILLADR", "ILL_ILLTRP", "ILL_PRVOPC", "ILL_PRVREG", "ILL_COPROC", "ILL_BADSTK" };
	static const char *const trap[] = { NULL, "TRAP_BRKPT", "TRAP_TRACE", "TRAP_BRANCH", "TRAP_HWBKPT" };
	const char *const *names = NULL;
	int count = 0, code = si->si_code;

#define CODES(table) (names = table, count = (int)(sizeof(table) / sizeof(*table)))
	switch (si->si_signo) {
	case SIGCHLD: CODES(child); break;
	case SIGSEGV: CODES(segv); break;
	case SIGBUS: CODES(bus); break;
	case SIGFPE: CODES(fpe); break;
	case SIGILL: CODES(ill); break;
	case SIGTRAP: CODES(trap); break;
	}
#undef CODES
	if (code > 0 && code < count)
		arg_add(out, "%s", names[code]);
	else
		add_choice(out, (uint64_t)(int64_t)code, any, "SI_???");
}

static void add_child_status(struct args *out, const siginfo_t *si)
{
	arg_add(out, ", si_status=");
	if (si->si_code == CLD_EXITED)
		arg_add(out, "%d", si->si_status);
	else
		add_signal(out, si->si_status);
	/* In clock ticks, a hundredth of a second each. */
	arg_add(out, ", si_utime=%ld", (long)si->si_utime);
	if (si->si_utime)
		arg_add(out, " /* %ld.%02ld s */", (long)si->si_utime / 100, (long)si->si_utime % 100);
	arg_add(out, ", si_stime=%ld", (long)si->si_stime);
	if (si->si_stime)
		arg_add(out, " /* %ld.%02ld s */", (long)si->si_stime / 100, (long)si->si_stime % 100);
}

void add_siginfo(struct args *out, const void *siginfo)
{
	siginfo_t copy;
	const siginfo_t *si = &copy;

	memcpy(&copy, siginfo, sizeof(copy));
	if (si->si_signo == 0) {
		arg_add(out, "{}");
		return;
	}
	arg_add(out, "{si_signo=");
	add_signal(out, si->si_signo);
	arg_add(out, ", si_code=");
	add_code(out, si);
	if (si->si_errno)
		arg_add(out, ", si_errno=%d", si->si_errno);
	if (si->si_code == SI_TIMER) {
		arg_add(out, ", si_timerid=%#x, si_overrun=%d", (unsigned)si->si_timerid, si->si_overrun);
	} else if (si->si_code == SI_KERNEL) {
		;
	} else if (si->si_code <= 0) {
		arg_add(out, ", si_pid=%d, si_uid=%u", si->si_pid, si->si_uid);
		if (si->si_code == SI_QUEUE) {
			arg_add(out, ", si_value={sival_int=%d, sival_ptr=", si->si_int);
			add_pointer(out, (uint64_t)(uintptr_t)si->si_ptr);
			arg_add(out, "}");
		}
	} else if (si->si_signo == SIGCHLD) {
		arg_add(out, ", si_pid=%d, si_uid=%u", si->si_pid, si->si_uid);
		add_child_status(out, si);
	} else if (si->si_signo == SIGSEGV || si->si_signo == SIGBUS || si->si_signo == SIGFPE || si->si_signo == SIGILL || si->si_signo == SIGTRAP) {
		arg_add(out, ", si_addr=");
		add_pointer(out, (uint64_t)(uintptr_t)si->si_addr);
	}
	arg_add(out, "}");
}

static void print_altstack(struct args *out, const struct call *c, int at, bool readable)
{
	static const struct flag flags[] = { { 1, "SS_ONSTACK" }, { 2, "SS_DISABLE" }, { 0, NULL } };
	stack_t stack;

	arg_begin(out);
	if (!readable || !c->args[at] || peek(c->pid, c->args[at], &stack, sizeof(stack)) != sizeof(stack)) {
		add_pointer(out, c->args[at]);
		return;
	}
	arg_add(out, "{ss_sp=");
	add_pointer(out, (uint64_t)(uintptr_t)stack.ss_sp);
	arg_add(out, ", ss_flags=");
	add_flags(out, (unsigned)stack.ss_flags, flags, "0", "SS_???");
	arg_add(out, ", ss_size=%zu}", stack.ss_size);
}

void p_altstack_in(struct args *out, const struct call *c, int at)
{
	print_altstack(out, c, at, true);
}

void p_altstack_out(struct args *out, const struct call *c, int at)
{
	print_altstack(out, c, at, !c->failed);
}

/* The mask that the frame restores lies at a fixed place above the stack pointer. */
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
