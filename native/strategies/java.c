/*
 * Java: ProcessBuilder.start (libjava/ProcessImpl_md.c, childproc.c). Up to 12 it takes vfork. Since 13 posix_spawn starts a
 * program of the JDK's own, jspawnhelper: that reads from a pipe what it is to do, does it, and executes the requested program.
 * So the child executes twice, and everything that Java wants done happens in a process that shares nothing any more. Here
 * native/targets/spawn-helper.c plays jspawnhelper.
 *
 * The JVM's threads block SIGQUIT, because one of them handles it, and the mask is handed on: every child had SIGQUIT blocked. Since
 * 20 jspawnhelper empties its mask; since 25 the child of fork does so too, and SIGPIPE becomes default in all three. vfork blocks
 * nothing: a signal may run a handler of the JVM in the child, on the JVM's memory.
 *
 * Not re-created: the thread that waits for the child (we wait ourselves).
 */
#include "strategy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LAUNCH_MECHANISM, SETTINGS };
enum { BY_RELEASE, FORK, POSIX_SPAWN, VFORK };
#define MAGIC 43110
/* The descriptor at which the child reports its error. */
#define REPORT 3
#define MOST_BYTES 8192
#define MOST_DIRECTORIES 64

/* What jspawnhelper reads: these two, then the strings. */
struct child_stuff {
	int in[2], out[2], err[2], fail[2], childenv[2], fds[3], mode;
	char *const *argv;
	int argc;
	char *const *envv;
	const char *pdir;
	int redirect_error_stream, send_alive_ping;
};
struct spawn_info {
	int nargv, argv_bytes, nenvv, envv_bytes, dir_bytes, npath, path_bytes;
};

struct plan {
	const struct launch *launch;
	bool lent;
	int tell[2], fail[2];
};

static int release(const struct edition *edition)
{
	return atoi(edition->name);
}

/* `holds_back`: everything but faults waits for the handler. Else what the thread has blocked already. */
static void java_signal(int number, bool holds_back)
{
	static const int faults[] = { SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV };
	struct sigaction action = { .sa_handler = on_host_signal, .sa_flags = SA_RESTART | SA_SIGINFO };

	if (holds_back)
		sigfillset(&action.sa_mask);
	else
		pthread_sigmask(SIG_BLOCK, NULL, &action.sa_mask);
	for (size_t i = 0; holds_back && i < sizeof(faults) / sizeof(*faults); i++)
		sigdelset(&action.sa_mask, faults[i]);
	sigaction(number, &action, NULL);
}

