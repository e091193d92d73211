/* prctl(2) and arch_prctl(2): the meaning of later arguments depends on the option. */
#include "decode/prctl.h"

#include "decode/blocks.h"
#include "decode/ids.h"
#include "decode/signal.h"

#include <linux/seccomp.h>
#include <sys/prctl.h>
#if defined(__x86_64__)
#include <asm/prctl.h>
#endif

/* What the first argument of an option is. REST: the other arguments are shown, because the kernel requires them to be zero. */
/* clang-format off */
enum form { NOTHING, NUMBER, NUMBER_AND_REST, REST, SIGNAL, TEXT, POINTER, CAPABILITY, DUMPABLE, SECUREBITS, FILTER, TSC, AMBIENT, SPECULATION, PTRACER, AREA,
	    OUT_NUMBER, OUT_SIGNAL, OUT_TEXT, OUT_TSC, OUT_POINTER };
/* clang-format on */

struct option {
	unsigned number;
	const char *name;
	enum form form;
};

/* clang-format off */
#define OPTION(name, form) { name, #name, form }

static const struct option options[] = {
	OPTION(PR_SET_PDEATHSIG, SIGNAL), OPTION(PR_GET_PDEATHSIG, OUT_SIGNAL), OPTION(PR_GET_DUMPABLE, NOTHING), OPTION(PR_SET_DUMPABLE, DUMPABLE),
	OPTION(PR_GET_UNALIGN, OUT_NUMBER), OPTION(PR_GET_KEEPCAPS, NOTHING), OPTION(PR_SET_KEEPCAPS, NUMBER), OPTION(PR_GET_FPEMU, OUT_NUMBER),
	OPTION(PR_SET_FPEMU, NUMBER), OPTION(PR_GET_FPEXC, OUT_NUMBER), OPTION(PR_SET_FPEXC, NUMBER), OPTION(PR_GET_TIMING, NOTHING),
	OPTION(PR_SET_TIMING, NUMBER), OPTION(PR_SET_NAME, TEXT), OPTION(PR_GET_NAME, OUT_TEXT), OPTION(PR_GET_ENDIAN, OUT_NUMBER),
	OPTION(PR_GET_SECCOMP, NOTHING), OPTION(PR_SET_SECCOMP, FILTER), OPTION(PR_CAPBSET_READ, CAPABILITY), OPTION(PR_CAPBSET_DROP, CAPABILITY),
	OPTION(PR_GET_TSC, OUT_TSC), OPTION(PR_SET_TSC, TSC), OPTION(PR_GET_SECUREBITS, NOTHING), OPTION(PR_SET_SECUREBITS, SECUREBITS),
	OPTION(PR_SET_TIMERSLACK, NUMBER), OPTION(PR_GET_TIMERSLACK, NOTHING), OPTION(PR_TASK_PERF_EVENTS_DISABLE, NOTHING),
	OPTION(PR_TASK_PERF_EVENTS_ENABLE, NOTHING), OPTION(PR_SET_PTRACER, PTRACER), OPTION(PR_SET_CHILD_SUBREAPER, NUMBER),
	OPTION(PR_GET_CHILD_SUBREAPER, OUT_NUMBER), OPTION(PR_SET_NO_NEW_PRIVS, NUMBER_AND_REST), OPTION(PR_GET_NO_NEW_PRIVS, REST),
	OPTION(PR_GET_TID_ADDRESS, OUT_POINTER), OPTION(PR_SET_THP_DISABLE, NUMBER_AND_REST), OPTION(PR_GET_THP_DISABLE, REST),
	OPTION(PR_CAP_AMBIENT, AMBIENT), OPTION(PR_GET_SPECULATION_CTRL, SPECULATION), OPTION(PR_SET_SPECULATION_CTRL, SPECULATION),
	{ 57, "PR_SET_IO_FLUSHER", NUMBER_AND_REST }, { 58, "PR_GET_IO_FLUSHER", REST }, { 0x53564d41, "PR_SET_VMA", AREA }, { 0, NULL, REST },
};
/* clang-format on */

static const struct option *option_of(unsigned number)
{
	const struct option *o = options;

	while (o->name && o->number != number)
		o++;
	return o;
}

