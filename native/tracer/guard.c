/*
 * A thread beside the loop. The loop may be stuck in a system call that no signal interrupts: reading
 * the memory of a tracee waits for as long as a userfaultfd(2) or a file system in user space lets it.
 *
 * The guard takes the signals that end a run, and watches the clock. If the loop has not moved for a
 * while after it should have ended, the guard kills all tasks, which usually frees the loop. If it does
 * not, the guard writes the end itself, and leaves: the kernel kills what is traced.
 *
 * SIGINT and SIGQUIT of `trace` belong to the traced program, as does a hang-up of the terminal: it has
 * got them itself, and may live on.
 */
#include "tracer/guard.h"

#include "base/die.h"
#include "base/helper.h"
#include "report/output.h"
#include "report/report.h"
#include "tasks/tasks.h"
#include "tracer/tracing.h"
#include "wire/wire.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

/* How often it looks. */
#define PERIOD_NS 100000000
/* How many looks without any move of the loop before it helps, each time further. */
#define LOOKS 10
#define STACK_BYTES (128 * 1024)

static pthread_t loop;
static sigset_t taken;
static volatile sig_atomic_t finished;

/* Ignored when we began, as nohup(1) and a shell's background jobs leave it: it stays so. */
static bool ignores(int signal)
{
	struct sigaction now;

	return sigaction(signal, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

void guard_block_signals(sigset_t *inherited)
{
	const int ends[] = { SIGTERM, SIGINT, SIGQUIT, SIGHUP };

	sigemptyset(&taken);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (ends[i] == SIGTERM || !ignores(ends[i]))
			sigaddset(&taken, ends[i]);
	pthread_sigmask(SIG_BLOCK, &taken, inherited);
}

/* The terminal sends its signals to the traced program too, but a hang-up first to the leader of the session alone. */
static bool is_for_the_program(const siginfo_t *info)
{
	if (tracing.options->strategy)
		return false;
	return info->si_signo == SIGINT || info->si_signo == SIGQUIT || (info->si_signo == SIGHUP && info->si_code == SI_KERNEL && getsid(0) != getpid());
}

static void end_for_the_loop(void)
{
	fprintf(stderr, "spawnscope: the tracer was stuck, so its guard ended the run\n");
	if (tracing.stop_signal)
		report_end_stuck(WIRE_END_OUTCOME_KILLED, "the helper was told to stop, and was stuck", tracing.stops);
	else
		report_end_stuck(WIRE_END_OUTCOME_TIMEOUT, "its time was over, and the tracer was stuck", tracing.stops);
	_exit(EXIT_LIMIT);
}

/* How long the loop has stood still since it should have ended. */
static void look(void)
{
	static long seen = -1;
	static int still;
	bool over = tracing.stop_signal || wire_now() > tracing.deadline_ns;

	if (!over || finished || tracing.stops != seen) {
		seen = tracing.stops;
		still = 0;
		return;
	}
	if (++still == LOOKS)
		for (struct task *t = task_after(NULL); t; t = task_after(t))
			kill(t->tid, SIGKILL);
	if (still == 2 * LOOKS)
		end_for_the_loop();
}

static void *guard(void *unused)
{
	const struct timespec period = { .tv_nsec = PERIOD_NS };
	siginfo_t info;

	(void)unused;
	for (;;) {
		if (sigtimedwait(&taken, &info, &period) > 0 && !is_for_the_program(&info)) {
			tracing.stop_signal = info.si_signo;
			report_hurry();
			pthread_kill(loop, SIGALRM);
		}
		look();
	}
	return NULL;
}

void guard_start(void)
{
	pthread_attr_t attributes;
	sigset_t all, before;
	pthread_t thread;
	int error;

	loop = pthread_self();
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_BYTES);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = pthread_create(&thread, &attributes, guard, NULL);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attributes);
	if (error)
		die("no thread can be started to keep the time limit (errno %d)", error);
}

void guard_finish(void)
{
	finished = 1;
}
