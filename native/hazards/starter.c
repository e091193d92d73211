/*
 * A large parent forks by itself, or it asks a starter: a process that it made while it was small. Then fork copies the few page
 * tables of the starter, and the parent only writes a message. A starter knows nothing of what its parent does later. So no
 * descriptor leaks through it, and the message must have everything that the child needs. A starter that is forked late knows it,
 * but fork has copied the large page tables for it, and copies them again for each child.
 */
#include "experiment.h"

#include <string.h>
#include <sys/socket.h>

enum { STARTER, MESSAGE, SETTINGS };
enum starter { STARTER_NONE, STARTER_EARLY, STARTER_LATE };
enum message { MESSAGE_PROGRAM, MESSAGE_ENVIRONMENT };
#define GROWN_KB (64 * 1024)
#define PAGE_BYTES 4096

static char program[] = "./ok";
static char variable[32] = "MODE=old";
/* Opened by the large parent, and not close-on-exec. The number is free until then. */
#define OPENED 50

struct seen {
	bool variable, descriptor;
};
static struct seen *seen_by_child;
static int channel[2];

/* What a server does while it runs: it takes memory, changes a variable, opens a file. */
static bool grow(void)
{
	char *memory = mmap(NULL, GROWN_KB * 1024, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		return false;
	madvise(memory, GROWN_KB * 1024, MADV_NOHUGEPAGE);
	for (size_t at = 0; at < GROWN_KB * 1024; at += PAGE_BYTES)
		memory[at] = 1;
	strcpy(variable, "MODE=new");
	return dup2(0, OPENED) == OPENED;
}

static _Noreturn void child_main(const struct launch *launch, enum role who)
{
	char *argv[] = { program, NULL }, *envp[] = { launch->envp[0], variable, NULL };

	BECOME(who);
	AT(child_setup, look_around);
	seen_by_child->variable = strcmp(variable, "MODE=new") == 0;
	seen_by_child->descriptor = fcntl(OPENED, F_GETFD) >= 0;
	AT(exec, exec);
	execve(program, argv, envp);
	_exit(127);
}

static _Noreturn void starter_main(const struct launch *launch)
{
	char message[64];
	ssize_t got;
	int status;
	pid_t child;

	BECOME(ROLE_CHILD);
	close(channel[0]);
	AT(child_setup, wait_for_a_message);
	while ((got = read(channel[1], message, sizeof(message))) > 0) {
		/* The program's name, and perhaps a variable. */
		if ((size_t)got > sizeof(program))
			memcpy(variable, message + sizeof(program), (size_t)got - sizeof(program));
		AT(create, fork_for_the_parent);
		child = fork();
		if (child == 0)
			child_main(launch, ROLE_THIRD);
		AT(reap, wait);
		if (child < 0 || waitpid(child, &status, 0) != child)
			_exit(1);
		AT(reap, answer);
		if (write(channel[1], &status, sizeof(status)) != sizeof(status))
			_exit(1);
	}
	_exit(0);
}

static int fork_itself(const struct launch *launch, int *status)
{
	pid_t child;

	AT(create, fork);
	child = fork();
	if (child == 0)
		child_main(launch, ROLE_CHILD);
	if (child < 0)
		return errno;
	AT(reap, wait);
	return waitpid(child, status, 0) == child ? 0 : errno;
}

static int ask(const struct launch *launch, int *status)
{
	char message[64];
	size_t length = sizeof(program);

	memcpy(message, program, sizeof(program));
	if (launch->values[MESSAGE] == MESSAGE_ENVIRONMENT) {
		memcpy(message + length, variable, sizeof("MODE=new"));
		length += sizeof("MODE=new");
	}
	AT(create, ask_the_starter);
	if (write(channel[0], message, length) != (ssize_t)length)
		return EIO;
	AT(resume, await_the_answer);
	return read(channel[0], status, sizeof(*status)) == sizeof(*status) ? 0 : EIO;
}

static pid_t make_starter(const struct launch *launch)
{
	pid_t starter;

	AT(prepare, make_the_starter);
	starter = fork();
	if (starter == 0)
		starter_main(launch);
	close(channel[1]);
	return starter;
}

static int spawn(const struct launch *launch, int *status)
{
	const long when = launch->values[STARTER];
	pid_t starter = 0;
	int error;

	AT(prepare, open_channel);
	decided("fork");
	seen_by_child = shared_cell(sizeof(*seen_by_child));
	if (!seen_by_child || (when != STARTER_NONE && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channel) != 0))
		return errno;
	if (when == STARTER_EARLY)
		starter = make_starter(launch);
	AT(prepare, grow);
	if (starter < 0 || !grow())
		return errno;
	if (when == STARTER_LATE)
		starter = make_starter(launch);
	if (starter < 0)
		return errno;

	error = when == STARTER_NONE ? fork_itself(launch, status) : ask(launch, status);
	if (error)
		return error;
	if (when != STARTER_NONE) {
		AT(reap, end_the_starter);
		close(channel[0]);
		waitpid(starter, NULL, 0);
	}
	finding("child_has_the_new_variable", !seen_by_child->variable, "%s", seen_by_child->variable ? "yes" : "no");
	finding("child_has_the_new_descriptor", seen_by_child->descriptor, "%s", seen_by_child->descriptor ? "yes" : "no");
	return 0;
}

static const struct strategy_setting settings[] = {
	[STARTER] = CHOICE("starter", "none early late", "a small process that forks for the parent: none, or made before or after the parent grows"),
	[MESSAGE] = CHOICE("message", "program environment", "what the message to the starter has: the program only, or its environment too"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(starter, "A small process that forks for a large one", "The cost of fork grows with its caller, so a large parent asks a small process to fork.",
	   "fork");
