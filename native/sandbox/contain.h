/* The helper's own part of the sandbox. See contain.c. */
#ifndef CONTAIN_H
#define CONTAIN_H

#include "wire/gen/wire_events.h"

/* Dies if a promised wall or limit does not exist. Does nothing outside a sandbox. */
void contain(void);
/* Installs the tracee's own filter, in the host, before the strategy runs. */
void contain_tracee(void);
/* The sandbox around this run: what the server said, as far as the helper could confirm it. */
enum wire_hello_sandbox contained_by(void);
/* True if the server is gone or wants this run to end. Never true outside a sandbox. */
bool lease_over(void);

#endif
