/* prctl(2): the meaning of later arguments depends on the option. */
#include "decode/prctl.h"

#include "decode/blocks.h"
#include "decode/ids.h"
#include "decode/plain.h"
#include "decode/prctl_options.h"
#include "decode/seccomp.h"
#include "decode/signal.h"
#include "decode/strings.h"

static void print_rest(struct args *out, const struct call *c, int from)
{
	for (int i = from; i < 5; i++)
		p_hex(out, c, i);
}

bool is_speculation(uint64_t what)
{
	return choice(what, prctl_speculations);
}

/* ---- what is passed in ---- */

static void print_speculation(struct args *out, const struct call *c)
{
	/* What can only be asked for is no name here. */
	arg_begin(out);
	add_choice(out, c->args[1], prctl_speculations, "PR_SPEC_???");
	if (is_speculation(c->args[1])) {
		arg_begin(out);
		add_choice(out, c->args[2], prctl_speculation_modes + 1, "PR_SPEC_???");
	} else {
		p_hex(out, c, 2);
	}
}

static void print_ambient(struct args *out, const struct call *c)
{
	static const struct flag operations[] = {
		{ 1, "PR_CAP_AMBIENT_IS_SET" }, { 2, "PR_CAP_AMBIENT_RAISE" }, { 3, "PR_CAP_AMBIENT_LOWER" }, { 4, "PR_CAP_AMBIENT_CLEAR_ALL" }, { 0, NULL },
	};

	arg_begin(out);
	add_choice(out, c->args[1], operations, "PR_CAP_AMBIENT_???");
	if (c->args[1] >= 1 && c->args[1] <= 3) {
		arg_begin(out);
		add_capability(out, c->args[2]);
		print_rest(out, c, 3);
	} else {
		print_rest(out, c, 2);
	}
}

static void print_filter(struct args *out, const struct call *c)
{
	static const struct flag modes[] = {
		{ 0, "SECCOMP_MODE_DISABLED" },
		{ 1, "SECCOMP_MODE_STRICT" },
		{ 2, "SECCOMP_MODE_FILTER" },
		{ 0, NULL },
	};

	arg_begin(out);
	add_choice(out, c->args[1], modes, "SECCOMP_MODE_???");
	if (c->args[1] == 2)
		p_filter(out, c, 2);
	else if (c->args[1] != 1)
		print_rest(out, c, 2);
}

static void print_area(struct args *out, const struct call *c)
{
	static const struct flag kinds[] = { { 0, "PR_SET_VMA_ANON_NAME" }, { 0, NULL } };

	arg_begin(out);
	add_choice(out, c->args[1], kinds, "PR_SET_VMA_???");
	if (c->args[1] != 0) {
		print_rest(out, c, 2);
		return;
	}
	p_pointer(out, c, 2);
	p_ulong(out, c, 3);
	arg_begin(out);
	add_string(out, c->pid, c->args[4]);
}

static void print_machine_check(struct args *out, const struct call *c)
{
	arg_begin(out);
	add_choice(out, c->args[1], prctl_kill_modes, "PR_MCE_KILL_???");
	if (c->args[1] == 1) {
		arg_begin(out);
		add_choice(out, c->args[2], prctl_kill_policies, "PR_MCE_KILL_???");
	} else {
		p_hex(out, c, 2);
	}
}

static void print_dispatch(struct args *out, const struct call *c)
{
	arg_begin(out);
	add_choice(out, c->args[1], prctl_dispatches, "PR_SYS_DISPATCH_???");
	p_hex(out, c, 2);
	p_hex(out, c, 3);
	p_pointer(out, c, 4);
}

/* The type of the id is shown with its number, because its names are not in the public headers. */
static void print_sched_core(struct args *out, const struct call *c)
{
	static const char *const types[] = { "PIDTYPE_PID", "PIDTYPE_TGID", "PIDTYPE_PGID", "PIDTYPE_SID" };
	unsigned type = (unsigned)c->args[3];

	arg_begin(out);
	add_choice(out, (unsigned)c->args[1], prctl_core_commands, "PR_SCHED_CORE_???");
	p_int(out, c, 2);
	arg_begin(out);
	arg_add(out, type ? "%#x /* %s */" : "%x /* %s */", type, type < 4 ? types[type] : "PIDTYPE_???");
	if ((unsigned)c->args[1] != 0)
		p_pointer(out, c, 4);
}

/* Flags of vectors, and the length of one. */
void add_vector_control(struct args *out, uint64_t value, const struct flag *names)
{
	uint64_t flags = value & ~0xffffull;

	if (flags) {
		add_flags(out, flags, names, "", NULL);
		arg_add(out, "|");
	}
	arg_add(out, value & 0xffff ? "%#lx" : "%lx", value & 0xffff);
}

