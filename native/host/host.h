/* The host: the process that plays the language runtime. See host.c. */
#ifndef HOST_H
#define HOST_H

#include "base/options.h"

struct target {
	const char *name;
	const char *sentence;
};
/* The programs that a strategy may start, ended by a NULL name. Nothing else can be started. */
extern const struct target targets[];

/* Applies the settings and runs the strategy, in the traced host process. */
_Noreturn void host_run(const struct options *o);

/* Does it send itself a SIGSTOP just before the strategy begins? A thread of the set-up must be traced from its first call. */
bool host_says_when_ready(const struct options *o);

/* Executes the program of `trace`. o->program[0] must be a path. */
_Noreturn void host_exec(const struct options *o);

/* Steps of the set-up that `bench` needs as well. Each calls give_up() if it fails. */
void host_setup_directory(void);
void host_setup_descriptors(void);
void host_setup_credentials(long uid);
/* The signals that have a handler now: bit n-1 stands for signal n. */
uint64_t host_handled_signals(void);
/* MemAvailable in MB; LONG_MAX if the kernel does not report it. */
long host_available_mb(void);

#endif
