/* System calls of another table than the native one. See foreign.c. */
#ifndef FOREIGN_H
#define FOREIGN_H

#include "decode/call.h"

/* Added to the number of such a call, so that it is never taken for a native one. The bit of x32 is the kernel's own. */
#define FOREIGN_I386 0x10000
#define FOREIGN_X32 0x40000000

bool is_foreign(const struct call *c);
/* NULL: that table has no such number. */
const char *foreign_name(long number);
/* True if the decoder of the native call of that name spells this one too. */
bool spelt_like_native(const struct call *c);

#endif
