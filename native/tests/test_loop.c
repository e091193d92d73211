/*
 * The tracing loop against a model of the kernel, in every order that the model allows.
 *
 * A world has a leader P and up to two tasks that it makes. The model decides which task moves next,
 * whether a child's first stop comes before or after the event that names it, whether a SIGKILL strikes
 * (and whether PTRACE_EVENT_EXIT is still seen then), and when the run is told to end or to let go. All
 * of these choices are made in turn, by going through the world again and again.
 *
 * In some worlds the child is held until a person lets it go. Then an order, the end of the orders, or the end of the time may
 * come at every wait, and one of them does once nothing else moves.
 *
 * Always: the loop ends; it never waits while everything is stopped; every task is dead, or was let go
 * while stopped; and nothing of a world is left in the table.
 */
#include "host/trail.h"
#include "report/output.h"
#include "tasks/tasks.h"
#include "tests/tap.h"
#include "tracer/control.h"
#include "tracer/hold.h"
#include "tracer/loop.h"
#include "tracer/naming.h"
#include "tracer/tracing.h"
#include "wire/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* Above every pid that Linux gives, so that /proc shows nothing of them. */
#define FIRST_TID 5000001
#define TASKS 3
#define DEEPEST 256
/* More waits than any world needs: a loop that goes round for ever is stuck too. */
#define MANY_WAITS 400

#if defined(__x86_64__)
#define NATIVE_ARCH AUDIT_ARCH_X86_64
#else
#define NATIVE_ARCH AUDIT_ARCH_AARCH64
#endif

/* What is done at the end of a run that is cut short. */
enum cut { CUT_NONE, CUT_KILL, CUT_LET_GO, CUTS };

struct world {
	uint64_t flags; /* with which the leader makes them */
	int children;
	bool kills; /* a SIGKILL may strike from outside */
	enum cut cut;
	bool holds; /* the first child waits for a person */
};

/* Where a task is. The leader goes through all of it for each child; a child begins at BORN. */
enum at { AT_ENTRY, AT_MADE, AT_DONE, AT_EXIT, AT_BORN, AT_ENDING, AT_DEAD };

static struct model {
	enum at at; /* what it does next, or is stopped at */
	bool exists, stopped, unseen, interrupted, trapped, killed, gone, free;
	int made; /* children so far */
	bool call_over;
} tasks[TASKS];
static struct world world;
static bool struck, cut;
/* A killed task may die without the stop of PTRACE_EVENT_EXIT. */
static bool unseen_exits;
static int waits;
static const char *fault;
/* What comes next to the control descriptor, and what the clock says. */
static enum order_kind order;
static uint64_t clock_ns = 1000000000;
static bool let_go_once, held_once;

/* The choices of this way through the world, and how many there were at each place. Shared with the process that goes it. */
static struct way {
	int choices[DEEPEST], many[DEEPEST], depth;
	const char *fault;
	bool held;
} * way;
#define choices (way->choices)
#define many (way->many)
#define depth (way->depth)

static int choose(int count)
{
	if (depth == DEEPEST) {
		fault = "the model is deeper than it may be";
		return 0;
	}
	many[depth] = count;
	if (choices[depth] >= count) {
		fault = "the same choices led to another place";
		return 0;
	}
	return choices[depth++];
}

/* Prepares the next way. False if all were gone. */
static bool next_way(void)
{
	while (depth > 0 && ++choices[depth - 1] == many[depth - 1])
		choices[--depth] = 0;
	return depth > 0;
}

static struct model *task_of(pid_t tid)
{
	return tid >= FIRST_TID && tid < FIRST_TID + TASKS ? &tasks[tid - FIRST_TID] : NULL;
}

/* A killed task is on its way to its death, whatever it did. */
static void strike(struct model *m)
{
	if (!m->exists || m->at == AT_DEAD || m->gone)
		return;
	m->killed = true;
	/* One that was let go dies by itself. */
	m->gone = m->free;
	m->stopped = m->interrupted = m->trapped = false;
	m->at = m->at == AT_ENDING || unseen_exits ? AT_DEAD : AT_ENDING;
	/* It reaches its exit at once: whoever still thinks of its last stop speaks to this one. */
	m->stopped = m->unseen = m->at == AT_ENDING;
}

static bool leads(const struct model *m)
{
	return m == &tasks[0];
}

/* A thread group's leader is reported dead only after all its threads. */
static bool may_die(const struct model *m)
{
	for (int i = 1; leads(m) && world.flags & CLONE_THREAD && i < TASKS; i++)
		if (tasks[i].exists && !tasks[i].gone)
			return false;
	return true;
}

static bool suspended(const struct model *m)
{
	return leads(m) && world.flags & CLONE_VFORK && m->at == AT_DONE && tasks[m->made].exists && !tasks[m->made].gone && !tasks[m->made].free;
}

