/* Makes the text of one call: the arguments at entry and at exit, and the result. */
#include "decode/line.h"

#include "decode/blocks.h"
#include "decode/calls.h"
#include "decode/names.h"
#include "decode/poll.h"
#include "decode/plain.h"
#include "decode/undecoded.h"
#include "wire/wire.h"

#include <errno.h>
#include <string.h>

/* The number of printers that run at entry. */
static int known(const struct row *row, const struct call *c)
{
	return row->whole && row->whole(c) ? CALL_ARGS : row->known;
}

bool comma_at_entry(const struct call *c)
{
	const struct row *row = row_of(c);
	int said = row ? known(row, c) : 0;

	return row && !row->late && said > 0 && said < CALL_ARGS && row->printers[said];
}

bool args_left(const struct call *c)
{
	const struct row *row = row_of(c);
	int said = row ? known(row, c) : CALL_ARGS;

	/* These two say with their result what came of their arguments, so strace holds them for half told. */
	return (said < CALL_ARGS && row->printers[said]) || (row && (row->result == r_poll || row->result == r_select));
}

static void print_raw(struct args *out, const struct call *c)
{
	for (int i = 0, count = raw_count(c); i < count; i++) {
		arg_begin(out);
		arg_add(out, c->args[i] ? "%#lx" : "%lx", c->args[i]);
	}
}

static void print_some(struct args *out, const struct call *c, const struct row *row, int from, int to)
{
	for (int i = from; i < to && row->printers[i]; i++)
		row->printers[i](out, c, i);
}

void args_at_entry(struct args *out, const struct call *c)
{
	const struct row *row = row_of(c);

	out->count = 0;
	out->used = 0;
	out->kept = NOTHING_KEPT;
	if (row)
		print_some(out, c, row, 0, known(row, c));
	else
		print_raw(out, c);
	out->previous = c->number;
}

void args_at_exit(struct args *out, const struct call *c)
{
	const struct row *row = row_of(c);

	/* `out` still holds the arguments printed at entry. They must not be printed again: the memory may have changed. */
	if (row)
		print_some(out, c, row, known(row, c), CALL_ARGS);
}

static const char *restart_words(int error)
{
	switch (error) {
	case RESTARTSYS:
		return "To be restarted if SA_RESTART is set";
	case RESTARTNOINTR:
		return "To be restarted";
	case RESTARTNOHAND:
		return "To be restarted if no handler";
	case RESTART_RESTARTBLOCK:
		return "Interrupted by signal";
	}
	return NULL;
}

void result_text(char *out, size_t len, const struct call *c, const char **error)
{
	const struct row *row = row_of(c);
	int number = (int)(0 - (uint64_t)c->result);
	char digits[DECIMAL_BYTES];
	struct args text;
	size_t copied;

	*error = NULL;
	/* By far the most common case, and it needs no formatting. */
	if (!c->failed && !(row && row->result)) {
		memccpy(out, decimal(c->result, digits), '\0', len);
		return;
	}
	/* Not cleared, because it is large and is written before it is read. */
	text.count = text.used = 0;
	arg_begin(&text);
	if (c->failed && restart_words(number)) {
		*error = errno_name(number);
		arg_add(&text, "? %s (%s)", *error, restart_words(number));
	} else if (c->failed) {
		*error = errno_name(number);
		if (*error && strerrordesc_np(number))
			arg_add(&text, "-1 %s (%s)", *error, strerrordesc_np(number));
		else if (*error)
			arg_add(&text, "-1 %s (Unknown error %d)", *error, number);
		else
			arg_add(&text, "-1 (errno %d)", number);
	} else {
		row->result(&text, c, 0);
	}
	copied = strnlen(text.items[0], len - 1);
	memcpy(out, text.items[0], copied);
	out[copied] = '\0';
}
