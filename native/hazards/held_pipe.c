/*
 * A program is started with its output in a pipe. It starts another one in the background and ends. The reader waits for the
 * end of the file, which comes only when the last copy of the writing end is closed, and the grandchild still has one.
 */
#include "experiment.h"

#include <linux/close_range.h>
#include <sys/syscall.h>

enum { GRANDCHILD, UNTIL, SETTINGS };
enum grandchild { INHERITS, CLOSES };
enum until { UNTIL_EOF, UNTIL_CHILD };

static int output[2], ready[2];

static _Noreturn void grandchild_main(const struct launch *launch)
{
	static char name[] = "./linger";
	char *argv[] = { name, NULL };

	BECOME(ROLE_THIRD);
	AT(child_setup, close_descriptors);
	if (launch->values[GRANDCHILD] == CLOSES)
		syscall(SYS_close_range, 1u, ~0u, 0u);
	AT(exec, exec);
	execve(name, argv, launch->envp);
	_exit(127);
}

/* What a shell does for `linger & exit`. */
static _Noreturn void child_main(const struct launch *launch)
{
	BECOME(ROLE_CHILD);
	AT(child_setup, move_descriptors);
	dup2(output[1], 1);
	AT(child_setup, start_in_the_background);
	if (fork() == 0)
		grandchild_main(launch);
	AT(child_setup, end);
	_exit(0);
}

/* Ends when the last process with `ready` has called exec: both ends of it are close-on-exec. */
static void wait_for_the_grandchild(void)
{
	char byte;

	close(ready[1]);
	if (read(ready[0], &byte, 1) != 0)
		errno = EIO;
	close(ready[0]);
}

/* The child has ended, and the grandchild has its program: when does the file end? */
static const char *read_to_the_end(long until, bool closed)
{
	char byte;

	/* The kernel lets go of a closed file a little after the call, and not in the order of the descriptors. */
	if (poll(&(struct pollfd){ .fd = output[0], .events = POLLIN }, 1, closed ? 100 : 0) == 1)
		return "when the child ended";
	if (until == UNTIL_CHILD)
		return "when the parent gave up";
	return read(output[0], &byte, 1) == 0 ? "when the grandchild ended" : "never";
}

static int spawn(const struct launch *launch, int *status)
{
	const char *when;
	pid_t child;

	AT(prepare, open_pipes);
	decided("fork");
	if (pipe2(output, O_CLOEXEC) != 0 || pipe2(ready, O_CLOEXEC) != 0)
		return errno;
	AT(create, fork);
	child = fork();
	if (child == 0)
		child_main(launch);
	if (child < 0)
		return errno;
	AT(resume, close_the_writing_end);
	close(output[1]);
	AT(reap, wait);
	while (waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	AT(resume, wait_for_the_grandchild);
	wait_for_the_grandchild();
	AT(resume, wait_for_end_of_file);
	when = read_to_the_end(launch->values[UNTIL], launch->values[GRANDCHILD] == CLOSES);
	close(output[0]);
	finding("reading_ended", when[9] == 'g', "%s", when);
	return 0;
}

static const struct strategy_setting settings[] = {
	[GRANDCHILD] = CHOICE("grandchild", "inherits closes", "what the grandchild does with the pipe"),
	[UNTIL] = CHOICE("until", "eof child", "the parent reads to the end of the file, or to that of the child"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(held_pipe, "A grandchild holds the pipe", "The end of the file comes when the last copy of the writing end is closed.", "fork");
