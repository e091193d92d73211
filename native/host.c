/*
 * The host applies the settings (nothing of that is reported), then runs the
 * strategy, whose first mark makes the tracer begin to report.
 *
 * --signal and --block are the parent's state at the spawn: they are applied
 * after the runtime's own start-up, as if the program itself had set them.
 * Ignored *before* start-up is another thing for a runtime that looks (Go).
 */
#include "host.h"

#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

const struct target targets[] = {
	{ "ok", "a tiny program that ends at once with status 0" },
	{ "missing", "a name that is not there: ENOENT" },
	{ "denied", "a file that must not be executed: EACCES" },
	{ "bad-format", "a file that is executable but no program: ENOEXEC" },
	{ "directory", "a directory: EACCES" },
	{ NULL, NULL },
};

static _Noreturn void give_up(const char *what)
{
	trail->setup_error = errno ? errno : EINVAL;
	snprintf(trail->setup_what, sizeof(trail->setup_what), "%s", what);
	_exit(1);
}

/* The targets lie beside the helper. A relative name works even where a folder above may not be searched by --uid. */
static void setup_directory(void)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - sizeof("/targets"));
	char *slash;

	if (n < 0)
		give_up("finding the targets");
	path[n] = '\0';
	slash = strrchr(path, '/');
	strcpy(slash ? slash : path, "/targets");
	if (chdir(path) != 0)
		give_up("the targets are not built (make -C native)");
}

static void setup_credentials(long uid)
{
	if (uid < 0)
		return;
	if (geteuid() == 0 && setgroups(0, NULL) != 0)
		give_up("setgroups");
	if (setresgid((gid_t)uid, (gid_t)uid, (gid_t)uid) != 0)
		give_up("setresgid");
	if (setresuid((uid_t)uid, (uid_t)uid, (uid_t)uid) != 0)
		give_up("setresuid");
}

static void on_signal(int signal)
{
	(void)signal;
}

static void setup_signals(const struct options *o)
{
	sigset_t blocked;

	for (int n = 1; n <= SIGNALS; n++) {
		struct sigaction action = { .sa_flags = SA_RESTART };

		switch (o->disposition[n]) {
		case DISPOSITION_KEEP:
			continue;
		case DISPOSITION_DEFAULT:
			action.sa_handler = SIG_DFL;
			break;
		case DISPOSITION_IGNORE:
			action.sa_handler = SIG_IGN;
			break;
		case DISPOSITION_HANDLE:
			action.sa_handler = on_signal;
			break;
		}
		if (sigaction(n, &action, NULL) != 0)
			give_up("sigaction");
	}
	sigemptyset(&blocked);
	for (int n = 1; n <= SIGNALS; n++)
		if (o->blocked >> (n - 1) & 1)
			sigaddset(&blocked, n);
	if (sigprocmask(SIG_SETMASK, &blocked, NULL) != 0)
		give_up("sigprocmask");
}

/* Read from the kernel, not from the settings: start() has installed some as well. */
static uint64_t handled_signals(void)
{
	uint64_t handled = 0;

	for (int n = 1; n <= SIGNALS; n++) {
		/* The kernel's struct: the C library hides two signals. */
		struct {
			uint64_t handler, flags, restorer, mask;
		} action;

		if (syscall(SYS_rt_sigaction, n, NULL, &action, sizeof(action.mask)) == 0 && action.handler > 1)
			handled |= 1ull << (n - 1);
	}
	return handled;
}

_Noreturn void host_run(const struct options *o)
{
	static char path[] = "PATH=/usr/bin:/bin", file[64];
	static char *envp[] = { path, NULL }, *argv[] = { file, NULL };
	struct launch launch = { .file = file, .argv = argv, .envp = envp, .values = o->values };
	int status = 0, error;

	environ = envp;
	snprintf(file, sizeof(file), "./%s", o->target);
	setup_directory();
	if (o->strategy->start)
		o->strategy->start();
	setup_credentials(o->uid);
	setup_signals(o);
	launch.handled = handled_signals();
	error = o->strategy->spawn(&launch, &status);
	trail->spawn_error = error;
	trail->finished = true;
	_exit(0);
}

_Noreturn void host_exec(const struct options *o)
{
	execv(o->file ? o->file : o->program[0], o->program);
	_exit(127);
}
