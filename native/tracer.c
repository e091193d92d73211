/*
 * The watcher.
 *
 * Roles. The tracer forks the host; the host stops itself, is seized, and then
 * plays the language runtime (or execs the program of `trace`). Whatever it
 * creates is attached by the kernel (PTRACE_O_TRACE*), and dies with the
 * tracer (PTRACE_O_EXITKILL), however that ends.
 *
 * Order. One loop: wait for stops, classify (stops.c), act (here), observe
 * (observe.c), report (report.c), restart. seq is the order in which stops
 * were seen. A child's first stop may come before its parent's
 * PTRACE_EVENT_*: it is then left stopped until the parent's event names it,
 * so "create" always stands before anything the child does. A parent that has
 * lent its memory is restarted first, so that /proc shows it asleep while the
 * child still stands at its first instruction.
 *
 * Both sit on one CPU in `run`: a wake-up on another one costs five times the
 * work itself (measured).
 */
#include "tracer.h"

#include "die.h"
#include "names.h"
#include "observe.h"
#include "report.h"
#include "stops.h"
#include "tasks.h"

#include <errno.h>
#include <linux/audit.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TRACE_OPTIONS                                                                                          \
	(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEVFORKDONE |          \
	 PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL)
#if defined(__x86_64__)
#define NATIVE_ARCH AUDIT_ARCH_X86_64
#else
#define NATIVE_ARCH AUDIT_ARCH_AARCH64
#endif
/* How often a blocking wait wakes up when nothing is to be written. */
#define IDLE_TICK_MS 50
/* For the parent to fall asleep after it was restarted. */
#define SUSPEND_WAIT_US 50000
#define BATCH 64

static const struct options *options;
static long stops;
static uint64_t deadline;
static volatile sig_atomic_t stop_signal;
static enum wire_end_outcome outcome;
static char why[256];
static bool stopping;
static bool decided_told;
static bool pinned;

static void on_stop_signal(int signal)
{
	stop_signal = signal;
}

static void on_tick(int signal)
{
	(void)signal; /* it is there to interrupt waitpid() */
}

static void stop_run(enum wire_end_outcome how, const char *words)
{
	if (stopping)
		return;
	stopping = true;
	outcome = how;
	snprintf(why, sizeof(why), "%s", words);
	for (int i = 0; i < MAX_TASKS; i++) {
		struct task *t = task_at(i);

		if (!t)
			break;
		kill(t->tid, SIGKILL);
	}
}

static void restart(pid_t tid, enum __ptrace_request how, int signal)
{
	/* ESRCH: it was killed meanwhile; its end will still be reported. */
	ptrace(how, tid, 0, signal);
}

static void go_on(const struct task *t, int signal)
{
	restart(t->tid, stopping ? PTRACE_CONT : PTRACE_SYSCALL, signal);
}

/* ---- where the strategy stands ---- */

static const char *library_phase(const struct task *t)
{
	if (t->number != 1)
		return phase_name(t->attempted ? PHASE_exec : PHASE_child_setup);
	if (t->creating)
		return phase_name(PHASE_create);
	return phase_name(t->created_one ? PHASE_resume : PHASE_prepare);
}

static void look_where(struct task *t)
{
	const struct mark *mark;

	if (!options->strategy)
		return;
	if (t->executed) {
		t->phase = phase_name(PHASE_exec);
		t->step = "target";
		return;
	}
	mark = trail->at[t->number == 1 || !trail->at[ROLE_CHILD] ? ROLE_HOST : ROLE_CHILD];
	if (!mark)
		return;
	t->phase = mark->library ? library_phase(t) : phase_name((int)mark->phase);
	t->step = mark->step;
}

/* ---- system calls ---- */

static bool is_exec(const struct call *c)
{
	return call_is(c, "execve") || call_is(c, "execveat");
}

static bool is_wait(const struct call *c)
{
	return call_is(c, "wait4") || call_is(c, "waitid");
}