/* Stands for the file with the JVM's classes, which stays open: so 3 is taken, and the pipes get the numbers that they get there. */
static void open_image(void)
{
	static int image = -1;

	if (image < 0)
		image = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

/* The three that end a program stay ignored if they were, and blocked then. The JVM takes the others in any case. */
static void start(const struct edition *edition)
{
	static const int ending[] = { SIGHUP, SIGINT, SIGTERM }, taken[] = { SIGSEGV, SIGPIPE, SIGBUS, SIGILL, SIGFPE, SIGXFSZ, SIGQUIT };
	static const int opened[] = { SIGILL, SIGBUS, SIGFPE, SIGSEGV, SIGUSR2 };
	struct sigaction now = { .sa_handler = SIG_DFL, .sa_flags = SA_RESTART | SA_NOCLDSTOP };
	sigset_t open, quit;

	(void)edition;
	open_image();
	/* Else nobody could wait. */
	sigaction(SIGCHLD, &now, NULL);
	java_signal(SIGUSR2, false);
	sigemptyset(&open);
	for (size_t i = 0; i < sizeof(taken) / sizeof(*taken); i++)
		java_signal(taken[i], true);
	for (size_t i = 0; i < sizeof(opened) / sizeof(*opened); i++)
		sigaddset(&open, opened[i]);
	for (size_t i = 0; i < sizeof(ending) / sizeof(*ending); i++) {
		sigaction(ending[i], NULL, &now);
		if (now.sa_handler == SIG_IGN)
			continue;
		java_signal(ending[i], true);
		sigaddset(&open, ending[i]);
	}
	pthread_sigmask(SIG_UNBLOCK, &open, NULL);
	sigemptyset(&quit);
	sigaddset(&quit, SIGQUIT);
	pthread_sigmask(SIG_BLOCK, &quit, NULL);
}

/* The two after REPORT are closed first, so that the directory can be opened. opendir(3) would allocate. */
static void close_descriptors(void)
{
	static char entries[32768];
	struct stat ignored;
	int directory;
	long got;

	close(REPORT + 1);
	close(REPORT + 2);
	directory = open("/proc/self/fd", O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_DIRECTORY);
	if (directory < 0)
		return;
	fstat(directory, &ignored);
	while ((got = syscall(SYS_getdents64, directory, entries, sizeof(entries))) > 0)
		for (long at = 0; at < got;) {
			const struct dirent64 *entry = (const void *)(entries + at);

			if (atoi(entry->d_name) > REPORT + 2)
				close(atoi(entry->d_name));
			at += entry->d_reclen;
		}
	close(directory);
}

/* What is no program is taken for a script without a first line. */
static void execute(const struct launch *launch, const char *file, bool lent)
{
	char *script[] = { "/bin/sh", (char *)file, NULL };

	if (!lent) {
		/* This memory is the child's own. */
		environ = (char **)launch->envp;
		execvp(file, launch->argv);
		return;
	}
	execve(file, launch->argv, launch->envp);
	if (errno == ENOEXEC)
		execve(script[0], script, launch->envp);
}

/* Along the PATH of the JVM, even if the child is given another one. */
static void search(const struct launch *launch, bool lent)
{
	const char *path = strchr(environ[0], '=') + 1;
	int sticky = 0;
	char file[512];

	while (*path) {
		size_t len = strcspn(path, ":");

		snprintf(file, sizeof(file), "%.*s/%s", (int)len, path, launch->file);
		execute(launch, file, lent);
		if (errno == EACCES)
			sticky = errno;
		else if (errno != ENOENT && errno != ENOTDIR)
			return;
		path += len + (path[len] == ':');
	}
	errno = sticky ? sticky : errno;
}

static _Noreturn __attribute__((noinline)) void child_main(const struct plan *plan)
{
	const struct launch *launch = plan->launch;
	sigset_t none;
	int error;

	CHILD_BEGINS();

	AT(child_setup, close_parents_ends);
	if (close(plan->tell[0]) != 0 || close(plan->tell[1]) != 0 || close(plan->fail[0]) != 0)
		goto failed;

	AT(child_setup, move_report);
	if (plan->fail[1] != REPORT && (dup2(plan->fail[1], REPORT) < 0 || close(plan->fail[1]) != 0))
		goto failed;

	AT(child_setup, close_descriptors);
	close_descriptors();

	AT(child_setup, change_directory);
	if (launch->cwd && chdir(launch->cwd) != 0)
		goto failed;

	AT(child_setup, empty_mask);
	sigemptyset(&none);
	if (!plan->lent && release(launch->edition) >= 25)
		sigprocmask(SIG_SETMASK, &none, NULL);

	AT(child_setup, close_on_exec);
	fcntl(REPORT, F_SETFD, FD_CLOEXEC);

	AT(child_setup, default_sigpipe);
	if (release(launch->edition) >= 25)
		signal(SIGPIPE, SIG_DFL);

	AT(exec, exec);
	if (!launch->path)
		execvp(launch->file, launch->argv);
	else if (launch->bare)
		search(launch, plan->lent);
	else
		execute(launch, launch->file, plan->lent);
failed:
	AT(exec, report_error);
	error = errno;
	if (write(REPORT, &error, sizeof(error)) < 0)
		_exit(-1);
	close(REPORT);
	_exit(-1);
}

/* A separate function, so that the parent keeps nothing in registers that the child could change. */
static __attribute__((noinline)) pid_t create(const struct plan *plan)
{
	pid_t child;

	if (plan->lent) {
		AT(create, vfork);
		child = vfork();
	} else {
		AT(create, fork);
		child = fork();
	}
	if (child == 0)
		child_main(plan);
	PARENT_AGAIN();
	return child;
}

/* Appends a string with its end, and counts it. */
static void add_string(char *strings, int *all, int *count, int *bytes, const char *string, size_t len)
{
	if (*all + (int)len + 1 > MOST_BYTES)
		return;
	memcpy(strings + *all, string, len);
	strings[*all + (int)len] = '\0';
	*all += (int)len + 1;
	*bytes += (int)len + 1;
	++*count;
}

/* If jspawnhelper has gone, the read of its first word says so. */
static void tell(int fd, const void *what, size_t bytes)
{
	if (write(fd, what, bytes) < 0)
		return;
}

static void write_task(const struct plan *plan)
{
	static char strings[MOST_BYTES];
	const struct launch *launch = plan->launch;
	const char *path = strchr(environ[0], '=') + 1;
	struct spawn_info info = { .nargv = 1, .npath = 1 };
	struct child_stuff stuff = {
		.in = { -1, -1 },
		.out = { -1, -1 },
		.err = { -1, -1 },
		.fail = { plan->fail[0], plan->fail[1] },
		.childenv = { plan->tell[0], plan->tell[1] },
		.fds = { 0, 1, 2 },
		.mode = POSIX_SPAWN,
		.argv = launch->argv,
		.argc = 2,
		.envv = launch->path ? launch->envp : NULL,
		.pdir = launch->cwd,
		.send_alive_ping = 1,
	};
	const int magic = MAGIC;
	int all = 0;

	for (char *const *one = launch->argv; *one; one++)
		add_string(strings, &all, &info.nargv, &info.argv_bytes, *one, strlen(*one));
	info.nenvv = launch->path ? 1 : 0;
	for (char *const *one = launch->envp; launch->path && *one; one++)
		add_string(strings, &all, &info.nenvv, &info.envv_bytes, *one, strlen(*one));
	if (launch->cwd)
		add_string(strings, &all, &(int){ 0 }, &info.dir_bytes, launch->cwd, strlen(launch->cwd));
	while (*path && info.npath < MOST_DIRECTORIES) {
		size_t len = strcspn(path, ":");

		add_string(strings, &all, &info.npath, &info.path_bytes, path, len);
		path += len + (path[len] == ':');
	}
	tell(plan->tell[1], &magic, sizeof(magic));
	tell(plan->tell[1], &stuff, sizeof(stuff));
	tell(plan->tell[1], &info, sizeof(info));
	tell(plan->tell[1], strings, (size_t)all);
}

static int spawn_child(struct plan *plan, pid_t *child)
{
	char descriptors[40], *words[4] = { "./spawn-helper" };
	int error;

	AT(prepare, inherit_stdio);
	for (int fd = 0; fd < 3; fd++) {
		int flags = fcntl(fd, F_GETFD);

		/* Java opens its files with close-on-exec, and these must outlast two execs. */
		if (flags != -1 && flags & FD_CLOEXEC)
			fcntl(fd, F_SETFD, flags & ~FD_CLOEXEC);
	}

	AT_OWN_PROGRAM(child_setup, spawn_helper);
	snprintf(descriptors, sizeof(descriptors), "%d:%d:%d", plan->tell[0], plan->tell[1], plan->fail[1]);
	/* A helper of another release must not be taken, for example after an update. Ours reads there what it is to be. */
	words[1] = (char *)plan->launch->edition->name;
	words[2] = descriptors;

	AT_LIBRARY(posix_spawn);
	error = posix_spawn(child, words[0], NULL, NULL, words, environ);
	if (error)
		return error;

	AT(resume, write_task);
	write_task(plan);
	close(plan->tell[1]);
	plan->tell[1] = -1;
	return 0;
}

/* The errno that the child reported, or 0: the pipe was closed by a successful exec. */
static int verdict(const struct plan *plan, bool says_that_it_lives, pid_t child)
{
	int word = 0;

	if (says_that_it_lives && read(plan->fail[0], &word, sizeof(word)) != sizeof(word)) {
		waitpid(child, &word, 0);
		return EIO;
	}
	if (read(plan->fail[0], &word, sizeof(word)) != sizeof(word))
		return 0;
	waitpid(child, NULL, 0);
	return word;
}

static int choose(const struct launch *launch)
{
	const long want = launch->values[LAUNCH_MECHANISM];
	const bool old = release(launch->edition) < 13;

	AT(decide, launch_mechanism);
	condition("vfork_by_default", old, old ? "this release takes vfork" : "this release takes posix_spawn");
	condition("mechanism_requested", want != BY_RELEASE, want != BY_RELEASE ? "the property is set" : "the property is not set");
	return want != BY_RELEASE ? (int)want : old ? VFORK : POSIX_SPAWN;
}

static int spawn(const struct launch *launch, int *status)
{
	static struct plan plan;
	const int mechanism = choose(launch);
	pid_t child = -1;
	int error = 0;

	plan = (struct plan){ .launch = launch, .lent = mechanism == VFORK };
	decided(mechanism == POSIX_SPAWN ? "posix_spawn" : plan.lent ? "vfork" : "fork");

	AT(prepare, open_pipes);
	/* Not close-on-exec: a child of another thread may inherit them. */
	if (pipe(plan.tell) != 0 || pipe(plan.fail) != 0)
		return errno;

	if (mechanism == POSIX_SPAWN)
		error = spawn_child(&plan, &child);
	else
		child = create(&plan);

	AT(resume, read_verdict);
	close(plan.fail[1]);
	if (child > 0)
		error = verdict(&plan, mechanism == POSIX_SPAWN, child);

	AT(resume, close_pipes);
	close(plan.fail[0]);
	close(plan.tell[0]);
	if (plan.tell[1] >= 0)
		close(plan.tell[1]);
	if (child < 0 || error)
		return error ? error : EAGAIN;

	AT(reap, wait);
	while (waitpid(child, status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return 0;
}

static const struct edition editions[] = {
	{ "8", "article", "Java 8 to 12", "vfork", "vfork; no signal is blocked meanwhile." },
	{ "13", "", "Java 13 to 19", "posix_spawn", "posix_spawn of jspawnhelper, which executes the program; SIGQUIT stays blocked in it." },
	{ "20", "", "Java 20 to 24", "posix_spawn", "As 13, but jspawnhelper empties its mask." },
	{ "25", "today", "Java 25 and later", "posix_spawn", "As 20; SIGPIPE becomes default, and with fork the mask is emptied too." },
	{ 0 },
};
static const struct condition conditions[] = {
	{ "vfork_by_default", "The release takes vfork on Linux unless told otherwise: up to 12." },
	{ "mechanism_requested", "The property jdk.lang.Process.launchMechanism names the mechanism." },
	{ 0 },
};
static const struct strategy_setting settings[] = {
	[LAUNCH_MECHANISM] = CHOICE("launch_mechanism", "default fork posix_spawn vfork", "jdk.lang.Process.launchMechanism; posix_spawn came with 12"),
	[SETTINGS] = { 0 },
};
static const char *const mechanisms[] = { "posix_spawn", "vfork", "fork", NULL };

const struct strategy strategy_java = {
	.title = "Java: ProcessBuilder",
	.runtime = true,
	.editions = editions,
	.conditions = conditions,
	.settings = settings,
	.setting_count = SETTINGS,
	.mechanisms = mechanisms,
	.start = start,
	.spawn = spawn,
};
