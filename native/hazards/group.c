/*
 * A launcher ends its job. kill(2) of the child ends the child; what that has started lives on. A process group of its own lets
 * one signal reach them all, except who has left it with setsid(2).
 */
#include "experiment.h"

enum { KILL, GRANDCHILD, SETTINGS };
enum kill_what { KILL_CHILD, KILL_GROUP };
enum grandchild { GRANDCHILD_STAYS, GRANDCHILD_SETSID };

/* The parent asks through one, and the grandchild answers through the other, as long as it lives. */
static int ask[2], answer[2];

static _Noreturn void grandchild_main(long grandchild)
{
	char byte = 0;

	BECOME(ROLE_THIRD);
	close(ask[1]);
	close(answer[0]);
	if (grandchild == GRANDCHILD_SETSID) {
		AT(child_setup, start_a_session);
		setsid();
	}
	AT(child_setup, answer);
	while (write(answer[1], "", 1) == 1 && read(ask[0], &byte, 1) == 1)
		;
	_exit(0);
}

static _Noreturn void child_main(long grandchild)
{
	CHILD_BEGINS();
	AT(child_setup, start_a_group);
	setpgid(0, 0);
	AT(child_setup, start_another);
	if (fork() == 0)
		grandchild_main(grandchild);
	AT(child_setup, wait);
	close(answer[1]);
	for (;;)
		pause();
}

static bool answers(void)
{
	char byte;

	return write(ask[1], "", 1) == 1 && read(answer[0], &byte, 1) == 1;
}

static int spawn(const struct launch *launch, int *status)
{
	char byte;
	pid_t child;
	bool lives;

	AT(prepare, open_pipes);
	decided("fork");
	signal(SIGPIPE, SIG_IGN);
	if (pipe(ask) != 0 || pipe(answer) != 0)
		return errno;
	AT(create, fork);
	child = fork();
	if (child == 0)
		child_main(launch->values[GRANDCHILD]);
	if (child < 0)
		return errno;
	AT(resume, await_the_grandchild);
	close(ask[0]);
	close(answer[1]);
	if (read(answer[0], &byte, 1) != 1)
		return EIO;
	AT(resume, end_the_job);
	kill(launch->values[KILL] == KILL_GROUP ? -child : child, SIGTERM);
	AT(reap, wait);
	waitpid(child, status, 0);
	AT(resume, ask_the_grandchild);
	lives = answers();
	finding("grandchild_after_the_signal", lives, "%s", lives ? "lives on" : "has ended");
	close(ask[1]);
	return 0;
}

static const struct strategy_setting settings[] = {
	[KILL] = CHOICE("kill", "child group", "whom SIGTERM is sent"),
	[GRANDCHILD] = CHOICE("grandchild", "stays setsid", "it stays in the group, or starts a session"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(group, "Ending a whole job", "One signal reaches the child alone, or a group, but nobody who has left it.", "fork");
