/* The child of the supervisor, until it executes the program. */
#include "sandbox/supervisor/start.h"

#include "sandbox/gen/seccomp_filters.h"
#include "sandbox/supervisor/die.h"
#include "sandbox/supervisor/drop.h"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool done = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (fd >= 0)
		close(fd);
	return done;
}

/* bwrap's --seccomp reads the filter from a descriptor. It fits into a pipe. */
static void offer_filter(int fd)
{
	int ends[2];

	if (pipe(ends) != 0)
		die("pipe: %m");
	if (write(ends[1], filter_outer, sizeof(filter_outer)) != sizeof(filter_outer))
		die("writing the filter: %m");
	close(ends[1]);
	if (ends[0] == fd)
		return;
	if (dup2(ends[0], fd) < 0)
		die("dup2: %m");
	close(ends[0]);
}

static void load_filter(void)
{
	struct sock_fprog program = { sizeof(filter_portable) / sizeof(*filter_portable), (struct sock_filter *)filter_portable };

	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
		die("loading the seccomp filter: %m. Cure: a kernel with CONFIG_SECCOMP_FILTER");
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
	if (o->filter_fd >= 0)
		offer_filter(o->filter_fd);
	if (o->load_filter)
		load_filter();
	execv(o->program[0], o->program);
	fprintf(stderr, "spawnscope-supervisor: %s: %m\n", o->program[0]);
	_exit(EXIT_NOT_STARTED);
}
