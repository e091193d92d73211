/* siginfo_t: the information that comes with a signal. */
#include "decode/siginfo.h"

#include "decode/arch_names.h"
#include "decode/blocks.h"
#include "decode/ids.h"
#include "decode/names.h"
#include "decode/signal.h"
#include "decode/time.h"

#include <linux/audit.h>
#include <signal.h>
#include <string.h>

/* clang-format off */
static const struct flag any_codes[] = {
	{ (unsigned)SI_USER, "SI_USER" },     { (unsigned)SI_KERNEL, "SI_KERNEL" }, { (unsigned)SI_QUEUE, "SI_QUEUE" },
	{ (unsigned)SI_TIMER, "SI_TIMER" },   { (unsigned)SI_MESGQ, "SI_MESGQ" },   { (unsigned)SI_ASYNCIO, "SI_ASYNCIO" },
	{ (unsigned)SI_SIGIO, "SI_SIGIO" },   { (unsigned)SI_TKILL, "SI_TKILL" },   { (unsigned)-7, "SI_DETHREAD" },
	{ (unsigned)-60, "SI_ASYNCNL" },      { 0, NULL },
};
/* clang-format on */
/* Codes whose meaning depends on the signal, from 1 on. */
static const char *const child_codes[] = { "CLD_EXITED", "CLD_KILLED", "CLD_DUMPED", "CLD_TRAPPED", "CLD_STOPPED", "CLD_CONTINUED", NULL };
static const char *const segv_codes[] = {
	"SEGV_MAPERR", "SEGV_ACCERR", "SEGV_BNDERR", "SEGV_PKUERR", "SEGV_ACCADI", "SEGV_ADIDERR", "SEGV_ADIPERR", "SEGV_MTEAERR", "SEGV_MTESERR", NULL,
};
static const char *const bus_codes[] = { "BUS_ADRALN", "BUS_ADRERR", "BUS_OBJERR", "BUS_MCEERR_AR", "BUS_MCEERR_AO", NULL };
static const char *const fpe_codes[] = {
	"FPE_INTDIV", "FPE_INTOVF", "FPE_FLTDIV", "FPE_FLTOVF", "FPE_FLTUND",
	"FPE_FLTRES", "FPE_FLTINV", "FPE_FLTSUB", "",           /* 9 to 13 belong to another architecture */ "",
	"",           "",           "",           "FPE_FLTUNK", "FPE_CONDTRAP",
	NULL,
};
static const char *const ill_codes[] = {
	"ILL_ILLOPC", "ILL_ILLOPN", "ILL_ILLADR", "ILL_ILLTRP", "ILL_PRVOPC", "ILL_PRVREG", "ILL_COPROC", "ILL_BADSTK", "ILL_BADIADDR", NULL,
};
static const char *const trap_codes[] = { "TRAP_BRKPT", "TRAP_TRACE", "TRAP_BRANCH", "TRAP_HWBKPT", "TRAP_UNK", "TRAP_PERF", NULL };
static const char *const poll_codes[] = { "POLL_IN", "POLL_OUT", "POLL_MSG", "POLL_ERR", "POLL_PRI", "POLL_HUP", NULL };
static const char *const sys_codes[] = { "SYS_SECCOMP", "SYS_USER_DISPATCH", NULL };

static const char *const *codes_of(int signal)
{
	switch (signal) {
	case SIGCHLD:
		return child_codes;
	case SIGSEGV:
		return segv_codes;
	case SIGBUS:
		return bus_codes;
	case SIGFPE:
		return fpe_codes;
	case SIGILL:
		return ill_codes;
	case SIGTRAP:
		return trap_codes;
	case SIGIO:
		return poll_codes;
	case SIGSYS:
		return sys_codes;
	}
	return NULL;
}

static void add_code(struct args *out, const siginfo_t *si)
{
	const char *const *codes = codes_of(si->si_signo);
	const char *name = choice((unsigned)si->si_code, any_codes);

	for (int code = 1; codes && codes[code - 1]; code++)
		if (code == si->si_code)
			name = codes[code - 1];
	if (name && *name)
		arg_add(out, "%s", name);
	else
		arg_add(out, si->si_code ? "%#x" : "%x", (unsigned)si->si_code);
}

static void add_source(struct args *out, const siginfo_t *si)
{
	arg_add(out, ", si_pid=%d, si_uid=", si->si_pid);
	add_id(out, si->si_uid);
}

static void add_value(struct args *out, const siginfo_t *si)
{
	arg_add(out, ", si_int=%d, si_ptr=", si->si_int);
	add_pointer(out, (uint64_t)(uintptr_t)si->si_ptr);
}

