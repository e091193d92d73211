/* The table of the calls with a decoder. See calls.c. */
#ifndef DECODE_CALLS_H
#define DECODE_CALLS_H

#include "decode/call.h"

/* A call and the printers of its arguments. The first `known` printers run at entry, the others at exit. */
struct row {
	const char *name;
	int known;
	bool late;                           /* the comma before the arguments known at exit is printed at exit too */
	bool (*whole)(const struct call *c); /* true: nothing is left for the exit; NULL: never */
	printer *result;                     /* NULL: a decimal number */
	printer *printers[CALL_ARGS];
};
/* Returns NULL for a call without a decoder. */
const struct row *row_of(const struct call *c);
/* The names of all calls in the table, for `describe`; ended by NULL. */
const char *const *decoded_calls(void);

#endif
