/*
 * A shell gives a job the terminal, or the job takes it itself, in its own group, before exec. Then it still is in the background,
 * and the kernel stops a job in the background that calls tcsetpgrp(3): SIGTTOU. Blocked or ignored, the signal does not stop it.
 */
#include "experiment.h"

#include <stdlib.h>
#include <string.h>

enum { SIGTTOU_IS, SETTINGS };
enum sigttou_is { SIGTTOU_DEFAULT, SIGTTOU_BLOCKED, SIGTTOU_IGNORED };

static char terminal_name[64];
static struct report {
	volatile bool stopped, has_the_terminal;
} * report;

static _Noreturn void job_main(const struct launch *launch, int terminal)
{
	sigset_t ttou;

	BECOME(ROLE_THIRD);
	AT(child_setup, start_a_group);
	setpgid(0, 0);
	sigemptyset(&ttou);
	sigaddset(&ttou, SIGTTOU);
	if (launch->values[SIGTTOU_IS] == SIGTTOU_BLOCKED)
		sigprocmask(SIG_BLOCK, &ttou, NULL);
	if (launch->values[SIGTTOU_IS] == SIGTTOU_IGNORED)
		signal(SIGTTOU, SIG_IGN);
	AT(child_setup, take_the_terminal);
	tcsetpgrp(terminal, getpgrp());
	report->has_the_terminal = tcgetpgrp(terminal) == getpgrp();
	AT(child_setup, open_the_mask);
	sigprocmask(SIG_UNBLOCK, &ttou, NULL);
	AT(exec, exec);
	execve(launch->file, launch->argv, launch->envp);
	_exit(127);
}

/* A shell with a session and a terminal of its own, which starts one job. */
static _Noreturn void shell_main(const struct launch *launch)
{
	int terminal, status;
	pid_t job;

	CHILD_BEGINS();
	AT(child_setup, start_a_session);
	setsid();
	terminal = open(terminal_name, O_RDWR | O_CLOEXEC);
	AT(child_setup, start_a_job);
	job = fork();
	if (job == 0)
		job_main(launch, terminal);
	AT(child_setup, wait);
	waitpid(job, &status, WUNTRACED);
	report->stopped = WIFSTOPPED(status) && WSTOPSIG(status) == SIGTTOU;
	if (WIFSTOPPED(status)) {
		AT(child_setup, end_the_job);
		kill(job, SIGKILL);
		waitpid(job, &status, 0);
	}
	_exit(0);
}

static void need_a_terminal(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 || ptsname_r(master, terminal_name, sizeof(terminal_name)) != 0)
		give_up("no pseudo-terminal can be opened here, as in a sandbox: run this in a shell");
}

static int spawn(const struct launch *launch, int *status)
{
	pid_t shell;

	need_a_terminal();
	report = shared_cell(sizeof(*report));
	AT(prepare, make_a_shell);
	decided("fork");
	if (!report)
		return errno;
	AT(create, fork);
	shell = fork();
	if (shell == 0)
		shell_main(launch);
	if (shell < 0)
		return errno;
	AT(reap, wait);
	while (waitpid(shell, status, 0) < 0 && errno == EINTR)
		;
	finding("job_was_stopped", report->stopped, "%s", report->stopped ? "yes" : "no");
	finding("terminal_belongs_to", false, "%s", report->has_the_terminal ? "the job" : "the shell");
	return 0;
}

static const struct strategy_setting settings[] = {
	[SIGTTOU_IS] = CHOICE("sigttou", "default blocked ignored", "what the job does about SIGTTOU"), [SETTINGS] = { 0 }
};

EXPERIMENT(terminal, "A job that takes the terminal", "The kernel stops a job in the background that calls tcsetpgrp.", "fork");