static void begin_if_due(struct task *t)
{
	if (report_running() || t->number != 1)
		return;
	if (options->strategy ? trail->at[ROLE_HOST] != NULL : is_exec(&t->call))
		report_begin(pinned);
}

static void tell_decision(void)
{
	if (decided_told || !report_running() || !options->strategy || !trail->mechanism)
		return;
	decided_told = true;
	report_decide();
}

/* The last look at the parent: after it reaped, or, where it did not, before it ends. */
static void last_passport(struct task *t)
{
	if (t->number == 1 && t->created_one && !t->reaped_once) {
		t->reaped_once = true;
		report_passport(t, WIRE_PASSPORT_STAGE_PARENT_AFTER);
	}
}

static void before_exec(struct task *t)
{
	if (t->attempted || !t->parent)
		return;
	t->attempted = true;
	look_where(t);
	report_passport(t, WIRE_PASSPORT_STAGE_BEFORE_EXEC);
	if (options->strategy && trail->at[ROLE_CHILD] && t->parent->number == 1)
		report_memory(t, t->parent);
}

static void on_entry(struct task *t, const struct __ptrace_syscall_info *info)
{
	struct call *c = &t->call;
	uint64_t flags;
	int exit_signal;

	*c = (struct call){ .pid = t->tid, .number = (long)info->entry.nr, .sp = info->stack_pointer };
	for (int i = 0; i < CALL_ARGS; i++)
		c->args[i] = info->entry.args[i];
	t->in_call = true;
	begin_if_due(t);
	if (!report_running())
		return;
	tell_decision();
	if (creation(c, &flags, &exit_signal)) {
		t->creating = true;
		look_where(t);
		if (!(flags & CLONE_THREAD))
			report_passport(t, WIRE_PASSPORT_STAGE_BEFORE_CREATE);
	} else if (is_exec(c)) {
		before_exec(t);
	}
	if (call_is(c, "exit_group"))
		last_passport(t);
	look_where(t);
	report_enter(t);
	t->entry_told = true;
}

static void on_exit_stop(struct task *t, const struct __ptrace_syscall_info *info)
{
	struct call *c = &t->call;

	t->in_call = false;
	if (!t->entry_told)
		return;
	t->entry_told = false;
	c->pid = t->tid;
	c->left = true;
	c->failed = info->exit.is_error;
	c->result = info->exit.rval;
	report_leave(t);
	if (t->creating) {
		t->creating = false;
		t->created_one = t->created_one || !c->failed;
	}
	if (is_wait(c) && !c->failed && (c->result > 0 || call_is(c, "waitid")))
		last_passport(t);
}

static void on_syscall(struct task *t)
{
	struct __ptrace_syscall_info info = { 0 };

	if (ptrace(PTRACE_GET_SYSCALL_INFO, t->tid, sizeof(info), &info) <= 0)
		return;
	if (info.arch != NATIVE_ARCH) {
		stop_run(WIRE_END_OUTCOME_REFUSED, "a program of another architecture: only native ones are decoded");
		return;
	}
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
		on_entry(t, &info);
	else if (info.op == PTRACE_SYSCALL_INFO_EXIT)
		on_exit_stop(t, &info);
}

/* ---- tasks come and go ---- */

static uint64_t stack_pointer(pid_t tid)
{
	struct __ptrace_syscall_info info = { 0 };

	return ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof(info), &info) > 0 ? info.stack_pointer : 0;
}

/* The child named by the parent's event, standing at its first stop; NULL when it did not live to it. */
static struct task *first_stop_of(pid_t tid)
{
	struct task *child = task_find(tid);
	int status;

	if (child)
		return child;
	/* It is attached already, so this stop is sure to come, or its death. */
	if (waitpid(tid, &status, __WALL) != tid || !WIFSTOPPED(status))
		return NULL;
	stops++;
	return task_add(tid);
}

