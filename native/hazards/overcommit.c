/*
 * fork promises the child a copy of all writable private memory. In its usual mode the kernel checks each mapping by itself,
 * when it is made. Two mappings side by side, each smaller than RAM and swap together, are granted and become one. fork asks
 * for a copy of that one, and is refused: ENOMEM, although no page of it was ever touched. vfork copies nothing.
 */
#include "experiment.h"

#include <spawn.h>
#include <string.h>
#include <sys/resource.h>

enum { WAY, MEMORY, SETTINGS };
enum way_here { FORK_HERE, VFORK_HERE, POSIX_SPAWN_HERE };
enum memory { MEMORY_PLAIN, MEMORY_DONTFORK, MEMORY_NORESERVE };
/* Of what the kernel grants to one mapping. */
#define PERCENT 60

/* A number of /proc/meminfo in kB, or 0. No stdio: its buffer would be part of the memory. */
static unsigned long meminfo(const char *name)
{
	char text[4096] = "";
	unsigned long kb = 0;
	int fd = open("/proc/meminfo", O_RDONLY | O_CLOEXEC);
	const char *line;

	if (fd < 0 || read(fd, text, sizeof(text) - 1) < 0)
		return 0;
	close(fd);
	line = strstr(text, name);
	if (line)
		sscanf(line + strlen(name), ": %lu", &kb);
	return kb;
}

/* 0: each mapping by itself; 1: everything is granted; 2: the sum is counted. */
static int overcommit_mode(void)
{
	char mode = '0';
	int fd = open("/proc/sys/vm/overcommit_memory", O_RDONLY | O_CLOEXEC);

	if (fd < 0 || read(fd, &mode, 1) != 1)
		mode = '0';
	close(fd);
	return mode - '0';
}

/* So much that two are granted, and a copy of both is not. */
static size_t bytes_of_one(int mode)
{
	unsigned long kb = mode == 2 ? (meminfo("CommitLimit") - meminfo("Committed_AS")) / 2 : meminfo("MemTotal") + meminfo("SwapTotal");

	return kb / 100 * PERCENT * 1024 / 4096 * 4096;
}

/* In a sandbox the address space is limited. fork does not look at that limit, but the mappings come up against it. */
static void need_address_space(size_t bytes)
{
	struct rlimit limit;

	errno = EOPNOTSUPP;
	if (getrlimit(RLIMIT_AS, &limit) != 0 || (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < bytes))
		give_up("a sandbox limits the address space, and this maps more than the RAM: run this in a shell");
}

static bool map_two(size_t bytes, long memory)
{
	int flags = MAP_PRIVATE | MAP_ANONYMOUS | (memory == MEMORY_NORESERVE ? MAP_NORESERVE : 0);
	char *upper = mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags, -1, 0), *lower;

	if (upper == MAP_FAILED)
		return false;
	lower = mmap(upper - bytes, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
	if (lower == MAP_FAILED)
		return false;
	return memory != MEMORY_DONTFORK || madvise(lower, 2 * bytes, MADV_DONTFORK) == 0;
}

static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
	pid_t child;

	AT(create, create_child);
	child = launch->values[WAY] == VFORK_HERE ? vfork() : fork();
	if (child == 0) {
		CHILD_BEGINS();
		AT(exec, exec);
		execve(launch->file, launch->argv, launch->envp);
		_exit(127);
	}
	PARENT_AGAIN();
	return child;
}

/* 0 or the errno of making a child. */
static int start(const struct launch *launch, pid_t *child)
{
	if (launch->values[WAY] != POSIX_SPAWN_HERE) {
		*child = create(launch);
		return *child < 0 ? errno : 0;
	}
	AT_LIBRARY(posix_spawn);
	return posix_spawn(child, launch->file, NULL, NULL, launch->argv, launch->envp);
}

static int spawn(const struct launch *launch, int *status)
{
	static const char *const mechanism[] = { "fork", "vfork", "posix_spawn" };
	int mode = overcommit_mode(), error;
	size_t bytes = bytes_of_one(mode);
	pid_t child;

	need_address_space(2 * bytes);
	AT(prepare, map_memory);
	decided(mechanism[launch->values[WAY]]);
	if (!map_two(bytes, launch->values[MEMORY]))
		return errno;
	error = start(launch, &child);
	AT(resume, look);
	finding("overcommit_mode", false, "%d", mode);
	finding("start_gave", error != 0, "%s", error ? strerrorname_np(error) : "a child");
	AT(reap, wait);
	while (!error && waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	return error;
}

static const struct strategy_setting settings[] = {
	[WAY] = CHOICE("way", "fork vfork posix_spawn", "how the child is made"),
	[MEMORY] = CHOICE("memory", "plain dontfork noreserve", "the mappings: as they are, MADV_DONTFORK, or MAP_NORESERVE"),
	[SETTINGS] = { 0 },
};

static const struct edition editions[] = { { "linux", "today article", "Linux", "fork", "fork is refused memory that nobody has touched." }, { 0 } };
static const char *const mechanisms[] = { "fork", "vfork", "posix_spawn", NULL };
const struct strategy hazard_overcommit = {
	.title = "fork is refused memory",
	.editions = editions,
	.mechanisms = mechanisms,
	.settings = settings,
	.spawn = spawn,
	.setting_count = sizeof(settings) / sizeof(*settings) - 1,
};
