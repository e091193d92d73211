/*
 * What experiments share. An experiment is a strategy that lets one hazard of
 * the window between create and exec strike, or shows the cure: it makes its
 * own interleaving (gates, not luck), so it ends the same way every time, and
 * says what it saw with finding().
 */
#ifndef EXPERIMENT_H
#define EXPERIMENT_H

#include "strategy.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WAY_SETTING CHOICE("way", "vfork fork", "how the child is made")
enum way { WAY_VFORK, WAY_FORK };

/* Longer than any experiment needs, shorter than a run may take. */
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

/* Waits until `fd` has something to read, at most `ms`. */
static inline void await_gate(int fd, int ms)
{
	struct pollfd gate = { .fd = fd, .events = POLLIN };

	poll(&gate, 1, ms);
}

/* Memory that a fork does not copy: for what a victim has to tell. */
static inline void *shared_cell(size_t bytes)
{
	void *cell = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return cell == MAP_FAILED ? NULL : cell;
}

/* The victim of an experiment that may not survive it is a process of its own. Its wait status; -1 when it hung and was killed. */
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

/* The table every experiment exports. */
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
