/*
 * Which processors may a traced task use? It looks in every way that there is, and compares with what it should be.
 *
 * affinity show               prints two words: what /proc/self/status and sched_getaffinity(2) show
 * affinity look FILE CALL N   N times: whatever shows an affinity shows these two words
 * affinity set                what this program sets itself stands, for itself and for what it starts
 * affinity part               while two threads compute, the tracer may use every processor again
 *
 * Prints what is wrong, and in the end how many looks there were, and in how many of them the tracer was bound to one processor.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TEXT 8192
/* So many calls that tracer and tracee surely come together again. */
#define QUICK_CALLS 40
#define MANY_LOOKS 20000

static char in_file[512], by_a_call[512], tracer[64];
static int looks, wrong, bound;

static void quick_calls(void)
{
	for (int i = 0; i < QUICK_CALLS; i++)
		syscall(SYS_getppid);
}

static const char *line_of(char *text, const char *key)
{
	char *at = strstr(text, key);

	if (!at)
		return "(none)";
	at += strlen(key);
	at[strcspn(at, "\n")] = '\0';
	return at;
}

static void compare(const char *how, const char *seen, const char *wanted)
{
	looks++;
	if (strcmp(seen, wanted) == 0)
		return;
	wrong++;
	printf("%s: %s, not %s\n", how, seen, wanted);
}

static void compare_text(const char *how, char *text, ssize_t len)
{
	text[len > 0 ? len : 0] = '\0';
	compare(how, line_of(text, "Cpus_allowed:\t"), in_file);
}

static void spell(const cpu_set_t *set, char *text)
{
	for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
		if (CPU_ISSET(cpu, set))
			text += sprintf(text, "%d,", cpu);
}

static void by_call_at_once(const char *how, pid_t pid)
{
	char text[4096];
	cpu_set_t set;

	CPU_ZERO(&set);
	if (syscall(SYS_sched_getaffinity, pid, sizeof(set), &set) < 0)
		return;
	spell(&set, text);
	compare(how, text, by_a_call);
}

static void by_call(const char *how, pid_t pid)
{
	quick_calls();
	by_call_at_once(how, pid);
}

static void by_file_at_once(const char *how, pid_t pid)
{
	static char text[TEXT];
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	fd = open(path, O_RDONLY);
	compare_text(how, text, read(fd, text, TEXT - 1));
	close(fd);
}

static void by_file(const char *how, pid_t pid)
{
	quick_calls();
	by_file_at_once(how, pid);
}

/* The same file in every other way to read it. */
static void by_other_reads(void)
{
	static char text[TEXT];
	struct iovec parts[2] = { { text, 100 }, { text + 100, TEXT - 101 } };
	int fd = open("/proc/self/status", O_RDONLY), pipes[2];

	quick_calls();
	compare_text("pread", text, pread(fd, text, TEXT - 1, 0));
	quick_calls();
	compare_text("preadv", text, preadv(fd, parts, 2, 0));
	quick_calls();
	lseek(fd, 0, SEEK_SET);
	compare_text("readv", text, readv(fd, parts, 2));
	lseek(fd, 0, SEEK_SET);
	dup2(fd, 50);
	quick_calls();
	compare_text("read of a copied descriptor", text, read(50, text, TEXT - 1));
	close(50);
	if (pipe(pipes) == 0) {
		lseek(fd, 0, SEEK_SET);
		quick_calls();
		if (sendfile(pipes[1], fd, NULL, TEXT - 1) > 0) {
			quick_calls();
			compare_text("sendfile", text, read(pipes[0], text, TEXT - 1));
		}
		close(pipes[0]);
		close(pipes[1]);
	}
	close(fd);
}

static void look_at_tracer(void)
{
	static char text[TEXT];
	int fd = open(tracer, O_RDONLY);
	ssize_t len = read(fd, text, TEXT - 1);

	close(fd);
	text[len > 0 ? len : 0] = '\0';
	bound += strcmp(line_of(text, "Cpus_allowed:\t"), in_file) != 0;
}

