/* What prctl(2) returns. It depends on the option. */
#include "decode/prctl_result.h"

#include "decode/blocks.h"
#include "decode/plain.h"
#include "decode/prctl.h"
#include "decode/prctl_options.h"

static void add_hex_result(struct args *out, uint64_t value)
{
	arg_add(out, value ? "%#lx" : "%lx", value);
}

/* Flags in parentheses. Of a set without a known flag nothing is said. */
static void add_bits(struct args *out, uint64_t value, const struct flag *names, const char *none)
{
	add_hex_result(out, value);
	if (value && !any_flag(value, names))
		return;
	arg_add(out, " (");
	add_flags(out, value, names, none, NULL);
	arg_add(out, ")");
}

static void add_known_bits(struct args *out, const struct call *c, const struct prctl_option *o)
{
	uint64_t value = (uint64_t)c->result;

	switch (o->result) {
	case VECTOR_BITS:
		add_hex_result(out, value);
		if (!(value & ~0xffffull))
			return;
		arg_add(out, " (");
		add_vector_control(out, value, o->names);
		arg_add(out, ")");
		return;
	case TAG_BITS:
		add_hex_result(out, value);
		arg_add(out, " (");
		add_tagged_control(out, value);
		arg_add(out, ")");
		return;
	case SPECULATION_BITS:
		if (is_speculation(c->args[1]))
			add_bits(out, value, prctl_speculation_modes, "PR_SPEC_NOT_AFFECTED");
		else
			arg_add(out, "%ld", (long)value);
		return;
	default:
		add_bits(out, value, o->names, "0");
		return;
	}
}

void r_prctl(struct args *out, const struct call *c, int at)
{
	const struct prctl_option *o = prctl_option((unsigned)c->args[0]);
	uint64_t value = (uint64_t)c->result;

	(void)at;
	if (o->result == CHOSEN) {
		arg_add(out, "%ld", (long)value);
		if (choice(value, o->names))
			arg_add(out, " (%s)", choice(value, o->names));
	} else if (o->result == PLAIN || (value == 0 && (o->result == NONZERO_BITS || o->result == VECTOR_BITS))) {
		arg_add(out, "%ld", (long)value);
	} else {
		add_known_bits(out, c, o);
	}
}