/* Can it move by itself? A stopped task cannot. */
static bool moves(const struct model *m)
{
	return m->exists && !m->gone && !m->free && (!m->stopped || m->unseen) && !suspended(m) && (m->at != AT_DEAD || may_die(m));
}

/* The leader is about to be stopped at the event: the child exists, and may be seen first. */
static void make_child(struct model *m)
{
	struct model *child = &tasks[++m->made];

	child->exists = true;
	child->at = AT_BORN;
}

static int creating_event(void)
{
	return world.flags & CLONE_VFORK ? PTRACE_EVENT_VFORK : world.flags & CLONE_THREAD ? PTRACE_EVENT_CLONE : PTRACE_EVENT_FORK;
}

/* One step of a task: it stops, or dies. The wait status, or -1 if nothing is to be seen. */
static int step(struct model *m)
{
	m->stopped = true;
	m->unseen = false;
	if (m->interrupted && m->at < AT_ENDING) {
		m->interrupted = false;
		m->trapped = true;
		return PTRACE_EVENT_STOP << 16 | SIGTRAP << 8 | 0x7f;
	}
	switch (m->at) {
	case AT_ENTRY:
		return (SIGTRAP | 0x80) << 8 | 0x7f;
	case AT_MADE:
		return creating_event() << 16 | SIGTRAP << 8 | 0x7f;
	case AT_DONE:
		return world.flags & CLONE_VFORK && !m->call_over ? PTRACE_EVENT_VFORK_DONE << 16 | SIGTRAP << 8 | 0x7f : (SIGTRAP | 0x80) << 8 | 0x7f;
	case AT_BORN:
		return PTRACE_EVENT_STOP << 16 | SIGTRAP << 8 | 0x7f;
	case AT_EXIT:
		m->at = AT_ENDING;
		/* fall through */
	case AT_ENDING:
		return PTRACE_EVENT_EXIT << 16 | SIGTRAP << 8 | 0x7f;
	case AT_DEAD:
		m->stopped = false;
		m->gone = true;
		return m->killed ? SIGKILL : 0;
	}
	return -1;
}

/* What a restarted task does next. */
static void go_on(struct model *m)
{
	m->stopped = m->unseen = false;
	if (m->trapped) {
		m->trapped = false;
		return;
	}
	switch (m->at) {
	case AT_ENTRY:
		make_child(m);
		m->at = AT_MADE;
		m->call_over = false;
		break;
	case AT_MADE:
		m->at = AT_DONE;
		break;
	case AT_DONE:
		if (world.flags & CLONE_VFORK && !m->call_over) {
			m->call_over = true;
			break;
		}
		m->at = m->made < world.children ? AT_ENTRY : AT_EXIT;
		break;
	case AT_BORN:
		m->at = AT_EXIT;
		break;
	case AT_ENDING:
		m->at = AT_DEAD;
		break;
	default:
		break;
	}
}

/* Lets one of `open` kinds of things happen from outside, at most once a world each. */
static void from_outside(void)
{
	if (world.kills && !struck && choose(2)) {
		struck = true;
		strike(&tasks[0]);
		/* A SIGKILL ends all threads of the process. */
		for (int i = 1; world.flags & CLONE_THREAD && i < TASKS; i++)
			strike(&tasks[i]);
	}
	if (world.cut != CUT_NONE && !cut && choose(2)) {
		cut = true;
		if (world.cut == CUT_KILL)
			tracing.stop_signal = SIGTERM;
		else
			tracing_limit(WIRE_END_OUTCOME_TIMEOUT, "cut");
	}
}

/* Somebody lets the held child go: by hand, by going away, or by letting the time pass. */
static void let_child_go(void)
{
	let_go_once = true;
	switch (choose(3)) {
	case 0:
		order = ORDER_RELEASE;
		break;
	case 1:
		order = ORDER_OVER;
		break;
	case 2:
		clock_ns += (uint64_t)MAX_WAIT_MS * 1000000 + 1;
		break;
	}
}

static bool stands(void)
{
	held_once = held_once || hold_due_ms() >= 0;
	return hold_due_ms() >= 0;
}

static bool any_left(void)
{
	for (int i = 0; i < TASKS; i++) {
		const struct model *m = &tasks[i];

		/* A leader that has ended waits for threads that were let go, and we do not. */
		if (m->exists && !m->gone && !m->free && !(tracing.letting_go && m->at == AT_DEAD && !may_die(m)))
			return true;
	}
	return false;
}

bool __wrap_observe_tracees(pid_t tracer);
bool __wrap_observe_tracees(pid_t tracer)
{
	(void)tracer;
	return any_left();
}

