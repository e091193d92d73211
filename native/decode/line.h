/* One line of strace's: arguments and result. See line.c. */
#ifndef DECODE_LINE_H
#define DECODE_LINE_H

#include "decode/call.h"

/* The arguments known at entry. */
void args_at_entry(struct args *out, const struct call *c);
/* All arguments, at exit. */
void args_at_exit(struct args *out, const struct call *c);
/* Does strace print a comma after the arguments known at entry? Then more follow at exit. */
bool comma_at_entry(const struct call *c);
/* exit and exit_group: no exit stop will come. */
bool never_returns(const struct call *c);
/* What strace prints after "= ", cut to `len`. `error` becomes the errno's name or NULL. */
void result_text(char *out, size_t len, const struct call *c, const char **error);

#endif