static void children(void)
{
	siginfo_t info;
	pid_t child = fork();

	if (child == 0) {
		by_call("sched_getaffinity in a child", 0);
		by_file("status of a child itself", getpid());
		quick_calls();
		_exit(wrong > 0);
	}
	by_call("sched_getaffinity of a child", child);
	by_file("status of a child", child);
	waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT);
	by_call("sched_getaffinity of a zombie", child);
	by_file("status of a zombie", child);
	wrong += info.si_status;
	waitpid(child, NULL, 0);
	child = vfork();
	if (child == 0) {
		by_call("sched_getaffinity in a child of vfork", 0);
		_exit(0);
	}
	waitpid(child, NULL, 0);
}

/* Whoever is created bound looks with its first call, and its creator looks at it with the next one. */
static void new_ones(void)
{
	int status = 0;
	pid_t child;

	quick_calls();
	child = fork();
	if (child == 0) {
		by_call_at_once("sched_getaffinity, first call of a child", 0);
		_exit(wrong > 0);
	}
	by_call_at_once("sched_getaffinity of a new child", child);
	by_file_at_once("status of a new child", child);
	waitpid(child, &status, 0);
	wrong += status != 0;
	quick_calls();
	child = fork();
	if (child == 0) {
		by_file_at_once("status, first call of a child", getpid());
		/* Its parent is not the only one, so this one is not created bound. */
		child = fork();
		if (child == 0) {
			by_call_at_once("sched_getaffinity, first call of a grandchild", 0);
			_exit(wrong > 0);
		}
		by_call_at_once("sched_getaffinity of a new grandchild", child);
		waitpid(child, &status, 0);
		_exit(wrong > 0 || status != 0);
	}
	waitpid(child, &status, 0);
	wrong += status != 0;
	quick_calls();
	child = vfork();
	if (child == 0) {
		by_call_at_once("sched_getaffinity, first call of a child of vfork", 0);
		by_call_at_once("sched_getaffinity of the parent of vfork", getppid());
		_exit(0);
	}
	waitpid(child, NULL, 0);
	quick_calls();
	child = (pid_t)syscall(SYS_clone, CLONE_PARENT_SETTID | SIGCHLD, NULL, &status, NULL, NULL);
	if (child == 0) {
		by_file_at_once("status, first call of a child of clone", getpid());
		_exit(wrong > 0);
	}
	by_file_at_once("status of a child of clone", child);
	waitpid(child, &status, 0);
	wrong += status != 0;
}

/* What a started program says. */
static void programs(void)
{
	static char text[TEXT];
	char *const argv[] = { "grep", "Cpus_allowed:", "/proc/self/status", NULL }, *const envp[] = { NULL };
	posix_spawn_file_actions_t actions;
	int pipes[2];
	pid_t child;

	if (pipe(pipes) != 0)
		return;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, pipes[1], 1);
	if (posix_spawn(&child, "/bin/grep", &actions, NULL, argv, envp) == 0) {
		close(pipes[1]);
		compare_text("a started program", text, read(pipes[0], text, TEXT - 1));
		waitpid(child, NULL, 0);
	}
	close(pipes[0]);
	posix_spawn_file_actions_destroy(&actions);
}

static void *thread(void *main_thread)
{
	by_call_at_once("sched_getaffinity, first call in a thread", 0);
	by_call("sched_getaffinity of the main thread", *(pid_t *)main_thread);
	by_file("status of the main thread", *(pid_t *)main_thread);
	by_call("sched_getaffinity in a thread", 0);
	return NULL;
}

static void threads(void)
{
	pid_t self = getpid();
	pthread_t other;

	quick_calls();
	if (pthread_create(&other, NULL, thread, &self) == 0)
		pthread_join(other, NULL);
}

static void look(int rounds)
{
	by_call("sched_getaffinity at the start", 0);
	while (rounds-- > 0) {
		by_call("sched_getaffinity", 0);
		by_file("status", getpid());
		by_other_reads();
		children();
		new_ones();
		programs();
		threads();
		quick_calls();
		look_at_tracer();
	}
}

static void stands(const cpu_set_t *set, pid_t pid)
{
	cpu_set_t now;

	CPU_ZERO(&now);
	quick_calls();
	sched_getaffinity(pid, sizeof(now), &now);
	looks++;
	wrong += !CPU_EQUAL(&now, set);
}

