/* POSIX message queues. */
#include "decode/message_queue.h"

#include "decode/blocks.h"
#include "decode/file.h"
#include "decode/plain.h"

#include <fcntl.h>

/* The structure has room for four numbers more. */
static bool read_mq_attr(struct args *out, const struct call *c, int at, int64_t attr[8])
{
	return arg_read(out, c, at, attr, 8 * sizeof(*attr));
}

static void add_mq_sizes(struct args *out, const int64_t attr[8])
{
	arg_add(out, ", mq_maxmsg=%ld, mq_msgsize=%ld, mq_curmsgs=%ld}", attr[1], attr[2], attr[3]);
}

void p_mq_attr(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { NAMED(O_NONBLOCK), { 0, NULL } };
	int64_t attr[8];

	if (!read_mq_attr(out, c, at, attr))
		return;
	arg_add(out, "{mq_flags=");
	add_flags(out, (uint64_t)attr[0], flags, "0", "O_???");
	add_mq_sizes(out, attr);
}

/* The flags of a new queue are those of mq_open(2), so these have no names. */
static void print_new_queue(struct args *out, const struct call *c, int at)
{
	int64_t attr[8];

	if (!read_mq_attr(out, c, at, attr))
		return;
	arg_add(out, attr[0] ? "{mq_flags=%#lx" : "{mq_flags=%lx", (unsigned long)attr[0]);
	add_mq_sizes(out, attr);
}

/* mq_open(2): the arguments after the flags matter only if a queue may be created. */
void p_mq_open(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_open_flags(out, (unsigned)c->args[at]);
	if (!(c->args[at] & O_CREAT))
		return;
	p_mode(out, c, at + 1);
	print_new_queue(out, c, at + 2);
}
