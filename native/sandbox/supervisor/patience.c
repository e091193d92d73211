/*
 * A long run may keep every processor busy with its threads, and the kernel
 * would share the processors by thread. So in a long run a task that has used
 * much of them becomes SCHED_IDLE: it runs when nobody else wants to. The others
 * stay as they are, so that a run which only waited, or which only its threads
 * keep busy, ends in time on a busy machine too. Where the kernel groups tasks
 * by session (autogroup, sched(7)), the group steps back a little as well.
 * Neither changes what a program sees of its niceness.
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
/* Of a second: the processor time that makes a task a busy one. A run of an ordinary length stays below. */
#define BUSY_TENTHS 1
/* utime and stime are fields 14 and 15 of proc_pid_stat(5); after the name, in parentheses, comes field 3. */
#define FIELDS_BETWEEN 11
/* Leaves the group about a ninth of what it had beside one that wants as much. */
#define GROUP_NICE "10"

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
	done = read(fd, line, sizeof(line) - 1) > 0 && strstr(line, "nice " GROUP_NICE);
	close(fd);
	fd = done ? -1 : open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	(void)!write(fd, GROUP_NICE, strlen(GROUP_NICE));
	close(fd);
}

static bool is_busy(pid_t pid, const char *task)
{
	char path[300], line[512] = "";
	unsigned long user = 0, kernel = 0;
	const char *at;
	FILE *stat;

	snprintf(path, sizeof(path), "/proc/%d/task/%s/stat", pid, task);
	stat = fopen(path, "re");
	if (!stat)
		return false;
	at = fgets(line, sizeof(line), stat) ? strrchr(line, ')') : NULL;
	fclose(stat);
	for (int field = 0; at && field < FIELDS_BETWEEN + 1; field++)
		at = strchr(at + 1, ' ');
	if (!at || sscanf(at, "%lu %lu", &user, &kernel) != 2)
		return false;
	return (user + kernel) * 10 >= (unsigned long)sysconf(_SC_CLK_TCK) * BUSY_TENTHS;
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
	while ((entry = readdir(tasks))) {
		if (entry->d_name[0] == '.')
			continue;
		if (depth > 0 && is_busy(pid, entry->d_name)) {
			/* Not sched_setscheduler(3): musl has no such call. */
			syscall(SYS_sched_setscheduler, atoi(entry->d_name), SCHED_IDLE, &none);
			step_back(pid);
		}
		look_at_children(pid, entry->d_name, depth);
	}
	closedir(tasks);
}

void be_patient(void)
{
	look_through(getpid(), 0);
}