static const struct flag dumpables[] = { { 0, "SUID_DUMP_DISABLE" }, { 1, "SUID_DUMP_USER" }, { 2, "SUID_DUMP_ROOT" }, { 0, NULL } };
static const struct flag tsc_modes[] = { NAMED(PR_TSC_ENABLE), NAMED(PR_TSC_SIGSEGV), { 0, NULL } };
/* clang-format off */
static const struct flag secure_bits[] = {
	{ 1, "SECBIT_NOROOT" }, { 2, "SECBIT_NOROOT_LOCKED" }, { 4, "SECBIT_NO_SETUID_FIXUP" }, { 8, "SECBIT_NO_SETUID_FIXUP_LOCKED" },
	{ 16, "SECBIT_KEEP_CAPS" }, { 32, "SECBIT_KEEP_CAPS_LOCKED" }, { 64, "SECBIT_NO_CAP_AMBIENT_RAISE" }, { 128, "SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED" },
	{ 0, NULL },
};
static const struct flag seccomp_modes[] = {
	NAMED(SECCOMP_MODE_DISABLED), NAMED(SECCOMP_MODE_STRICT), NAMED(SECCOMP_MODE_FILTER), { 0, NULL },
};
static const struct flag speculations[] = {
	{ 0, "PR_SPEC_STORE_BYPASS" }, { 1, "PR_SPEC_INDIRECT_BRANCH" }, { 2, "PR_SPEC_L1D_FLUSH" }, { 0, NULL },
};
/* clang-format on */
static const struct flag speculation_modes[] = {
	{ 1, "PR_SPEC_PRCTL" },         { 2, "PR_SPEC_ENABLE" },          { 4, "PR_SPEC_DISABLE" },
	{ 8, "PR_SPEC_FORCE_DISABLE" }, { 16, "PR_SPEC_DISABLE_NOEXEC" }, { 0, NULL },
};

static void print_rest(struct args *out, const struct call *c, int from)
{
	for (int i = from; i < 5; i++)
		p_hex(out, c, i);
}

static void print_speculation(struct args *out, const struct call *c)
{
	arg_begin(out);
	add_choice(out, c->args[1], speculations, "PR_SPEC_???");
	if (c->args[0] == PR_GET_SPECULATION_CTRL) {
		print_rest(out, c, 2);
		return;
	}
	arg_begin(out);
	add_choice(out, c->args[2], speculation_modes, "PR_SPEC_???");
	print_rest(out, c, 3);
}

static void print_ambient(struct args *out, const struct call *c)
{
	static const struct flag operations[] = {
		NAMED(PR_CAP_AMBIENT_IS_SET), NAMED(PR_CAP_AMBIENT_RAISE), NAMED(PR_CAP_AMBIENT_LOWER), NAMED(PR_CAP_AMBIENT_CLEAR_ALL), { 0, NULL },
	};

	arg_begin(out);
	add_choice(out, c->args[1], operations, "PR_CAP_AMBIENT_???");
	if (c->args[1] >= PR_CAP_AMBIENT_IS_SET && c->args[1] <= PR_CAP_AMBIENT_LOWER) {
		arg_begin(out);
		add_capability(out, c->args[2]);
		print_rest(out, c, 3);
	} else {
		print_rest(out, c, 2);
	}
}

void p_filter(struct args *out, const struct call *c, int at)
{
	struct {
		unsigned short len;
		uint64_t filter;
	} program;

	if (!arg_read(out, c, at, &program, sizeof(program)))
		return;
	arg_add(out, "{len=%u, filter=", program.len);
	add_pointer(out, program.filter);
	arg_add(out, "}");
}

static void print_area(struct args *out, const struct call *c)
{
	arg_begin(out);
	arg_add(out, c->args[1] == 0 ? "PR_SET_VMA_ANON_NAME" : "%#lx /* PR_SET_VMA_??? */", c->args[1]);
	p_pointer(out, c, 2);
	p_ulong(out, c, 3);
	if (c->args[1] == 0) {
		arg_begin(out);
		add_string(out, c->pid, c->args[4], 80);
	} else {
		p_hex(out, c, 4);
	}
}

void p_prctl(struct args *out, const struct call *c, int at)
{
	const struct option *o = option_of((unsigned)c->args[at]);
	uint64_t value = c->args[at + 1];

	arg_begin(out);
	if (o->name)
		arg_add(out, "%s", o->name);
	else
		arg_add(out, "%#x /* PR_??? */", (unsigned)c->args[at]);
	switch (o->form) {
	case NUMBER:
		p_ulong(out, c, at + 1);
		return;
	case NUMBER_AND_REST:
		p_ulong(out, c, at + 1);
		print_rest(out, c, at + 2);
		return;
	case REST:
		print_rest(out, c, at + 1);
		return;
	case POINTER:
		p_pointer(out, c, at + 1);
		return;
	case SIGNAL:
		arg_begin(out);
		add_signal(out, (int)value);
		return;
	case TEXT:
		arg_begin(out);
		add_string(out, c->pid, value, 15);
		return;
	case CAPABILITY:
		arg_begin(out);
		add_capability(out, value);
		return;
	case DUMPABLE:
		arg_begin(out);
		add_choice(out, value, dumpables, "SUID_DUMP_???");
		return;
	case SECUREBITS:
		arg_begin(out);
		add_flags(out, value, secure_bits, "0", "SECBIT_???");
		return;
	case TSC:
		arg_begin(out);
		add_choice(out, value, tsc_modes, "PR_TSC_???");
		return;
	case FILTER:
		arg_begin(out);
		add_choice(out, value, seccomp_modes, "SECCOMP_MODE_???");
		if (value == SECCOMP_MODE_FILTER)
			p_filter(out, c, at + 2);
		else if (value != SECCOMP_MODE_STRICT)
			print_rest(out, c, at + 2);
		return;
	case AMBIENT:
		print_ambient(out, c);
		return;
	case SPECULATION:
		print_speculation(out, c);
		return;
	case PTRACER:
		arg_begin(out);
		if ((int)value == -1)
			arg_add(out, "PR_SET_PTRACER_ANY");
		else
			arg_add(out, "%d", (int)value);
		return;
	case AREA:
		print_area(out, c);
		return;
	default:
		return;
	}
}

