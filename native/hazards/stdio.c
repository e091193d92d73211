/*
 * A stdio buffer holds text while a child is created, and the child leaves with exit() instead of
 * _exit(). After fork the text is written twice. After vfork it is written once, but by the child, and
 * the parent's exit handlers have already run.
 */
#include "experiment.h"

#include <stdio.h>
#include <stdlib.h>

enum { WAY, LEAVE, SETTINGS };
enum leave { LEAVE_EXIT, LEAVE_UNDERSCORE };

static volatile int *ran_in; /* shared memory: bit 0 the parent, bit 1 the child */
static pid_t victim_pid;

static void exit_handler(void)
{
	*ran_in |= getpid() == victim_pid ? 1 : 2;
}

static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
	pid_t child;

	AT(create, create_child);
	child = launch->values[WAY] == WAY_VFORK ? vfork() : fork();
	if (child == 0) {
		BECOME(ROLE_THIRD);
		AT(child_setup, leave);
		if (launch->values[LEAVE] == LEAVE_EXIT)
			exit(0);
		_exit(0);
	}
	BECOME(ROLE_CHILD);
	return child;
}

static _Noreturn void be_victim(const struct launch *launch, int fd)
{
	FILE *out = fdopen(fd, "w");
	pid_t child;

	CHILD_BEGINS();
	AT(prepare, fill_buffer);
	victim_pid = getpid();
	atexit(exit_handler);
	if (!out || fputs("text\n", out) < 0)
		_exit(1);
	child = create(launch);
	waitpid(child, NULL, 0);
	AT(reap, parent_exits);
	exit(0);
}

static int count_texts(int fd)
{
	char byte;
	int count = 0;

	while (read(fd, &byte, 1) == 1)
		count += byte == '\n';
	return count;
}

static int spawn(const struct launch *launch, int *status)
{
	static const char *const where[] = { "nobody", "parent", "child", "both" };
	int ends[2], count;
	pid_t victim;

	AT(prepare, make_victim);
	decided(launch->values[WAY] == WAY_VFORK ? "vfork" : "fork");
	ran_in = shared_cell(sizeof(*ran_in));
	if (!ran_in || pipe(ends) != 0)
		return errno;
	victim = fork();
	if (victim == 0)
		be_victim(launch, ends[1]);
	if (victim < 0)
		return errno;
	close(ends[1]);
	AT(reap, wait_for_victim);
	*status = await_victim(victim);
	count = count_texts(ends[0]);
	close(ends[0]);
	finding("text_written", count != 1, "%d times", count);
	finding("exit_handlers_ran_in", *ran_in & 2, "%s", where[*ran_in & 3]);
	if (*status == -1)
		finding("parent_hung_in_exit", true, "yes");
	return 0;
}

static const struct strategy_setting settings[] = {
	[WAY] = WAY_SETTING,
	[LEAVE] = CHOICE("leave", "exit _exit", "how the child leaves"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(stdio, "exit() in the child", "Buffers are flushed twice, or by the wrong process; exit handlers run in the child.", "vfork");
