/*
 * What experiments have in common. An experiment is a strategy in which a hazard between create and
 * exec strikes, or a cure prevents it. It forces its interleaving with gates instead of relying on
 * luck, so it always ends the same way. It reports what it saw with finding().
 */
#ifndef EXPERIMENT_H
#define EXPERIMENT_H

#include "strategy.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WAY_SETTING CHOICE("way", "vfork fork", "how the child is made")
enum way { WAY_VFORK, WAY_FORK };

/* Longer than any experiment needs, but shorter than a run may take. */
#define VICTIM_MS 1000

static inline long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static inline void nap_ms(long ms)
{
	const struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

/* Waits until `fd` is readable, for at most `ms`. */
static inline void await_gate(int fd, int ms)
{
	struct pollfd gate = { .fd = fd, .events = POLLIN };

	poll(&gate, 1, ms);
}

/* Memory that fork does not copy, so that a victim can report. */
static inline void *shared_cell(size_t bytes)
{
	void *cell = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return cell == MAP_FAILED ? NULL : cell;
}

/*
 * A victim that may not survive its experiment is a process of its own. Returns its wait status, or -1
 * if it hung and was killed.
 */
static inline int await_victim(pid_t victim)
{
	long end = now_ms() + VICTIM_MS;
	int status = 0;

	while (waitpid(victim, &status, WNOHANG) == 0) {
		if (now_ms() > end) {
			kill(victim, SIGKILL);
			waitpid(victim, &status, 0);
			return -1;
		}
		nap_ms(5);
	}
	return status;
}

#define NOBODY 65534

/* In a sandbox, root of a user namespace may have no `nobody` to become. */
static inline bool nobody_is_mapped(void)
{
	/* No stdio: its first malloc would be missing from the trace later. */
	char map[400] = "";
	unsigned long inside, count;
	int fd = open("/proc/self/uid_map", O_RDONLY | O_CLOEXEC), used;
	bool found = false;

	if (fd < 0 || read(fd, map, sizeof(map) - 1) < 0)
		return true;
	close(fd);
	for (const char *at = map; sscanf(at, "%lu %*u %lu%n", &inside, &count, &used) == 2; at += used)
		found = found || (NOBODY >= inside && NOBODY - inside < count);
	return found;
}

/* For an experiment in which root becomes nobody. Only before the first mark. */
static inline void need_root_and_nobody(void)
{
	if (geteuid() != 0) {
		errno = EPERM;
		give_up("only root has privileges to drop: run this as root");
	}
	if (!nobody_is_mapped()) {
		errno = EINVAL;
		give_up("in a sandbox root is the only user, and cannot become nobody: run this as root in a shell");
	}
}

/* Defines the table that every experiment exports. */
#define EXPERIMENT(name_, title_, sentence_, mechanism_)                                                                   \
	static const struct edition editions_[] = { { "linux", "today article", "Linux", mechanism_, sentence_ }, { 0 } }; \
	static const char *const mechanisms_[] = { mechanism_, "fork", NULL };                                             \
	const struct strategy hazard_##name_ = {                                                                           \
		.title = title_,                                                                                           \
		.editions = editions_,                                                                                     \
		.mechanisms = mechanisms_,                                                                                 \
		.settings = settings,                                                                                      \
		.spawn = spawn,                                                                                            \
		.setting_count = sizeof(settings) / sizeof(*settings) - 1,                                                 \
	}

#endif
