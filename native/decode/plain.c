/* Printers for plain arguments (p_) and plain results (r_). */
#include "decode/plain.h"

void p_done(struct args *out, const struct call *c, int at)
{
	(void)out, (void)c, (void)at;
}

void p_int(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, "%d", (int)c->args[at]);
}

void p_uint(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, "%u", (unsigned)c->args[at]);
}

void p_long(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, "%ld", (long)c->args[at]);
}

void p_ulong(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, "%lu", c->args[at]);
}

void p_hex(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, c->args[at] ? "%#lx" : "%lx", c->args[at]);
}

void p_hex32(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, (unsigned)c->args[at] ? "%#x" : "%x", (unsigned)c->args[at]);
}

void p_pointer(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_pointer(out, c->args[at]);
}

void p_octal(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, "%#03o", (unsigned)c->args[at] & 0xffff);
}

void p_uint_out(struct args *out, const struct call *c, int at)
{
	unsigned value;

	if (arg_read(out, c, at, &value, sizeof(value)))
		arg_add(out, "[%u]", value);
}

void p_int_out(struct args *out, const struct call *c, int at)
{
	int value;

	if (arg_read(out, c, at, &value, sizeof(value)))
		arg_add(out, "[%d]", value);
}

void p_ulong_out(struct args *out, const struct call *c, int at)
{
	uint64_t value;

	if (arg_read(out, c, at, &value, sizeof(value)))
		arg_add(out, "[%lu]", value);
}

void p_pointer_out(struct args *out, const struct call *c, int at)
{
	uint64_t value;

	if (!arg_read(out, c, at, &value, sizeof(value)))
		return;
	arg_add(out, "[");
	add_pointer(out, value);
	arg_add(out, "]");
}

void r_never(struct args *out, const struct call *c, int at)
{
	(void)c, (void)at;
	arg_add(out, "?");
}

void r_pid(struct args *out, const struct call *c, int at)
{
	(void)at;
	arg_add(out, "%d", (int)c->result);
}

void r_hex(struct args *out, const struct call *c, int at)
{
	(void)at;
	arg_add(out, c->result ? "%#lx" : "%lx", (unsigned long)c->result);
}

void r_octal(struct args *out, const struct call *c, int at)
{
	(void)at;
	arg_add(out, "%#03lo", (unsigned long)c->result);
}

void r_unsigned(struct args *out, const struct call *c, int at)
{
	(void)at;
	arg_add(out, "%lu", (unsigned long)c->result);
}
