/*
 * The host applies the settings, then runs the strategy. The tracer reports nothing before the
 * strategy's first mark, so it does not report the set-up.
 *
 * --inherit and --inherit-block are what the runtime is started with: they are applied before its own
 * start-up, which may keep or overrule them. --signal and --block describe the parent at the moment of
 * the spawn: they are applied afterwards, as if the program itself had done it.
 */
#include "host/host.h"

#include "base/files.h"
#include "host/strategy.h"
#include "host/trail.h"
#include "sandbox/contain.h"
#include "wire/gen/wire_events.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PAGE_BYTES 4096

static char targets_directory[PATH_MAX];

const struct target targets[] = {
	{ "ok", "a tiny program that ends at once with status 0" },
	{ "missing", "a name that does not exist: ENOENT" },
	{ "denied", "a file without permission to execute: EACCES" },
	{ "bad-format", "an executable file that is not a program: ENOEXEC" },
	{ "directory", "a directory: EACCES" },
	{ "show-signals", "prints its own signal sets, from /proc/self/status" },
	{ "show-nice", "prints its own niceness, from getpriority(2)" },
	{ "write-pipe", "writes to a pipe that nobody reads: dies of SIGPIPE, or fails with EPIPE if SIGPIPE is ignored" },
	{ "wait", "waits for two seconds, or until a signal ends it" },
	{ NULL, NULL },
};

/* A relative name works even if --uid may not search a directory above. */
void host_setup_directory(void)
{
	for (enum place place = 0; place < PLACES; place++)
		if (file_in(place, "targets", targets_directory, sizeof(targets_directory)) && chdir(targets_directory) == 0)
			return;
	give_up("the folder targets is neither beside the helper nor in ../libexec/spawnscope. Cure: make -C native, or make -C native install");
}

/*
 * The started program must not write into the helper's output or read from its terminal. Its own
 * output is reported when it calls write(2).
 */
void host_setup_descriptors(void)
{
	int null = open("/dev/null", O_RDWR);

	if (null < 0)
		give_up("opening /dev/null");
	for (int fd = 0; fd < 3; fd++)
		if (null != fd && dup2(null, fd) < 0)
			give_up("dup2");
	if (null > 2)
		close(null);
}

long host_available_mb(void)
{
	FILE *meminfo = fopen("/proc/meminfo", "re");
	char line[128];
	long kb = -1;

	while (meminfo && fgets(line, sizeof(line), meminfo))
		if (sscanf(line, "MemAvailable: %ld", &kb) == 1)
			break;
	if (meminfo)
		fclose(meminfo);
	return kb < 0 ? LONG_MAX : kb / 1024;
}

/* Every page is touched, because fork copies page tables only for pages that exist. */
static void setup_memory(long mb)
{
	size_t bytes = (size_t)mb * 1024 * 1024;
	char *memory;

	if (mb == 0)
		return;
	errno = ENOMEM;
	if (mb > host_available_mb() / 2)
		give_up("--memory is more than half of the available memory");
	memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		give_up("mapping the requested memory");
	/* Always small pages, so that the same run copies the same page tables on every machine. */
	madvise(memory, bytes, MADV_NOHUGEPAGE);
	for (size_t at = 0; at < bytes; at += PAGE_BYTES)
		memory[at] = 1;
}

static void *count_for_ever(void *number)
{
	volatile unsigned long *steps = &trail->progress[(intptr_t)number];

	for (;;)
		++*steps;
	return NULL;
}

/* These threads make no system calls: they cost the trace nothing, and all they show is their progress. */
static void setup_threads(long count)
{
	sigset_t all, old;
	pthread_t thread;

	sigfillset(&all);
	/* They block all signals, so that a signal to the process reaches the thread that spawns. */
	pthread_sigmask(SIG_SETMASK, &all, &old);
	for (long n = 0; n < count; n++) {
		errno = pthread_create(&thread, NULL, count_for_ever, (void *)(intptr_t)n);
		if (errno)
			give_up("starting the requested threads");
	}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
}

/* Raising it needs no right. It is the calling thread's own, and a thread or a child begins with it. */
static void setup_niceness(long nice)
{
	if (nice > 0 && setpriority(PRIO_PROCESS, 0, (int)nice) != 0)
		give_up("--nice is less than the niceness of the helper itself: setpriority");
}

void host_setup_credentials(long uid)
{
	/* In a sandbox every id already is the one of the run, and no other is mapped. */
	if (uid < 0 || contained_by() != WIRE_HELLO_SANDBOX_NONE)
		return;
	if (geteuid() == 0 && setgroups(0, NULL) != 0)
		give_up("setgroups");
	if (setresgid((gid_t)uid, (gid_t)uid, (gid_t)uid) != 0)
		give_up("setresgid");
	if (setresuid((uid_t)uid, (uid_t)uid, (uid_t)uid) != 0)
		give_up("setresuid");
}

/*
 * Default and ignored signals look as they would to a program after execve, without flags. A handler
 * looks as signal(3) would install it.
 *
 * The system call is used directly, because the C library would add a restorer.
 */
static void setup_dispositions(const enum disposition *want)
{
	struct {
		uint64_t handler, flags, restorer, mask;
	} plain = { 0 };

	for (int n = 1; n <= SIGNALS; n++) {
		struct sigaction handled = { .sa_handler = on_host_signal, .sa_flags = SA_RESTART };
		long error = 0;

		plain.handler = want[n] == DISPOSITION_IGNORE; /* SIG_IGN is 1 */
		sigaddset(&handled.sa_mask, n);
		if (want[n] == DISPOSITION_HANDLE)
			error = sigaction(n, &handled, NULL);
		else if (want[n] != DISPOSITION_KEEP)
			error = syscall(SYS_rt_sigaction, n, &plain, NULL, sizeof(plain.mask));
		if (error)
			give_up("sigaction");
	}
}