static void await_sleep(const struct task *parent)
{
	const struct timespec pause = { .tv_nsec = 20000 };
	char state[64];

	for (int us = 0; us < SUSPEND_WAIT_US; us += 20) {
		if (observe_state(parent->tid, state, sizeof(state)) && state[0] == 'D')
			return;
		nanosleep(&pause, NULL);
	}
}

static void on_created(struct task *parent)
{
	unsigned long tid = 0;
	struct task *child;

	if (ptrace(PTRACE_GETEVENTMSG, parent->tid, 0, &tid) < 0)
		return;
	child = first_stop_of((pid_t)tid);
	if (!child) {
		stop_run(WIRE_END_OUTCOME_EVENT_LIMIT, "more tasks than can be followed");
		return;
	}
	task_announce(child, parent);
	creation(&parent->call, &child->flags, &child->exit_signal);
	child->sp = stack_pointer(child->tid);
	child->phase = parent->phase;
	child->step = parent->step;
	report_create(parent, child);
	if (!(child->flags & CLONE_THREAD))
		report_passport(child, WIRE_PASSPORT_STAGE_CHILD_START);
	go_on(parent, 0);
	if (child->flags & CLONE_VFORK) {
		parent->lent_to = child->number;
		parent->child_executed = false;
		if (report_running() && options->format == FORMAT_NDJSON)
			await_sleep(parent);
		report_suspend(parent, child->number);
	}
	go_on(child, 0);
}

static void on_vfork_done(struct task *parent)
{
	bool by_exec = parent->child_executed;

	/* The kernel wakes the parent inside the child's exec, before the child reports it. */
	for (int i = 0; i < MAX_TASKS; i++) {
		struct task *child = task_at(i);

		if (!child)
			break;
		if (child->number == parent->lent_to)
			by_exec = by_exec || (child->in_call && is_exec(&child->call));
	}
	report_resume(parent, parent->lent_to, by_exec);
	parent->lent_to = 0;
}

static void on_exec(struct task *t)
{
	unsigned long former = 0;
	struct task *thread;

	ptrace(PTRACE_GETEVENTMSG, t->tid, 0, &former);
	thread = task_find((pid_t)former);
	report_exec(t, former ? (pid_t)former : t->tid);
	if (thread && thread != t) {
		/* execve(2) from a thread that is not the leader: it goes on under the leader's id. */
		int number = t->number;
		struct task *parent = t->parent;
		pid_t tid = t->tid;

		*t = *thread;
		t->tid = tid;
		t->number = number;
		t->parent = parent;
		task_gone(thread);
	}
	if (!t->parent)
		return;
	t->executed = true;
	t->parent->child_executed = t->parent->lent_to == t->number || t->parent->child_executed;
	report_passport(t, WIRE_PASSPORT_STAGE_AFTER_EXEC);
}

static void on_gone(struct task *t, const struct stopped *s)
{
	if (t->announced) {
		if (t->executed && options->strategy) {
			t->phase = phase_name(PHASE_reap);
			t->step = "target";
		}
		report_exit(t, s->detail, s->stop == STOP_KILLED);
	}
	task_gone(t);
}

static void on_signal(struct task *t, int signal)
{
	siginfo_t si = { 0 };
	bool ignored;

	if (ptrace(PTRACE_GETSIGINFO, t->tid, 0, &si) < 0) {
		go_on(t, signal);
		return;
	}
	ignored = observe_ignores(t->tid, signal);
	report_signal(t, &si, ignored);
	go_on(t, signal);
}

/* ---- the loop ---- */