/* It sets this for itself, and does what starts programs. */
static void set_and_start(const cpu_set_t *set)
{
	int status = 1;
	pid_t child;

	sched_setaffinity(0, sizeof(*set), set);
	for (int i = 0; i < 3; i++) {
		stands(set, 0);
		child = fork();
		if (child == 0) {
			stands(set, 0);
			stands(set, getppid());
			_exit(wrong > 0);
		}
		stands(set, child);
		waitpid(child, &status, 0);
		wrong += status != 0;
	}
}

/* Another one sets it, while this one makes calls. */
static void set_of_a_child(const cpu_set_t *set)
{
	int status = 1;
	pid_t child = fork();

	if (child == 0) {
		cpu_set_t now;

		do {
			quick_calls();
			sched_getaffinity(0, sizeof(now), &now);
		} while (!CPU_EQUAL(&now, set) && ++looks < MANY_LOOKS);
		for (int i = 0; i < 3; i++)
			stands(set, 0);
		_exit(wrong > 0 || looks >= MANY_LOOKS);
	}
	sched_setaffinity(child, sizeof(*set), set);
	waitpid(child, &status, 0);
	wrong += status != 0;
}

static void set(void)
{
	cpu_set_t all, one;

	sched_getaffinity(0, sizeof(all), &all);
	for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
		if (!CPU_ISSET(cpu, &all))
			continue;
		CPU_ZERO(&one);
		CPU_SET(cpu, &one);
		set_and_start(&one);
		set_and_start(&all);
		set_of_a_child(&one);
	}
	look_at_tracer();
}

static volatile int stop;

static void *compute(void *unused)
{
	while (!stop)
		;
	return unused;
}

/* Waits until the tracer is bound, and then, while two threads compute, until it is not. */
static void part(void)
{
	const struct timespec pause = { .tv_nsec = 1000000 };
	pthread_t computing[2];
	int before;

	do {
		before = bound;
		quick_calls();
		look_at_tracer();
	} while (bound == before && ++looks < MANY_LOOKS);
	printf("alone: %s\n", bound > before ? "together" : "apart");
	for (int i = 0; i < 2; i++)
		pthread_create(&computing[i], NULL, compute, NULL);
	do {
		before = bound;
		nanosleep(&pause, NULL);
		look_at_tracer();
	} while (bound > before && ++looks < MANY_LOOKS);
	printf("two: %s\n", bound > before ? "together" : "apart");
	fflush(stdout);
	stop = 1;
	for (int i = 0; i < 2; i++)
		pthread_join(computing[i], NULL);
}

static void show(void)
{
	char text[4096] = "";
	cpu_set_t now;

	sched_getaffinity(0, sizeof(now), &now);
	spell(&now, text);
	printf("%s %s\n", in_file, text);
}

int main(int argc, char **argv)
{
	static char text[TEXT];
	int fd = open("/proc/self/status", O_RDONLY);
	ssize_t len = read(fd, text, TEXT - 1);
	char *by;

	close(fd);
	text[len > 0 ? len : 0] = '\0';
	by = strstr(text, "TracerPid:\t");
	snprintf(tracer, sizeof(tracer), "/proc/%d/status", by ? atoi(by + strlen("TracerPid:\t")) : 0);
	snprintf(in_file, sizeof(in_file), "%s", argc > 4 ? argv[2] : line_of(text, "Cpus_allowed:\t"));
	snprintf(by_a_call, sizeof(by_a_call), "%s", argc > 4 ? argv[3] : "");
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc > 1 && strcmp(argv[1], "show") == 0) {
		show();
		return 0;
	}
	if (argc > 4 && strcmp(argv[1], "look") == 0)
		look(atoi(argv[4]));
	else if (argc > 1 && strcmp(argv[1], "set") == 0)
		set();
	else if (argc > 1 && strcmp(argv[1], "part") == 0)
		part();
	printf("looks %d, wrong %d, bound %d\n", looks, wrong, bound);
	return wrong > 0;
}
