/* The host: plays the language runtime. See host.c. */
#ifndef HOST_H
#define HOST_H

#include "base/options.h"

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

/* Steps of the set-up that `bench` takes as well; each gives up (trail.h) where it fails. */
void host_setup_directory(void);
void host_setup_descriptors(void);
void host_setup_credentials(long uid);
/* The signals that have a handler now, bit n-1 for signal n. */
uint64_t host_handled_signals(void);
/* MemAvailable; LONG_MAX where it is not told. */
long host_available_mb(void);

#endif