bool no_prctl_out(const struct call *c)
{
	return option_of((unsigned)c->args[0])->form < OUT_NUMBER;
}

/* What the kernel fills in. */
void p_prctl_out(struct args *out, const struct call *c, int at)
{
	enum form form = option_of((unsigned)c->args[0])->form;
	unsigned number;
	uint64_t pointer;

	switch (form) {
	case OUT_NUMBER:
		if (arg_read(out, c, at, &number, sizeof(number)))
			arg_add(out, "[%u]", number);
		return;
	case OUT_SIGNAL:
		if (!arg_read(out, c, at, &number, sizeof(number)))
			return;
		arg_add(out, "[");
		add_signal(out, (int)number);
		arg_add(out, "]");
		return;
	case OUT_TSC:
		if (!arg_read(out, c, at, &number, sizeof(number)))
			return;
		arg_add(out, "[");
		add_choice(out, number, tsc_modes, "PR_TSC_???");
		arg_add(out, "]");
		return;
	case OUT_POINTER:
		if (!arg_read(out, c, at, &pointer, sizeof(pointer)))
			return;
		arg_add(out, "[");
		add_pointer(out, pointer);
		arg_add(out, "]");
		return;
	case OUT_TEXT:
		arg_begin(out);
		if (c->failed)
			add_pointer(out, c->args[at]);
		else
			add_string(out, c->pid, c->args[at], 16);
		return;
	default:
		return;
	}
}

void r_prctl(struct args *out, const struct call *c, int at)
{
	uint64_t value = (uint64_t)c->result;

	(void)at;
	switch ((unsigned)c->args[0]) {
	case PR_GET_DUMPABLE:
		arg_add(out, "%lu (", value);
		add_choice(out, value, dumpables, "SUID_DUMP_???");
		arg_add(out, ")");
		return;
	case PR_GET_SECUREBITS:
		arg_add(out, value ? "%#lx" : "%lx", value);
		if (value) {
			arg_add(out, " (");
			add_flags(out, value, secure_bits, "0", "SECBIT_???");
			arg_add(out, ")");
		}
		return;
	case PR_GET_SPECULATION_CTRL:
		arg_add(out, value ? "%#lx (" : "%lx (", value);
		add_flags(out, value, speculation_modes, "PR_SPEC_NOT_AFFECTED", "PR_SPEC_???");
		arg_add(out, ")");
		return;
	}
	arg_add(out, "%ld", (long)value);
}

#if defined(__x86_64__)
/* clang-format off */
static const struct flag arch_codes[] = {
	NAMED(ARCH_SET_GS), NAMED(ARCH_SET_FS), NAMED(ARCH_GET_FS), NAMED(ARCH_GET_GS), NAMED(ARCH_GET_CPUID), NAMED(ARCH_SET_CPUID),
	{ 0x1021, "ARCH_GET_XCOMP_SUPP" }, { 0x1022, "ARCH_GET_XCOMP_PERM" }, { 0x1023, "ARCH_REQ_XCOMP_PERM" }, { 0x1024, "ARCH_GET_XCOMP_GUEST_PERM" },
	{ 0x1025, "ARCH_REQ_XCOMP_GUEST_PERM" }, { 0x2001, "ARCH_MAP_VDSO_X32" }, { 0x2002, "ARCH_MAP_VDSO_32" }, { 0x2003, "ARCH_MAP_VDSO_64" }, { 0, NULL },
};
/* clang-format on */

static bool arch_fills(uint64_t code)
{
	return code == ARCH_GET_FS || code == ARCH_GET_GS;
}

void p_arch(struct args *out, const struct call *c, int at)
{
	unsigned code = (unsigned)c->args[at];

	arg_begin(out);
	add_choice(out, code, arch_codes, "ARCH_???");
	if (code == ARCH_GET_CPUID || arch_fills(code))
		return;
	/* The argument is an address only if the code is known. */
	if (choice(code, arch_codes))
		p_pointer(out, c, at + 1);
	else
		p_hex(out, c, at + 1);
}

void p_arch_out(struct args *out, const struct call *c, int at)
{
	uint64_t value;

	if (!arch_fills((unsigned)c->args[0]) || !arg_read(out, c, at, &value, sizeof(value)))
		return;
	arg_add(out, "[");
	add_pointer(out, value);
	arg_add(out, "]");
}
#else
void p_arch(struct args *out, const struct call *c, int at)
{
	p_hex(out, c, at);
	p_hex(out, c, at + 1);
}

void p_arch_out(struct args *out, const struct call *c, int at)
{
	(void)out, (void)c, (void)at;
}
#endif