static void add_child(struct args *out, const siginfo_t *si)
{
	add_source(out, si);
	arg_add(out, ", si_status=");
	if (si->si_code == CLD_EXITED)
		arg_add(out, "%d", si->si_status);
	else
		add_signal(out, si->si_status);
	add_ticks(out, ", ", "si_utime", (unsigned long)si->si_utime);
	add_ticks(out, ", ", "si_stime", (unsigned long)si->si_stime);
}

static void add_fault(struct args *out, const siginfo_t *si)
{
	arg_add(out, ", si_addr=");
	add_pointer(out, (uint64_t)(uintptr_t)si->si_addr);
	if (si->si_signo == SIGSEGV && si->si_code == SEGV_BNDERR) {
		arg_add(out, ", si_lower=");
		add_pointer(out, (uint64_t)(uintptr_t)si->si_lower);
		arg_add(out, ", si_upper=");
		add_pointer(out, (uint64_t)(uintptr_t)si->si_upper);
	} else if (si->si_signo == SIGSEGV && si->si_code == SEGV_PKUERR) {
		arg_add(out, ", si_pkey=%u", si->si_pkey);
	} else if (si->si_signo == SIGBUS && (si->si_code == BUS_MCEERR_AR || si->si_code == BUS_MCEERR_AO)) {
		arg_add(out, si->si_addr_lsb ? ", si_addr_lsb=%#hx" : ", si_addr_lsb=%hx", si->si_addr_lsb);
	}
}

static void add_band(struct args *out, const siginfo_t *si)
{
	arg_add(out, ", si_band=%ld, si_fd=%d", si->si_band, si->si_fd);
}

void add_arch(struct args *out, unsigned arch)
{
	add_choice(out, arch, architectures, "AUDIT_ARCH_???");
}

static void add_filtered(struct args *out, const siginfo_t *si)
{
	const char *name = syscall_name(si->si_syscall);

#if defined(__x86_64__)
	/* The numbers of another table are not looked up. */
	if (si->si_arch != AUDIT_ARCH_X86_64)
		name = NULL;
#endif

	arg_add(out, ", si_call_addr=");
	add_pointer(out, (uint64_t)(uintptr_t)si->si_call_addr);
	if (name)
		arg_add(out, ", si_syscall=__NR_%s, si_arch=", name);
	else
		arg_add(out, ", si_syscall=%u, si_arch=", si->si_syscall);
	add_arch(out, si->si_arch);
}

/* For signals from the kernel: the fields depend on the signal. */
static void add_from_kernel(struct args *out, const siginfo_t *si)
{
	static const unsigned char nothing[sizeof(siginfo_t)];
	bool known = si->si_code >= POLL_IN && si->si_code <= POLL_HUP;

	switch (si->si_signo) {
	case SIGCHLD:
		add_child(out, si);
		return;
	case SIGILL:
	case SIGFPE:
	case SIGSEGV:
	case SIGBUS:
	case SIGTRAP:
		add_fault(out, si);
		return;
	case SIGIO:
		if (known)
			add_band(out, si);
		return;
	case SIGSYS:
		add_filtered(out, si);
		return;
	}
	if (si->si_pid || si->si_uid)
		add_source(out, si);
	if (memcmp(&si->si_ptr, nothing, sizeof(si->si_ptr)) != 0)
		add_value(out, si);
}

/* For signals from a process: the fields depend on the code. */
static void add_from_user(struct args *out, const siginfo_t *si)
{
	switch (si->si_code) {
	case SI_USER:
	case SI_TKILL:
		add_source(out, si);
		return;
	case SI_TIMER:
		arg_add(out, si->si_timerid ? ", si_timerid=%#x, si_overrun=%d" : ", si_timerid=%x, si_overrun=%d", (unsigned)si->si_timerid, si->si_overrun);
		add_value(out, si);
		return;
	case SI_SIGIO:
		add_band(out, si);
		return;
	}
	add_source(out, si);
	if (si->si_ptr)
		add_value(out, si);
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
	if (si->si_errno) {
		const char *name = errno_name(si->si_errno);

		if (name)
			arg_add(out, ", si_errno=%s", name);
		else
			arg_add(out, ", si_errno=%u", (unsigned)si->si_errno);
	}
	if (si->si_code <= 0)
		add_from_user(out, si);
	else
		add_from_kernel(out, si);
	arg_add(out, "}");
}

void p_siginfo_in(struct args *out, const struct call *c, int at)
{
	siginfo_t si;

	if (arg_read(out, c, at, &si, sizeof(si)))
		add_siginfo(out, &si);
}

void p_siginfo_out(struct args *out, const struct call *c, int at)
{
	p_siginfo_in(out, c, at);
}
