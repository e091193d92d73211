/* The host: plays the language runtime. See host.c. */
#ifndef HOST_H
#define HOST_H

#include "options.h"

struct target {
	const char *name;
	const char *sentence;
};
/* The allow-list, ended by a NULL name. Nothing else can be started. */
extern const struct target targets[];

/* Applies the settings, runs the strategy. Runs in the seized host. */
_Noreturn void host_run(const struct options *o);

/* The program of `trace`: o->program[0] is a path already. */
_Noreturn void host_exec(const struct options *o);

#endif
