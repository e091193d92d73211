/* The table of the calls with a decoder. See calls.c. */
#ifndef DECODE_CALLS_H
#define DECODE_CALLS_H

#include "decode/call.h"

/* A call: its arguments are printers[0]…, the first `known` of them printed at entry. */
struct row {
	const char *name;
	int known;
	bool late;                           /* where more follows, the comma too is printed at exit */
	bool (*whole)(const struct call *c); /* says that nothing is left for the exit; NULL: never */
	printer *result;                     /* NULL: a decimal number */
	printer *printers[CALL_ARGS];
};
/* NULL for a call without a decoder. */
const struct row *row_of(const struct call *c);
/* The names of all in the table, for `describe`; ended by NULL. */
const char *const *decoded_calls(void);

#endif
