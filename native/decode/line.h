/* The text of one call. See line.c. */
#ifndef DECODE_LINE_H
#define DECODE_LINE_H

#include "decode/call.h"

/* Prints the arguments that are known at entry. */
void args_at_entry(struct args *out, const struct call *c);
/* Adds the remaining arguments at exit. */
void args_at_exit(struct args *out, const struct call *c);
/* Does strace print a comma at entry, after the known arguments? Then more follow at exit. */
bool comma_at_entry(const struct call *c);
/* Would the exit say more of the arguments? */
bool args_left(const struct call *c);
/* The text after "= ", cut to `len`. `error` becomes the name of the errno, or NULL. */
void result_text(char *out, size_t len, const struct call *c, const char **error);

#endif
