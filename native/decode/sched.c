/* Scheduling: policies, priorities, processors. */
#include "decode/sched.h"

#include "decode/blocks.h"
#include "decode/plain.h"

#include <errno.h>
#include <sched.h>
#include <stdint.h>

static const struct flag policies[] = {
	{ 0, "SCHED_OTHER" }, { 1, "SCHED_FIFO" }, { 2, "SCHED_RR" },       { 3, "SCHED_BATCH" },
	{ 4, "SCHED_ISO" },   { 5, "SCHED_IDLE" }, { 6, "SCHED_DEADLINE" }, { 0, NULL },
};

void p_sched_policy(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_choice(out, (unsigned)c->args[at], policies, "SCHED_???");
}

void r_sched_policy(struct args *out, const struct call *c, int at)
{
	(void)at;
	arg_add(out, "%ld", (long)c->result);
	if (choice((uint64_t)c->result, policies))
		arg_add(out, " (%s)", choice((uint64_t)c->result, policies));
}

void p_sched_param(struct args *out, const struct call *c, int at)
{
	int priority;

	if (arg_read(out, c, at, &priority, sizeof(priority)))
		arg_add(out, "[%d]", priority);
}

#define KEEP_POLICY 8
#define KEEP_PARAMS 16

struct kernel_sched_attr {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
	uint32_t util_min, util_max;
};

#define FIRST_ATTR_BYTES 48

static void add_sched_attr(struct args *out, const struct kernel_sched_attr *attr, unsigned size, bool is_set)
{
	/* clang-format off */
	static const struct flag flags[] = {
		{ 1, "SCHED_FLAG_RESET_ON_FORK" }, { 2, "SCHED_FLAG_RECLAIM" }, { 4, "SCHED_FLAG_DL_OVERRUN" }, { 8, "SCHED_FLAG_KEEP_POLICY" },
		{ 16, "SCHED_FLAG_KEEP_PARAMS" }, { 32, "SCHED_FLAG_UTIL_CLAMP_MIN" }, { 64, "SCHED_FLAG_UTIL_CLAMP_MAX" }, { 0, NULL },
	};
	/* clang-format on */

	if (size < FIRST_ATTR_BYTES)
		return;
	if (!is_set || (int)attr->policy < 0 || !(attr->flags & (KEEP_POLICY | KEEP_PARAMS))) {
		arg_add(out, ", sched_policy=");
		add_choice(out, attr->policy, policies, "SCHED_???");
	}
	arg_add(out, ", sched_flags=");
	add_flags(out, attr->flags, flags, "0", "SCHED_FLAG_???");
	if (!is_set || !(attr->flags & KEEP_PARAMS))
		arg_add(out, ", sched_nice=%d, sched_priority=%u, sched_runtime=%lu, sched_deadline=%lu, sched_period=%lu", attr->nice, attr->priority,
			attr->runtime, attr->deadline, attr->period);
	if (size >= sizeof(*attr))
		arg_add(out, ", sched_util_min=%u, sched_util_max=%u", attr->util_min, attr->util_max);
}

/* sched_setattr(2): the structure says how long it is. */
void p_sched_attr_in(struct args *out, const struct call *c, int at)
{
	struct kernel_sched_attr attr = { 0 };
	unsigned said, size;

	if (!arg_read(out, c, at, &attr.size, sizeof(attr.size)))
		return;
	said = attr.size ? attr.size : FIRST_ATTR_BYTES;
	size = said < sizeof(attr) ? said : sizeof(attr);
	if (size >= FIRST_ATTR_BYTES && !part_read(out, c, c->args[at], &attr, size))
		return;
	arg_add(out, "{size=%u", attr.size);
	add_sched_attr(out, &attr, size, true);
	arg_add(out, said > size ? ", ...}" : "}");
}

/* The kernel says which size it knows; then the flags. */
void p_sched_attr_known(struct args *out, const struct call *c, int at)
{
	unsigned size;

	if (c->failed && c->result == -E2BIG && peek(c->pid, c->args[at - 1], &size, sizeof(size)) == sizeof(size))
		arg_add(out, " => {size=%u}", size);
	p_uint(out, c, at);
}

/* sched_getattr(2): the next argument is the size of the structure. */
void p_sched_attr_out(struct args *out, const struct call *c, int at)
{
	struct kernel_sched_attr attr = { 0 };
	unsigned room = (unsigned)c->args[at + 1];

	if (!room) {
		p_pointer(out, c, at);
		return;
	}
	if (!arg_read(out, c, at, &attr, room < sizeof(attr) ? room : sizeof(attr)))
		return;
	arg_add(out, "{size=%u", attr.size);
	add_sched_attr(out, &attr, attr.size, false);
	arg_add(out, "}");
}

/* As many processors as the libc has space for. */
#define MANY_CPUS 1024

/* A set of processors; `size` is its size in bytes. */
static void print_cpus(struct args *out, const struct call *c, int at, uint64_t len)
{
	unsigned char set[MANY_CPUS / 8];
	const char *space = "";
	bool more = len > sizeof(set);

	if (more)
		len = sizeof(set);
	if (!arg_read(out, c, at, set, len))
		return;
	arg_add(out, "[");
	for (uint64_t cpu = 0; cpu < 8 * len; cpu++) {
		if (!(set[cpu / 8] >> cpu % 8 & 1))
			continue;
		arg_add(out, "%s%lu", space, cpu);
		space = " ";
	}
	if (more)
		arg_add(out, "%s...", space);
	arg_add(out, "]");
}

void p_cpus_in(struct args *out, const struct call *c, int at)
{
	print_cpus(out, c, at, (unsigned)c->args[at - 1]);
}

void p_cpus_out(struct args *out, const struct call *c, int at)
{
	print_cpus(out, c, at, c->failed ? 1 : (unsigned)c->result);
}

void p_cpu_out(struct args *out, const struct call *c, int at)
{
	unsigned number;

	if (arg_read(out, c, at, &number, sizeof(number)))
		arg_add(out, "[%u]", number);
}

CHOICE_PRINTER(p_priority_which, "PRIO_???", { 0, "PRIO_PROCESS" }, { 1, "PRIO_PGRP" }, { 2, "PRIO_USER" })

/* ---- priorities of input and output ---- */

CHOICE_PRINTER(p_ioprio_who, "IOPRIO_WHO_???", { 1, "IOPRIO_WHO_PROCESS" }, { 2, "IOPRIO_WHO_PGRP" }, { 3, "IOPRIO_WHO_USER" })

static void add_ioprio(struct args *out, unsigned value)
{
	static const struct flag classes[] = {
		{ 0, "IOPRIO_CLASS_NONE" }, { 1, "IOPRIO_CLASS_RT" }, { 2, "IOPRIO_CLASS_BE" }, { 3, "IOPRIO_CLASS_IDLE" }, { 0, NULL },
	};

	arg_add(out, "IOPRIO_PRIO_VALUE(");
	add_choice(out, value >> 13, classes, "IOPRIO_CLASS_???");
	arg_add(out, ", %u)", value & 0x1fff);
}

void p_ioprio(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_ioprio(out, (unsigned)c->args[at]);
}

void r_ioprio(struct args *out, const struct call *c, int at)
{
	(void)at;
	arg_add(out, "%ld (", (long)c->result);
	add_ioprio(out, (unsigned)c->result);
	arg_add(out, ")");
}