static pid_t wait_in_world(pid_t wanted, int *status, int flags)
{
	int can[TASKS], count = 0;

	if (++waits > MANY_WAITS)
		fault = "the loop goes round for ever";
	if (!fault)
		from_outside();
	for (int i = 0; i < TASKS; i++)
		if (moves(&tasks[i]) && (wanted <= 0 || wanted == FIRST_TID + i))
			can[count++] = i;
	if (flags & WNOHANG && count == 0 && !any_left()) {
		errno = ECHILD;
		/* A child that was let go is one still. */
		return tasks[0].free ? 0 : -1;
	}
	if (flags & WNOHANG && (count == 0 || choose(2) == 0))
		return 0;
	if (stands() && !fault && !let_go_once && (count == 0 || choose(2))) {
		/* The timer of the hold interrupts the wait. */
		clock_ns += (uint64_t)hold_due_ms() * 1000000;
		let_child_go();
		errno = EINTR;
		return -1;
	}
	if (count == 0 && !fault && any_left())
		fault = wanted == -1 ? "the loop waits while every task is stopped" : "the loop waits for a task that cannot stop";
	if (count == 0 || fault) {
		/* Lets the loop come to an end, whatever it thinks. */
		errno = ECHILD;
		return -1;
	}
	count = can[count == 1 ? 0 : choose(count)];
	*status = step(&tasks[count]);
	return FIRST_TID + count;
}

pid_t __wrap_waitpid(pid_t wanted, int *status, int flags);
pid_t __wrap_waitpid(pid_t wanted, int *status, int flags)
{
	return wait_in_world(wanted, status, flags);
}

int __wrap_setitimer(int which, const struct itimerval *now, struct itimerval *before);
int __wrap_setitimer(int which, const struct itimerval *now, struct itimerval *before)
{
	(void)which, (void)now, (void)before;
	return 0;
}

struct order __wrap_control_next(int fd);
struct order __wrap_control_next(int fd)
{
	struct order next = { .kind = order };

	(void)fd;
	order = ORDER_NONE;
	return next;
}

bool __wrap_control_is_typed(int fd);
bool __wrap_control_is_typed(int fd)
{
	(void)fd;
	return false;
}

uint64_t __wrap_wire_now(void);
uint64_t __wrap_wire_now(void)
{
	/* It passes, or a wait for something would last for ever. */
	return clock_ns += 1000;
}

bool __wrap_observe_state(pid_t pid, char *state, size_t len);
bool __wrap_observe_state(pid_t pid, char *state, size_t len)
{
	(void)pid;
	snprintf(state, len, "D (disk sleep)");
	return true;
}

pid_t __real_waitpid(pid_t wanted, int *status, int flags);

int __wrap_kill(pid_t tid, int signal);
int __wrap_kill(pid_t tid, int signal)
{
	struct model *m = task_of(tid);

	if (m && m->exists && !m->gone && signal == SIGKILL)
		strike(m);
	return 0;
}

static long call_info(const struct model *m, struct __ptrace_syscall_info *info)
{
	*info = (struct __ptrace_syscall_info){ .arch = NATIVE_ARCH };
	if (leads(m) && m->at == AT_ENTRY) {
		info->op = PTRACE_SYSCALL_INFO_ENTRY;
		info->entry.nr = SYS_clone;
		info->entry.args[0] = world.flags | SIGCHLD;
	} else {
		info->op = PTRACE_SYSCALL_INFO_EXIT;
		info->exit.rval = FIRST_TID + m->made;
	}
	return sizeof(*info);
}

/* clang-format off */
long __wrap_ptrace(enum __ptrace_request request, ...);
long __wrap_ptrace(enum __ptrace_request request, ...)
/* clang-format on */
{
	va_list list;
	pid_t tid;
	void *address, *data;
	struct model *m;

	va_start(list, request);
	tid = va_arg(list, pid_t);
	address = va_arg(list, void *);
	data = va_arg(list, void *);
	va_end(list);
	(void)address;
	m = task_of(tid);
	/* Also a killed task that was stopped a moment ago. */
	if (!m || (!m->stopped && request != PTRACE_INTERRUPT)) {
		errno = ESRCH;
		return -1;
	}
	switch ((int)request) {
	case PTRACE_INTERRUPT:
		m->interrupted = true;
		return 0;
	case PTRACE_SYSCALL:
	case PTRACE_CONT:
	case PTRACE_LISTEN:
		go_on(m);
		return 0;
	case PTRACE_DETACH:
		m->free = true;
		m->gone = m->killed;
		return 0;
	case PTRACE_GETEVENTMSG:
		/* At its exit: the status. */
		*(unsigned long *)data = m->at == AT_MADE ? (unsigned long)(FIRST_TID + m->made) : 0;
		return 0;
	case PTRACE_GETSIGINFO:
		*(siginfo_t *)data = (siginfo_t){ .si_code = m->at == AT_MADE ? SIGTRAP | creating_event() << 8 : SIGTRAP | PTRACE_EVENT_EXIT << 8 };
		return 0;
	case PTRACE_GET_SYSCALL_INFO:
		return call_info(m, data);
	}
	return 0;
}

