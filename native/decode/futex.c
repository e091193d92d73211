/* futex(2): the meaning of later arguments depends on the operation. */
#include "decode/futex.h"

#include "decode/blocks.h"
#include "decode/plain.h"
#include "decode/time.h"

#include <linux/futex.h>

static void add_operation(struct args *out, unsigned operation)
{
	/* clang-format off */
	static const struct flag names[] = {
		{ 0, "FUTEX_WAIT" }, { 1, "FUTEX_WAKE" }, { 2, "FUTEX_FD" }, { 3, "FUTEX_REQUEUE" }, { 4, "FUTEX_CMP_REQUEUE" }, { 5, "FUTEX_WAKE_OP" },
		{ 6, "FUTEX_LOCK_PI" }, { 7, "FUTEX_UNLOCK_PI" }, { 8, "FUTEX_TRYLOCK_PI" }, { 9, "FUTEX_WAIT_BITSET" }, { 10, "FUTEX_WAKE_BITSET" },
		{ 11, "FUTEX_WAIT_REQUEUE_PI" }, { 12, "FUTEX_CMP_REQUEUE_PI" }, { 13, "FUTEX_LOCK_PI2" }, { 0, NULL },
	};
	/* clang-format on */
	unsigned command = operation & ~(unsigned)(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME);
	const char *name = choice(command, names);
	bool timed = command == FUTEX_WAIT || command == FUTEX_WAIT_BITSET || command == FUTEX_WAIT_REQUEUE_PI;

	/* Only these operations allow FUTEX_CLOCK_REALTIME; together with it no other has a name. */
	if (!name || (operation & FUTEX_CLOCK_REALTIME && !timed)) {
		add_choice(out, operation, &names[sizeof(names) / sizeof(*names) - 1], "FUTEX_???");
		return;
	}
	arg_add(out, "%s", name);
	if (operation & FUTEX_PRIVATE_FLAG)
		arg_add(out, command == FUTEX_FD ? "|FUTEX_PRIVATE_FLAG" : "_PRIVATE");
	if (operation & FUTEX_CLOCK_REALTIME)
		arg_add(out, "|FUTEX_CLOCK_REALTIME");
}

static void add_hex(struct args *out, unsigned value)
{
	arg_add(out, value ? "%#x" : "%x", value);
}

static void print_bitset(struct args *out, unsigned bits)
{
	arg_begin(out);
	if (bits == 0xffffffffu)
		arg_add(out, "FUTEX_BITSET_MATCH_ANY");
	else
		add_hex(out, bits);
}

/* The last argument of FUTEX_WAKE_OP is a small program: an operation, a comparison and their operands. */
static void print_wake_op(struct args *out, unsigned code)
{
	static const char *const operations[] = { "FUTEX_OP_SET", "FUTEX_OP_ADD", "FUTEX_OP_OR", "FUTEX_OP_ANDN", "FUTEX_OP_XOR" };
	static const char *const comparisons[] = { "FUTEX_OP_CMP_EQ", "FUTEX_OP_CMP_NE", "FUTEX_OP_CMP_LT",
						   "FUTEX_OP_CMP_LE", "FUTEX_OP_CMP_GT", "FUTEX_OP_CMP_GE" };
	unsigned operation = code >> 28 & 7, comparison = code >> 24 & 15;

	arg_begin(out);
	if (code >> 31)
		arg_add(out, "FUTEX_OP_OPARG_SHIFT<<28|");
	if (operation < sizeof(operations) / sizeof(*operations))
		arg_add(out, "%s<<28|", operations[operation]);
	else
		arg_add(out, "%#x<<28 /* FUTEX_OP_??? */|", operation);
	add_hex(out, code >> 12 & 0xfff);
	arg_add(out, "<<12|");
	if (comparison < sizeof(comparisons) / sizeof(*comparisons))
		arg_add(out, "%s<<24|", comparisons[comparison]);
	else
		arg_add(out, "%#x<<24 /* FUTEX_OP_CMP_??? */|", comparison);
	add_hex(out, code & 0xfff);
}

void p_futex(struct args *out, const struct call *c, int at)
{
	unsigned command = (unsigned)c->args[at] & 127;
	const int value = at + 1, timeout = at + 2, second = at + 3;
	unsigned last = (unsigned)c->args[at + 4];

	arg_begin(out);
	add_operation(out, (unsigned)c->args[at]);
	switch (command) {
	case FUTEX_UNLOCK_PI:
	case FUTEX_TRYLOCK_PI:
		return;
	case FUTEX_LOCK_PI:
	case 13:
		p_timespec(out, c, timeout);
		return;
	}
	p_uint(out, c, value);
	switch (command) {
	case FUTEX_WAKE:
	case FUTEX_FD:
		return;
	case FUTEX_WAIT:
		p_timespec(out, c, timeout);
		return;
	case FUTEX_WAIT_BITSET:
		p_timespec(out, c, timeout);
		print_bitset(out, last);
		return;
	case FUTEX_WAKE_BITSET:
		print_bitset(out, last);
		return;
	case FUTEX_WAIT_REQUEUE_PI:
		p_timespec(out, c, timeout);
		p_pointer(out, c, second);
		return;
	case FUTEX_REQUEUE:
	case FUTEX_CMP_REQUEUE:
	case FUTEX_CMP_REQUEUE_PI:
	case FUTEX_WAKE_OP:
		p_uint(out, c, timeout);
		p_pointer(out, c, second);
		if (command == FUTEX_WAKE_OP)
			print_wake_op(out, last);
		else if (command != FUTEX_REQUEUE)
			p_uint(out, c, at + 4);
		return;
	}
	p_pointer(out, c, timeout);
	p_pointer(out, c, second);
	arg_begin(out);
	add_hex(out, last);
}