void add_tagged_control(struct args *out, uint64_t value)
{
	static const char *const checks[] = { "PR_MTE_TCF_NONE", "PR_MTE_TCF_SYNC", "PR_MTE_TCF_ASYNC", "PR_MTE_TCF_MASK" };
	uint64_t tags = value >> 3 & 0xffff, rest = value & ~0x7ffffull;

	arg_add(out, "%s|%s", value & 1 ? "PR_TAGGED_ADDR_ENABLE" : "!PR_TAGGED_ADDR_ENABLE", checks[value >> 1 & 3]);
	if (tags)
		arg_add(out, "|%#lx<<PR_MTE_TAG_SHIFT", tags);
	if (rest)
		arg_add(out, "|%#lx", rest);
}

/* An argument that takes more than one line to print, and those that belong to it. */
static void print_several(struct args *out, const struct call *c, const struct prctl_option *o)
{
	switch (o->form) {
	case AMBIENT:
		print_ambient(out, c);
		return;
	case FILTER:
		print_filter(out, c);
		return;
	case SPECULATION:
		print_speculation(out, c);
		return;
	case AREA:
		print_area(out, c);
		return;
	case MACHINE_CHECK:
		print_machine_check(out, c);
		return;
	case DISPATCH:
		print_dispatch(out, c);
		return;
	case SCHED_CORE:
		print_sched_core(out, c);
		return;
	default:
		return;
	}
}

static void print_one(struct args *out, const struct call *c, const struct prctl_option *o)
{
	uint64_t value = c->args[1];

	arg_begin(out);
	switch (o->form) {
	case UNSIGNED:
		arg_add(out, "%lu", value);
		return;
	case SIGNED:
		arg_add(out, "%ld", (long)value);
		return;
	case SIGNAL:
		if (value > 128)
			arg_add(out, "%lu", value);
		else
			add_signal(out, (int)value);
		return;
	case FLAGS:
		add_flags(out, o->names == prctl_alignments || o->names == prctl_float_modes ? (unsigned)value : value, o->names, "0", o->what);
		return;
	case KEYS:
		add_flags(out, value, o->names, "0", o->what);
		arg_begin(out);
		add_flags(out, c->args[2], o->names, "0", o->what);
		return;
	case CHOICE:
		add_choice(out, o->names == prctl_tsc_modes || o->names == prctl_memory_parts ? (unsigned)value : value, o->names, o->what);
		return;
	case TEXT:
		add_short_string(out, c->pid, value, 15);
		return;
	case CAPABILITY:
		add_capability(out, value);
		return;
	case PTRACER:
		if ((int)value == -1)
			arg_add(out, "PR_SET_PTRACER_ANY");
		else
			arg_add(out, "%d", (int)value);
		return;
	case TAGGED:
		add_tagged_control(out, value);
		return;
	default:
		add_vector_control(out, value, o->names);
		return;
	}
}

static bool takes_several(enum prctl_form form)
{
	return form == AMBIENT || form == FILTER || form == SPECULATION || form == AREA || form == MACHINE_CHECK || form == DISPATCH || form == SCHED_CORE;
}

void p_prctl(struct args *out, const struct call *c, int at)
{
	const struct prctl_option *o = prctl_option((unsigned)c->args[at]);

	arg_begin(out);
	if (o->name)
		arg_add(out, "%s", o->name);
	else
		arg_add(out, (unsigned)c->args[at] ? "%#x /* PR_??? */" : "%x /* PR_??? */", (unsigned)c->args[at]);
	if (takes_several(o->form))
		print_several(out, c, o);
	else if (o->form != NOTHING && o->form < OUT_UNSIGNED)
		print_one(out, c, o);
	if (o->rest && o->form != FILTER)
		print_rest(out, c, o->rest);
}

/* ---- what the kernel fills in ---- */

bool no_prctl_out(const struct call *c)
{
	enum prctl_form form = prctl_option((unsigned)c->args[0])->form;

	return form == SCHED_CORE ? (unsigned)c->args[1] != 0 : form < OUT_UNSIGNED;
}

static void print_cookie(struct args *out, const struct call *c)
{
	uint64_t cookie;

	if (arg_read(out, c, 4, &cookie, sizeof(cookie)))
		arg_add(out, cookie ? "[%#lx]" : "[%lx]", cookie);
}

void p_prctl_out(struct args *out, const struct call *c, int at)
{
	const struct prctl_option *o = prctl_option((unsigned)c->args[0]);
	unsigned number;

	if (no_prctl_out(c))
		return;
	switch (o->form) {
	case SCHED_CORE:
		print_cookie(out, c);
		return;
	case OUT_POINTER:
		p_pointer_out(out, c, at);
		return;
	case OUT_TEXT:
		arg_begin(out);
		if (c->failed)
			add_pointer(out, c->args[at]);
		else
			add_short_string(out, c->pid, c->args[at], 16);
		return;
	default:
		break;
	}
	if (!arg_read(out, c, at, &number, sizeof(number)))
		return;
	arg_add(out, "[");
	if (o->form == OUT_SIGNAL)
		add_signal(out, (int)number);
	else if (o->form == OUT_CHOICE)
		add_choice(out, number, o->names, o->what);
	else if (o->form == OUT_FLAGS)
		add_flags(out, number, o->names, "0", o->what);
	else
		arg_add(out, "%u", number);
	arg_add(out, "]");
}
