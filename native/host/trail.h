/*
 * The trail: shared memory in which the host and its child leave marks ("I am at this step"). The
 * tracer reads them at each ptrace stop. Leaving a mark makes no system call, so it does not appear in
 * the trace.
 *
 * Marks are pointers to constants. They are valid in the tracer too, because the host is a fork of it
 * and never calls exec.
 */
#ifndef TRAIL_H
#define TRAIL_H

#include <stdbool.h>
#include <stdint.h>

/* Spelt as in protocol/phases.ts, with _ for -. */
enum phase { PHASE_decide, PHASE_prepare, PHASE_create, PHASE_child_setup, PHASE_exec, PHASE_resume, PHASE_reap, PHASES };

struct mark {
	enum phase phase;
	const char *step;
	/*
	 * The step is one libc call that goes through several phases by itself (posix_spawn). The
	 * tracer tells the phases apart by what it sees. Host: `prepare` until the creating call,
	 * `create` during it, `resume` after it. Child: `child-setup` until execve, then `exec`.
	 */
	bool library;
};

/* Who leaves a mark: the host, its child or, in an experiment, a later task. The n-th task of a run has the n-th role. */
enum role { ROLE_HOST, ROLE_CHILD, ROLE_THIRD, ROLE_FOURTH, ROLE_FIFTH, ROLES };

#define TRAIL_CONDITIONS 16
#define TRAIL_PASSED 64
#define TRAIL_FINDINGS 8
#define TRAIL_THREADS 32

struct trail_condition {
	const char *name; /* as in the strategy's table */
	bool held;
	char saw[64]; /* the value found: "effective uid 0" */
};

/* What an experiment found. */
struct trail_finding {
	const char *name;
	bool harm;
	char value[64];
};

struct trail {
	const struct mark *volatile at[ROLES]; /* NULL: still in set-up, so nothing is reported */
	/* Of a child that executes a program of the runtime's own first: where it is until the next exec. NULL: it does not. */
	const struct mark *volatile own_program;
	/* All marks so far, in order. Parent and fork child write here at the same time. */
	const struct mark *passed[TRAIL_PASSED];
	unsigned passed_count;
	/* When each mark was passed, and by whom. Only filled if `timed`, which only `bench` sets. */
	struct {
		uint64_t ns;
		enum role role;
	} passing[TRAIL_PASSED];
	bool timed;
	/* decided() fills these in. The tracer reads them once `mechanism` is not NULL. */
	const char *volatile mechanism;
	const struct mark *decided_at;
	struct trail_condition conditions[TRAIL_CONDITIONS];
	int condition_count;
	/* An entry is written before the count is raised. */
	struct trail_finding findings[TRAIL_FINDINGS];
	volatile int finding_count;
	/* How far the n-th thread of --threads has counted. */
	volatile unsigned long progress[TRAIL_THREADS];
	/* The host has stopped itself just before the runtime's own start-up. */
	volatile bool starting;
	/* What spawn() returned: 0, or an errno. Valid once `finished`. */
	volatile int spawn_error;
	volatile bool finished;
	/* Set if the set-up failed: the errno, and what was tried. */
	volatile int setup_error;
	char setup_what[96];
};

/* The shared memory of this run. */
extern struct trail *trail;
/* Notes the time at which the mark in this slot was passed. It reads the clock through the vDSO, without a system call. */
void trail_time(unsigned slot);

/*
 * Ordinary memory of the host, which starts as CANARY_PARENT. The child writes CANARY_CHILD. If the
 * parent sees that, the two share memory.
 */
#define CANARY_PARENT 1
#define CANARY_CHILD 42
extern volatile int canary;

/* How often a handler of the host has run. Ordinary memory too: whoever sees the new count shares it. */
extern volatile int handler_runs;

/*
 * Who leaves the marks. This is ordinary memory of the calling thread on purpose. A fork child has its
 * own copy. A vfork child runs on the thread pointer of its parent and shares it, so the parent must
 * call PARENT_AGAIN().
 */
extern __thread enum role role;

/*
 * condition() records one condition and decided() the choice; both are reported as one `decide` event.
 * `saw` is a printf format.
 */
void condition(const char *name, bool held, const char *saw, ...) __attribute__((format(printf, 3, 4)));
void decided(const char *mechanism);

/* Reports what an experiment found as a `finding` event: a stable name, a value, and whether the hazard struck. */
void finding(const char *name, bool harm, const char *value, ...) __attribute__((format(printf, 3, 4)));

/* Refuses the run because the set-up failed; errno says why. Only before the first mark. */
_Noreturn void give_up(const char *what);

/* A handler that stands for any handler of the host. It counts its calls in ordinary memory. */
void on_host_signal(int signal);

/* "child-setup": the name of a phase. */
const char *phase_name(enum phase phase);

#endif