static void act(pid_t tid, int status)
{
	struct stopped s = classify(status);
	struct task *t = task_find(tid);

	if (!t)
		return;
	if (s.stop == STOP_EXITED || s.stop == STOP_KILLED) {
		on_gone(t, &s);
		return;
	}
	tell_decision();
	switch (s.stop) {
	case STOP_SYSCALL:
		on_syscall(t);
		break;
	case STOP_CREATED:
		on_created(t);
		return; /* it restarted both */
	case STOP_VFORK_DONE:
		on_vfork_done(t);
		break;
	case STOP_EXEC:
		on_exec(t);
		break;
	case STOP_GROUP:
		report_group_stop(t, s.detail);
		restart(tid, stopping ? PTRACE_CONT : PTRACE_LISTEN, 0);
		return;
	case STOP_SIGNAL:
		on_signal(t, s.detail);
		return;
	default:
		break;
	}
	go_on(t, 0);
}

static void tick(void)
{
	static long armed_ms = -1;
	long ms = report_waiting() ? WIRE_FLUSH_MS : IDLE_TICK_MS;
	struct itimerval timer = { { 0, ms * 1000 }, { 0, ms * 1000 } };

	/* An interval, so that a tick between the check and the wait is not the last one. */
	if (ms != armed_ms && setitimer(ITIMER_REAL, &timer, NULL) == 0)
		armed_ms = ms;
}

static void check_limits(void)
{
	char words[128];

	if (report_due())
		report_flush();
	if (report_broken())
		stop_run(WIRE_END_OUTCOME_KILLED, "nobody reads the output any more");
	if (stop_signal) {
		snprintf(words, sizeof(words), "the helper was told to stop (%s)", signal_name(stop_signal));
		stop_run(WIRE_END_OUTCOME_KILLED, words);
	}
	if (wire_now() > deadline) {
		snprintf(words, sizeof(words), "it took longer than --timeout %ld ms; give it more, up to 60000", options->timeout_ms);
		stop_run(WIRE_END_OUTCOME_TIMEOUT, words);
	}
	if (report_lines() >= options->max_events) {
		snprintf(words, sizeof(words), "it made more than --max-events %ld; give it more, up to 1000000", options->max_events);
		stop_run(WIRE_END_OUTCOME_EVENT_LIMIT, words);
	}
}

/* A first stop nobody has named yet is put aside at once: its parent's event may stand before it in this very batch. */
static bool put_aside(pid_t tid, int status)
{
	if (classify(status).stop != STOP_NEW || task_find(tid))
		return false;
	if (!task_add(tid))
		kill(tid, SIGKILL);
	return true;
}

static void follow(void)
{
	while (tasks_alive() > 0) {
		struct {
			pid_t tid;
			int status;
		} batch[BATCH];
		int count = 0, status, flags = __WALL;
		pid_t tid;

		tick();
		/* All that have stopped, before any is restarted: waitpid() would favour the newest task. */
		while (count < BATCH && (tid = waitpid(-1, &status, flags)) > 0) {
			stops++;
			if (!put_aside(tid, status)) {
				batch[count].tid = tid;
				batch[count++].status = status;
			}
			flags |= WNOHANG;
			if (tasks_alive() == 1)
				break;
		}
		if (count == 0 && flags == __WALL && errno == ECHILD)
			break;
		for (int i = 0; i < count; i++) {
			act(batch[i].tid, batch[i].status);
			check_limits();
		}
		if (count == 0)
			check_limits();
	}
}

/* ---- begin and end ---- */

static void pin(void)
{
	cpu_set_t allowed, one;

	if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0)
		return;
	for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
		if (!CPU_ISSET(cpu, &allowed))
			continue;
		CPU_ZERO(&one);
		CPU_SET(cpu, &one);
		/* The one we are on, so that nothing moves. */
		if (cpu == sched_getcpu())
			break;
	}
	pinned = sched_setaffinity(0, sizeof(one), &one) == 0;
}

