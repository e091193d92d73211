/* The helper's own part of the sandbox. See contain.c. */
#ifndef CONTAIN_H
#define CONTAIN_H

#include "wire/gen/wire_events.h"
#include "base/options.h"

/* Limits for the helper and all it starts; dies when the walls it was promised are not there. Does nothing outside a sandbox. */
void contain(const struct options *o);
/* In the host, before anything of a strategy: the tracee's own filter. */
void contain_tracee(void);
/* What stands around this run, as the server said and as far as the helper could see for itself. */
enum wire_hello_sandbox contained_by(void);
/* The server wants this run to end, or is gone. Never true outside a sandbox. */
bool lease_over(void);

#endif
