/*
 * The trail: a MAP_SHARED page in which the host and its child leave marks
 * ("I am at this step") and the tracer reads them at each ptrace stop. A mark
 * costs no system call, so it never shows up in what is being watched.
 *
 * Marks are pointers to constants. They mean the same in the tracer, because
 * the host is a fork of it and never execs.
 */
#ifndef TRAIL_H
#define TRAIL_H

#include <stdbool.h>
#include <stdint.h>

/* Spelled as in protocol/phases.ts, with _ for -. */
enum phase { PHASE_decide, PHASE_prepare, PHASE_create, PHASE_child_setup, PHASE_exec, PHASE_resume, PHASE_reap, PHASES };

struct mark {
	enum phase phase;
	const char *step;
	/*
	 * The step is one call of the libc that goes through several phases by
	 * itself (posix_spawn): the tracer tells them apart by what it sees.
	 * Host: before the creating call prepare, that call create, after it
	 * resume. Child: child-setup until execve, then exec.
	 */
	bool library;
};

/*
 * Who leaves a mark: the host, its child, and in an experiment the tasks that
 * come after. The n-th task of a run has the n-th role.
 */
enum role { ROLE_HOST, ROLE_CHILD, ROLE_THIRD, ROLE_FOURTH, ROLE_FIFTH, ROLES };

#define TRAIL_CONDITIONS 16
#define TRAIL_PASSED 64
#define TRAIL_FINDINGS 8
#define TRAIL_THREADS 32

struct trail_condition {
	const char *name; /* as declared in the strategy's table */
	bool held;
	char saw[64]; /* what was found: "effective uid 0" */
};

/* What an experiment found out. */
struct trail_finding {
	const char *name;
	bool harm;
	char value[64];
};

struct trail {
	const struct mark *volatile at[ROLES]; /* NULL: in set-up, not reported */
	/* Every mark passed, in order; a fork child and its parent write at the same time. */
	const struct mark *passed[TRAIL_PASSED];
	unsigned passed_count;
	/* Of each mark passed: when, and by whom. Filled where `timed`, which only `bench` asks for. */
	struct {
		uint64_t ns;
		enum role role;
	} passing[TRAIL_PASSED];
	bool timed;
	/* Filled by decided(), read by the tracer once `mechanism` is not NULL. */
	const char *volatile mechanism;
	const struct mark *decided_at;
	struct trail_condition conditions[TRAIL_CONDITIONS];
	int condition_count;
	/* Written before the count is raised. */
	struct trail_finding findings[TRAIL_FINDINGS];
	volatile int finding_count;
	/* Steps that the n-th of --threads has made. */
	volatile unsigned long progress[TRAIL_THREADS];
	/* What spawn() returned: 0, or an errno. Valid once `finished`. */
	volatile int spawn_error;
	volatile bool finished;
	/* Set-up failed before the strategy began: the errno and what was tried. */
	volatile int setup_error;
	char setup_what[96];
};

/* The shared pages of this run. */
extern struct trail *trail;
/* Writes down when the mark in this slot was passed. The clock is the vDSO's: no system call. */
void trail_time(unsigned slot);

/*
 * Ordinary memory of the host. The child writes CANARY_CHILD; whether the
 * parent sees it is the proof of shared memory. It starts as CANARY_PARENT.
 */
#define CANARY_PARENT 1
#define CANARY_CHILD 42
extern volatile int canary;

/* How often a handler has run that was set in the host. Ordinary memory as well: who sees the count is a proof. */
extern volatile int handler_runs;

/*
 * Who writes the marks. Ordinary memory of the calling thread, on purpose: a
 * fork child has its own copy; a vfork child runs on its parent's thread
 * pointer and shares it, so the parent must say PARENT_AGAIN().
 */
extern __thread enum role role;

/* Records one condition, then the choice: reported as the `decide` event. `saw` is a printf format. */
void condition(const char *name, bool held, const char *saw, ...) __attribute__((format(printf, 3, 4)));
void decided(const char *mechanism);

/* What an experiment found out, reported as a `finding`: a stable name, a value, and whether the hazard struck. */
void finding(const char *name, bool harm, const char *value, ...) __attribute__((format(printf, 3, 4)));

/* Set-up failed (errno says why): the run is refused. Before the first mark only. */
_Noreturn void give_up(const char *what);

/* The handler that stands for any handler of the host: it counts, in ordinary memory. */
void on_host_signal(int signal);

/* "child-setup": the name of a phase. */
const char *phase_name(enum phase phase);

#endif
