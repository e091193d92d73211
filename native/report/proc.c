/*
 * Reports what /proc and the tasks' memory show at a moment: passports, costs, descriptors, the
 * canary, sleep, threads, output. NDJSON only.
 */
#include "report/proc.h"

#include "decode/blocks.h"
#include "host/trail.h"
#include "report/output.h"
#include "report/report.h"
#include "tasks/observe.h"

#include <sched.h>
#include <stdio.h>

#define MAX_DESCRIPTORS 64
/* At most this much of one write(2) by the started program. */
#define OUTPUT_BYTES 1024
/* A program under `trace` may spawn thousands of children: the descriptors of so many are read, and no page tables. */
#define FIRST_PROGRAMS 8
static int first_programs;

/* These events share the stages of a passport, so a stage can be cast from one enum to another. */
#define SAME_STAGES(other)                                                                                                                                   \
	_Static_assert((int)other##_AS_STARTED == (int)WIRE_PASSPORT_STAGE_AS_STARTED && (int)other##_PARENT_AFTER == (int)WIRE_PASSPORT_STAGE_PARENT_AFTER, \
		       "the stages differ")
SAME_STAGES(WIRE_USAGE_STAGE);
SAME_STAGES(WIRE_DESCRIPTORS_STAGE);
SAME_STAGES(WIRE_SESSION_STAGE);

static void report_usage(const struct task *t, enum wire_passport_stage stage, const struct status *status, const struct process *process)
{
	if (report_line_of(t))
		wire_usage(&report_wire, (enum wire_usage_stage)stage, t->number, t->tid, status->has_page_tables ? &status->page_tables_kb : NULL,
			   process->minor_faults, process->major_faults);
}

static void report_session(const struct task *t, enum wire_passport_stage stage, const struct process *process)
{
	const long long foreground = process->foreground;
	bool terminal = *process->terminal;

	if (report_line_of(t))
		wire_session(&report_wire, (enum wire_session_stage)stage, t->number, t->tid, process->group, process->session,
			     terminal ? process->terminal : NULL, terminal && foreground >= 0 ? &foreground : NULL);
}

static void report_descriptors(const struct task *t, enum wire_passport_stage stage)
{
	static struct descriptor open[MAX_DESCRIPTORS];
	struct wire_descriptors_open_item items[MAX_DESCRIPTORS];
	int count = observe_descriptors(t->tid, open, MAX_DESCRIPTORS);

	if (count < 0 || !report_line_of(t))
		return;
	for (int i = 0; i < count; i++)
		items[i] = (struct wire_descriptors_open_item){ open[i].fd, open[i].path, open[i].close_on_exec };
	wire_descriptors(&report_wire, (enum wire_descriptors_stage)stage, t->number, t->tid, (struct wire_descriptors_open_list){ items, (size_t)count });
}

static bool report_passport_of(const struct task *t, enum wire_passport_stage stage, const struct signal_sets *sets)
{
	if (!report_line_of(t))
		return false;
	wire_passport(&report_wire, stage, t->number, t->tid, sets->pending, sets->shared_pending, sets->blocked, sets->ignored, sets->caught);
	return true;
}

static void report_sets(const struct task *t, enum wire_passport_stage stage, const struct status *status)
{
	struct process process;

	if (!report_passport_of(t, stage, &status->signals))
		return;
	if (report_options->strategy) {
		if (observe_process(t->tid, &process)) {
			report_usage(t, stage, status, &process);
			report_session(t, stage, &process);
		}
		report_descriptors(t, stage);
	} else if (stage == WIRE_PASSPORT_STAGE_AFTER_EXEC && first_programs++ < FIRST_PROGRAMS) {
		if (observe_process(t->tid, &process))
			report_session(t, stage, &process);
		report_descriptors(t, stage);
	}
}

void report_passport(const struct task *t, enum wire_passport_stage stage)
{
	struct status status;

	if (report_as_events() && report_running() && t->number && observe_status(t->tid, &status))
		report_sets(t, stage, &status);
}

static struct status start;
static bool start_kept;