static void begin_world(void)
{
	memset(tasks, 0, sizeof(tasks));
	struck = cut = let_go_once = held_once = false;
	order = ORDER_NONE;
	waits = 0;
	unseen_exits = (world.kills || world.cut == CUT_KILL) && choose(2);
	tracing.ending = tracing.letting_go = false;
	tracing.stop_signal = 0;
	tasks[0].exists = true;
	task_announce(task_add(FIRST_TID), NULL, false, false);
}

static void judge(void)
{
	if (!fault && any_left())
		fault = "a task is left";
	if (!fault && (tasks_alive() > 0 || task_after(NULL)))
		fault = "the table is not empty";
	if (!fault && naming_kept())
		fault = "a task is still kept";
	if (!fault && naming_open(UINT64_MAX))
		fault = "a call may still name somebody";
	/* Whatever was wrong, the next way begins anew. */
	for (struct task *t = task_after(NULL); t; t = task_after(NULL))
		task_gone(t);
}

static void go(void)
{
	depth = 0;
	begin_world();
	loop_until_all_end();
	judge();
}

/* A held child is the second task of a run, and each moment is used once. So each way is a run of its own. */
static void go_alone(void)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		report_start();
		go();
		way->fault = fault;
		way->held = way->held || held_once;
		_exit(0);
	}
	if (pid < 0 || __real_waitpid(pid, &status, 0) != pid || status != 0)
		way->fault = "the process of this way died";
	fault = way->fault;
}

static void all_ways(const char *name, const struct world *w)
{
	long ways = 0;
	char what[200];

	world = *w;
	fault = NULL;
	memset(way, 0, sizeof(*way));
	do {
		if (world.holds)
			go_alone();
		else
			go();
		ways++;
	} while (!fault && next_way());
	snprintf(what, sizeof(what), "%s: %ld ways%s%s", name, ways, fault ? ", and in the last one " : "", fault ? fault : "");
	ok(!fault && (!world.holds || way->held), what);
	for (int i = 0; fault && i < depth; i++)
		printf("%s%d%s", i ? " " : "# choices: ", choices[i], i == depth - 1 ? "\n" : "");
}

int main(void)
{
	static const struct {
		const char *name;
		uint64_t flags;
	} kinds[] = {
		{ "fork", 0 },
		{ "vfork", CLONE_VM | CLONE_VFORK },
		{ "thread", CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD },
	};
	static const char *const cuts[CUTS] = { [CUT_NONE] = "to its end", [CUT_KILL] = "told to end", [CUT_LET_GO] = "let go" };
	static struct options options = { .format = FORMAT_STRACE, .timeout_ms = MOST_TIMEOUT_MS, .max_events = MOST_EVENTS, .at_limit = AT_LIMIT_DETACH };
	static struct trail nowhere;

	trail = &nowhere;
	options.output_fd = open("/dev/null", O_WRONLY);
	tracing.options = &options;
	tracing.deadline_ns = UINT64_MAX / 2;
	report_open(&options, UINT64_MAX / 2);
	way = mmap(NULL, sizeof(*way), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (way == MAP_FAILED)
		return 1;
	/* First, because here no task has a number yet. */
	options.hold_ms[MOMENT_CHILD_START] = HOLD_WAIT;
	for (size_t kind = 0; kind < 2; kind++)
		for (int kills = 0; kills <= 1; kills++)
			for (enum cut ended = CUT_NONE; ended < CUTS; ended++) {
				/* What run starts is never let go. */
				struct world w = { kinds[kind].flags, 1, kills, ended, true };
				char name[120];

				if (ended == CUT_LET_GO || (kills && ended != CUT_NONE))
					continue;
				snprintf(name, sizeof(name), "1 by %s that waits for a person, %s%s", kinds[kind].name, cuts[ended],
					 kills ? ", with a SIGKILL" : "");
				all_ways(name, &w);
			}
	options.hold_ms[MOMENT_CHILD_START] = 0;
	for (size_t kind = 0; kind < sizeof(kinds) / sizeof(*kinds); kind++)
		for (int children = 1; children <= 2; children++)
			for (int kills = 0; kills <= (children == 1); kills++)
				for (enum cut ended = CUT_NONE; ended < CUTS; ended++) {
					struct world w = { kinds[kind].flags, children, kills, children == 1 || !kills ? ended : CUT_NONE, false };
					char name[120];

					snprintf(name, sizeof(name), "%d by %s, %s%s", children, kinds[kind].name, cuts[ended],
						 kills ? ", with a SIGKILL" : "");
					all_ways(name, &w);
				}
	return done();
}
