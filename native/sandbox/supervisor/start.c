/* The child of the supervisor, until it executes the program. */
#include "sandbox/supervisor/start.h"

#include "sandbox/supervisor/die.h"
#include "sandbox/supervisor/drop.h"
#include "sandbox/supervisor/filter.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool done = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (fd >= 0)
		close(fd);
	return done;
}

_Noreturn void start_program(const struct orders *o)
{
	char path[4096];
	sigset_t none;

	/* If memory runs out, the kernel should kill the run first. */
	if (!write_file("/proc/self/oom_score_adj", "1000"))
		die("/proc/self/oom_score_adj: %m. Cure: mount /proc");
	if (o->cgroup) {
		snprintf(path, sizeof(path), "%s/cgroup.procs", o->cgroup);
		if (!write_file(path, "0"))
			die("%s: %m. Cure: a cgroup v2 subtree that was delegated to the server (Delegate=yes)", path);
	}
	drop_to(o->user);
	for (int signal_number = 1; signal_number < NSIG; signal_number++)
		signal(signal_number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	limits_set(&o->limits);
	if (o->load_filter)
		load_filter(FILTER_PORTABLE);
	execv(o->program[0], o->program);
	fprintf(stderr, "spawnscope-supervisor: %s: %m\n", o->program[0]);
	_exit(EXIT_NOT_STARTED);
}