static void watch_signals(void)
{
	const int stops_us[] = { SIGTERM, SIGINT, SIGHUP };
	struct sigaction action = { .sa_handler = on_stop_signal }; /* no SA_RESTART: waitpid() must return */

	for (size_t i = 0; i < sizeof(stops_us) / sizeof(*stops_us); i++)
		sigaction(stops_us[i], &action, NULL);
	action.sa_handler = on_tick;
	sigaction(SIGALRM, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
}

static _Noreturn void be_host(pid_t tracer, const struct options *o, void (*start)(const struct options *))
{
	sigset_t none;

	/* Until it is seized EXITKILL does not protect: die with the tracer, also if it died before this line. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != tracer)
		_exit(EXIT_OURS);
	for (int n = 1; n <= SIGNALS; n++)
		signal(n, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* The watched must not see the watcher's descriptors. */
	close_range(3, ~0u, 0);
	raise(SIGSTOP);
	prctl(PR_SET_PDEATHSIG, 0);
	start(o);
	_exit(EXIT_OURS);
}

/* Forks the host and seizes it. 0, or the errno of a refusal. */
static int begin(const struct options *o, void (*start)(const struct options *))
{
	pid_t tracer = getpid(), host = fork();
	int status;

	if (host < 0)
		die("fork: %m");
	if (host == 0)
		be_host(tracer, o, start);
	if (waitpid(host, &status, WUNTRACED) != host || !WIFSTOPPED(status))
		die("the host did not start");
	if (ptrace(PTRACE_SEIZE, host, 0, TRACE_OPTIONS) != 0) {
		int refused = errno;

		kill(host, SIGKILL);
		waitpid(host, NULL, 0);
		return refused;
	}
	task_announce(task_add(host), NULL);
	kill(host, SIGCONT);
	return 0;
}

static int refuse(void)
{
	char words[160], cure[200];

	if (!tracing_refused(words, sizeof(words), cure, sizeof(cure)))
		snprintf(words, sizeof(words), "ptrace was refused"), snprintf(cure, sizeof(cure), "run spawnscope check");
	fprintf(stderr, "spawnscope: live_unavailable: %s. Cure: %s\n", words, cure);
	report_end(WIRE_END_OUTCOME_REFUSED, words, stops);
	return EXIT_REFUSED;
}

static int conclude(void)
{
	if (options->strategy && report_running())
		report_steps();
	if (!stopping && options->strategy && trail->setup_error) {
		snprintf(why, sizeof(why), "%s: %s", trail->setup_what, strerrordesc_np(trail->setup_error));
		fprintf(stderr, "spawnscope: %s\n", why);
		report_end(WIRE_END_OUTCOME_REFUSED, why, stops);
		return EXIT_REFUSED;
	}
	if (!stopping && !options->strategy) {
		report_end(WIRE_END_OUTCOME_TRACED, "every traced task has ended", stops);
		return EXIT_RUN_ENDED;
	}
	if (!stopping && !trail->finished) {
		report_end(WIRE_END_OUTCOME_KILLED, "the host ended before its strategy did", stops);
		return EXIT_RUN_ENDED;
	}
	if (!stopping && trail->spawn_error) {
		snprintf(why, sizeof(why), "%s (%s)", errno_name(trail->spawn_error), strerrordesc_np(trail->spawn_error));
		report_end(WIRE_END_OUTCOME_FAILED, why, stops);
		return EXIT_RUN_ENDED;
	}
	if (!stopping) {
		report_end(WIRE_END_OUTCOME_SPAWNED, "the child was started and reaped", stops);
		return EXIT_RUN_ENDED;
	}
	if (options->format == FORMAT_STRACE && outcome != WIRE_END_OUTCOME_KILLED)
		fprintf(stderr, "spawnscope: %s\n", why);
	report_end(outcome, why, stops);
	return EXIT_LIMIT;
}

int trace(const struct options *o, void (*start)(const struct options *))
{
	options = o;
	deadline = wire_now() + (uint64_t)o->timeout_ms * 1000000u;
	trail = mmap(NULL, sizeof(*trail), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (trail == MAP_FAILED)
		die("mmap: %m");
	report_open(o);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (o->strategy)
		pin();
	if (begin(o, start) != 0)
		return refuse();
	watch_signals();
	follow();
	return conclude();
}