/* What is blocked already stays blocked. */
static void setup_mask(uint64_t want)
{
	sigset_t blocked;

	sigemptyset(&blocked);
	for (int n = 1; n <= SIGNALS; n++)
		if (want >> (n - 1) & 1)
			sigaddset(&blocked, n);
	if (sigprocmask(SIG_BLOCK, &blocked, NULL) != 0)
		give_up("sigprocmask");
}

/* Read from the kernel instead of the settings, because start() may have installed handlers too. */
uint64_t host_handled_signals(void)
{
	uint64_t handled = 0;

	for (int n = 1; n <= SIGNALS; n++) {
		/* The kernel's struct, because the C library hides two signals. */
		struct {
			uint64_t handler, flags, restorer, mask;
		} action;

		if (syscall(SYS_rt_sigaction, n, NULL, &action, sizeof(action.mask)) == 0 && action.handler > 1)
			handled |= 1ull << (n - 1);
	}
	return handled;
}

/*
 * Without --cwd a relative name is enough. With it the name must be absolute, and --uid must be able
 * to search every directory in it.
 */
static void name_target(const struct options *o, char *file, size_t len)
{
	if (o->bare) {
		snprintf(file, len, "%s", o->target);
		return;
	}
	if (!o->cwd) {
		snprintf(file, len, "./%s", o->target);
		return;
	}
	if (access(targets_directory, X_OK) != 0)
		give_up("reaching the targets from another directory (--cwd with --uid: put the project where every user may search the directories)");
	snprintf(file, len, "%s/%s", targets_directory, o->target);
}

/* The tracer takes it for a word of ours, and does not deliver it. */
static void stop_for_tracer(void)
{
	syscall(SYS_tgkill, getpid(), getpid(), SIGSTOP);
}

/* The runtime begins with what it has now: the tracer reads the signal sets. */
static void say_started(void)
{
	trail->starting = true;
	stop_for_tracer();
	trail->starting = false;
}

bool host_says_when_ready(const struct options *o)
{
	return o->strategy && o->threads == 0;
}

_Noreturn void host_run(const struct options *o)
{
	static char own_path[PATH_MAX + 32], child_path[300], file[PATH_MAX + 32];
	static char *own_envp[] = { own_path, NULL }, *envp[] = { own_path, NULL }, *argv[2];
	struct launch launch = {
		.file = file,
		.argv = argv,
		.envp = envp,
		.cwd = o->cwd,
		.path = o->path,
		.bare = o->bare,
		.edition = o->edition,
		.values = o->values,
	};
	int status = 0, error;
	char *heap;

	/* The host gets its own process group: an experiment may signal the whole group, as Ctrl-C does. */
	setpgid(0, 0);
	host_setup_directory();
	/* At a terminal of its own it has that. */
	if (o->terminal == TERMINAL_NONE)
		host_setup_descriptors();
	snprintf(own_path, sizeof(own_path), "PATH=/usr/bin:/bin%s%s", o->bare ? ":" : "", !o->bare ? "" : o->cwd ? targets_directory : ".");
	if (o->path) {
		snprintf(child_path, sizeof(child_path), "PATH=%s", o->path);
		envp[0] = child_path;
	}
	environ = own_envp;
	/* A runtime has a heap long before it spawns. Creating it here keeps the brk of the first malloc out of the trace. */
	heap = malloc(1);
	if (!heap)
		give_up("malloc");
	*(volatile char *)heap = 0;
	free(heap);
	setup_memory(o->memory_mb);
	setup_dispositions(o->started_with);
	setup_mask(o->started_blocked);
	say_started();
	if (o->strategy->start)
		o->strategy->start(o->edition);
	host_setup_credentials(o->uid);
	setup_niceness(o->nice);
	name_target(o, file, sizeof(file));
	argv[0] = file;
	setup_threads(o->threads);
	setup_dispositions(o->disposition);
	setup_mask(o->blocked);
	launch.handled = host_handled_signals();
	if (host_says_when_ready(o))
		stop_for_tracer();
	error = o->strategy->spawn(&launch, &status);
	trail->spawn_error = error;
	trail->finished = true;
	_exit(0);
}

/* A file that can be read only, as a shell gives one with <. It has no name, so nobody has to remove it. */
static void setup_input(const char *text)
{
	char path[40];
	int fd = memfd_create("stdin", MFD_CLOEXEC), input;

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		give_up("--stdin: a file in memory");
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	input = open(path, O_RDONLY | O_CLOEXEC);
	if (input < 0 || dup2(input, STDIN_FILENO) < 0)
		give_up("--stdin");
	close(input);
	close(fd);
}

_Noreturn void host_exec(const struct options *o)
{
	host_setup_credentials(o->uid);
	setup_niceness(o->nice);
	setup_dispositions(o->disposition);
	setup_mask(o->blocked);
	if (o->input)
		setup_input(o->input);
	execve(o->file ? o->file : o->program[0], o->program, o->env_count > 0 ? (char *const *)o->env : environ);
	trail->spawn_error = errno;
	/* As strace ends. */
	_exit(1);
}
