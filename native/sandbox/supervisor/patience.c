/*
 * A long run may keep every processor busy with its threads, and the kernel
 * would share the processors by thread. So after a while its tasks become
 * SCHED_IDLE: they run when nobody else wants to. Where the kernel groups tasks
 * by session (autogroup, sched(7)), the group has to step back too. Neither
 * changes what a program sees of itself: its niceness stays. A task that is
 * started later inherits the policy, or is found at the next look.
 */
#include "sandbox/supervisor/patience.h"

#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Deeper than any run nests its processes. */
#define DEEPEST 64

static void look_through(pid_t pid, int depth);

/* The kernel takes one such change in a tenth of a second, so none is wasted. */
static void step_back(pid_t pid)
{
	char path[64], line[80] = "";
	bool done;
	int fd;

	if (getsid(pid) == getsid(0))
		return;
	snprintf(path, sizeof(path), "/proc/%d/autogroup", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	done = read(fd, line, sizeof(line) - 1) > 0 && strstr(line, "nice 19");
	close(fd);
	fd = done ? -1 : open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	(void)!write(fd, "19", 2);
	close(fd);
}

static void look_at_children(pid_t pid, const char *task, int depth)
{
	char path[300];
	FILE *list;
	int child;

	snprintf(path, sizeof(path), "/proc/%d/task/%s/children", pid, task);
	list = fopen(path, "re");
	while (list && fscanf(list, "%d", &child) == 1)
		look_through(child, depth + 1);
	if (list)
		fclose(list);
}

static void look_through(pid_t pid, int depth)
{
	static const struct sched_param none;
	char path[64];
	struct dirent *entry;
	DIR *tasks;

	snprintf(path, sizeof(path), "/proc/%d/task", pid);
	tasks = depth < DEEPEST ? opendir(path) : NULL;
	if (!tasks)
		return;
	if (depth > 0)
		step_back(pid);
	while ((entry = readdir(tasks))) {
		if (entry->d_name[0] == '.')
			continue;
		if (depth > 0)
			/* Not sched_setscheduler(3): musl has no such call. */
			syscall(SYS_sched_setscheduler, atoi(entry->d_name), SCHED_IDLE, &none);
		look_at_children(pid, entry->d_name, depth);
	}
	closedir(tasks);
}

void be_patient(void)
{
	look_through(getpid(), 0);
}