void report_keep_start(const struct task *t)
{
	start_kept = report_as_events() && observe_status(t->tid, &start);
}

void report_started(const struct task *t)
{
	if (start_kept)
		report_passport_of(t, WIRE_PASSPORT_STAGE_AS_STARTED, &start.signals);
	start_kept = false;
}

void report_birth(const struct task *parent, const struct task *child)
{
	struct status status;
	bool known;

	if (!report_as_events() || !report_running() || !child->number)
		return;
	/* Both are stopped, but a SIGKILL may have been faster. */
	known = observe_status(child->tid, &status);
	report_create(parent, child, status.has_page_tables ? &status.page_tables_kb : NULL);
	if (known && !(child->flags & CLONE_THREAD) && !child->ended)
		report_sets(child, WIRE_PASSPORT_STAGE_CHILD_START, &status);
}

void report_memory(const struct task *t, const struct task *parent, enum wire_memory_what what)
{
	uint64_t address = (uint64_t)(uintptr_t)(what == WIRE_MEMORY_WHAT_CANARY ? &canary : &handler_runs);
	char spelt[24];
	int own, other;

	if (!report_as_events() || !report_running() || !parent)
		return;
	if (peek(t->tid, address, &own, sizeof(own)) != sizeof(own) || peek(parent->tid, address, &other, sizeof(other)) != sizeof(other) || !report_line_of(t))
		return;
	snprintf(spelt, sizeof(spelt), "%#lx", address);
	wire_memory(&report_wire, t->number, parent->number, what, spelt, what == WIRE_MEMORY_WHAT_CANARY ? CANARY_CHILD : own, own, other);
}

void report_sample(const struct task *parent, int held, long threads)
{
	char state[64], wchan[64];
	unsigned long progress = 0;

	if (!report_as_events() || !observe_state(parent->tid, state, sizeof(state)) || !report_line_of(parent))
		return;
	for (long n = 0; n < threads; n++)
		progress += trail->progress[n];
	wire_sample(&report_wire, parent->number, parent->tid, held, state, observe_wchan(parent->tid, wchan, sizeof(wchan)) ? wchan : NULL, threads,
		    (long long)progress);
}

void report_threads(const struct task *host, enum wire_threads_at at)
{
	struct wire_threads_threads_item items[TRAIL_THREADS];
	char states[TRAIL_THREADS][32];
	size_t count = 0;

	if (!report_as_events() || !report_running() || !report_options->threads)
		return;
	/* The threads of the set-up are in the table in the order in which they were created, and have no number. */
	for (struct task *t = task_after(NULL); t && count < TRAIL_THREADS; t = task_after(t)) {
		if (t->number || !t->announced || !observe_state(t->tid, states[count], sizeof(states[count])))
			continue;
		items[count] = (struct wire_threads_threads_item){ t->tid, states[count], (long long)trail->progress[count] };
		count++;
	}
	if (report_line_of(host))
		wire_threads(&report_wire, host->number, host->tid, at, (struct wire_threads_threads_list){ items, count });
}

void report_suspend(const struct task *parent, int child, const char *state)
{
	char wchan[64];

	if (!report_as_events() || !*state || !report_line_of(parent))
		return;
	wire_suspend(&report_wire, parent->number, parent->tid, child, state, observe_wchan(parent->tid, wchan, sizeof(wchan)) ? wchan : NULL);
}

void report_output(const struct task *t)
{
	const struct call *c = &t->call;
	unsigned char bytes[OUTPUT_BYTES];
	size_t len = c->result > OUTPUT_BYTES ? OUTPUT_BYTES : (size_t)c->result;
	struct args text;

	if (!report_as_events() || !report_options->strategy || (c->args[0] != 1 && c->args[0] != 2) || c->result <= 0)
		return;
	if (peek(t->tid, c->args[1], bytes, len) != len || !report_line_of(t))
		return;
	text.count = text.used = 0;
	arg_begin(&text);
	add_bytes(&text, bytes, len, c->result > OUTPUT_BYTES);
	wire_output(&report_wire, t->number, t->tid, (long long)c->args[0], text.items[0]);
}
