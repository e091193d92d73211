/*
 * Two voices for one trace. What strace has no line for (decide, passport,
 * create, suspend …) is said in NDJSON only.
 */
#include "report.h"

#include "contain.h"
#include "names.h"
#include "observe.h"
#include "text.h"
#include "tracer.h"

#include <gnu/libc-version.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

/* How long a reader may keep the last lines waiting. */
#define PATIENCE_NS 1000000000u
/* Of what a started program writes in one go. */
#define OUTPUT_BYTES 1024
#define MAX_DESCRIPTORS 64

static struct wire wire;
static const struct options *options;
static bool running;
static long lines;

static bool ndjson(void)
{
	return options->format == FORMAT_NDJSON;
}

void report_open(const struct options *o, uint64_t deadline_ns)
{
	options = o;
	wire_open(&wire, o->output_fd);
	wire.give_up_ns = deadline_ns + PATIENCE_NS;
	text_open(&wire, o->color_on);
}

bool report_running(void)
{
	return running;
}

long report_lines(void)
{
	return lines;
}

bool report_flush(void)
{
	return wire_flush(&wire);
}

void report_hurry(void)
{
	uint64_t soon = wire_now() + PATIENCE_NS;

	if (wire.give_up_ns > soon)
		wire.give_up_ns = soon;
}

bool report_due(uint64_t now)
{
	return wire_due(&wire, now);
}

bool report_waiting(void)
{
	return wire.used > 0;
}

bool report_broken(void)
{
	return wire.broken;
}

/* A line of the run as a whole. */
static bool line_begins(void)
{
	if (!running)
		return false;
	lines++;
	wire.phase = wire.step = NULL;
	return true;
}

/* The next line belongs to `t`, where the strategy stood at its last entry. */
static bool line_of(const struct task *t)
{
	if (!line_begins())
		return false;
	wire.phase = t->phase;
	wire.step = t->step;
	return true;
}

void report_begin(bool pinned)
{
	struct utsname host;
	char libc[64];

	running = true;
	if (!ndjson())
		return;
	line_begins();
	uname(&host);
	snprintf(libc, sizeof(libc), "glibc %s", gnu_get_libc_version());
	wire_hello(&wire, 0, SPAWNSCOPE_VERSION, options->strategy_id, options->edition ? options->edition->name : NULL,
		   (struct wire_strings){ (const char *const *)options->argv, (size_t)options->argc }, host.release, libc, host.machine,
		   options->uid >= 0 ? options->uid : (long)getuid(), contained_by(), pinned);
}

void report_decide(void)
{
	struct wire_decide_conditions_item items[TRAIL_CONDITIONS];

	if (!ndjson() || !line_begins())
		return;
	for (int i = 0; i < trail->condition_count; i++)
		items[i] = (struct wire_decide_conditions_item){ trail->conditions[i].name, trail->conditions[i].held, trail->conditions[i].saw };
	wire.phase = phase_name((int)trail->decided_at->phase);
	wire.step = trail->decided_at->step;
	wire_decide(&wire, 1, trail->mechanism, (struct wire_decide_conditions_list){ items, (size_t)trail->condition_count });
}

void report_enter(struct task *t)
{
	args_at_entry(&t->args, &t->call);
	t->entry_args = t->args.count;
	t->entry_last_len = t->entry_args ? strlen(t->args.items[t->entry_args - 1]) : 0;
	if (!line_of(t))
		return;
	if (ndjson())
		wire_enter(&wire, t->number, t->tid, call_name(&t->call), (struct wire_strings){ t->args.items, t->args.count });
	else
		text_enter(t);
}

void report_leave(struct task *t)
{
	char result[256];
	const char *error;

	if (!line_of(t))
		return;
	args_at_exit(&t->args, &t->call);
	result_text(result, sizeof(result), &t->call, &error);
	if (ndjson())
		wire_leave(&wire, t->number, t->tid, call_name(&t->call), (struct wire_strings){ t->args.items, t->args.count }, result, error);
	else
		text_leave(t, result, t->call.failed);
}

void report_create(const struct task *parent, const struct task *child)
{
	struct sharing sharing;
	const char *flags[64];
	char parent_sp[24], child_sp[24];
	long long page_tables;
	size_t count = 0;
	bool told;

	if (!ndjson() || !line_of(parent))
		return;
	sharing = observe_sharing(parent->tid, child->tid, child->flags);
	told = observe_page_tables(child->tid, &page_tables);
	for (const struct flag *f = clone_flags; f->name && count < 64; f++)
		if (child->flags & f->bit)
			flags[count++] = f->name;
	snprintf(parent_sp, sizeof(parent_sp), "%#lx", parent->call.sp);
	snprintf(child_sp, sizeof(child_sp), "%#lx", child->sp);
	wire_create(&wire, parent->number, child->number, call_name(&parent->call), (struct wire_strings){ flags, count }, signal_name(child->exit_signal),
		    (struct wire_create_shares){ sharing.memory, sharing.files, sharing.fs, sharing.handlers },
		    !sharing.memory ? WIRE_CREATE_STACK_COPIED
		    : observe_same_mapping(child->tid, parent->call.sp, child->sp) ? WIRE_CREATE_STACK_SAME
										   : WIRE_CREATE_STACK_SEPARATE,
		    child->tid, sharing.by_kcmp ? WIRE_CREATE_BY_KCMP : WIRE_CREATE_BY_FLAGS, child->flags & CLONE_VFORK, parent_sp, child_sp,
		    told ? &page_tables : NULL);
}

static void report_usage(const struct task *t, enum wire_passport_stage stage)
{
	struct faults faults;
	long long page_tables;
	bool told = observe_page_tables(t->tid, &page_tables);

	if (observe_faults(t->tid, &faults) && line_of(t))
		wire_usage(&wire, (enum wire_usage_stage)stage, t->number, t->tid, told ? &page_tables : NULL, faults.minor, faults.major);
}

static void report_descriptors(const struct task *t, enum wire_passport_stage stage)
{
	static struct descriptor open[MAX_DESCRIPTORS];
	struct wire_descriptors_open_item items[MAX_DESCRIPTORS];
	int count = observe_descriptors(t->tid, open, MAX_DESCRIPTORS);

	if (count < 0 || !line_of(t))
		return;
	for (int i = 0; i < count; i++)
		items[i] = (struct wire_descriptors_open_item){ open[i].fd, open[i].path, open[i].close_on_exec };
	wire_descriptors(&wire, (enum wire_descriptors_stage)stage, t->number, t->tid, (struct wire_descriptors_open_list){ items, (size_t)count });
}

void report_passport(const struct task *t, enum wire_passport_stage stage)
{
	struct signal_sets sets;

	if (!ndjson() || !running || !t->number || !observe_signals(t->tid, &sets) || !line_of(t))
		return;
	wire_passport(&wire, stage, t->number, t->tid, sets.pending, sets.shared_pending, sets.blocked, sets.ignored, sets.caught);
	/* For the window of a strategy; a program that is only traced may spawn thousands. */
	if (!options->strategy)
		return;
	report_usage(t, stage);
	report_descriptors(t, stage);
}

void report_memory(const struct task *t, const struct task *parent, enum wire_memory_what what)
{
	uint64_t address = (uint64_t)(uintptr_t)(what == WIRE_MEMORY_WHAT_CANARY ? &canary : &handler_runs);
	char spelt[24];
	int own, other;

	if (!ndjson() || !running || !parent)
		return;
	if (peek(t->tid, address, &own, sizeof(own)) != sizeof(own) || peek(parent->tid, address, &other, sizeof(other)) != sizeof(other) || !line_of(t))
		return;
	snprintf(spelt, sizeof(spelt), "%#lx", address);
	wire_memory(&wire, t->number, parent->number, what, spelt, what == WIRE_MEMORY_WHAT_CANARY ? CANARY_CHILD : own, own, other);
}

void report_sample(const struct task *parent, int held, long threads)
{
	char state[64], wchan[64];
	unsigned long progress = 0;

	if (!ndjson() || !observe_state(parent->tid, state, sizeof(state)) || !line_of(parent))
		return;
	for (long n = 0; n < threads; n++)
		progress += trail->progress[n];
	wire_sample(&wire, parent->number, parent->tid, held, state, observe_wchan(parent->tid, wchan, sizeof(wchan)) ? wchan : NULL, threads, (long long)progress);
}

void report_threads(const struct task *host, enum wire_threads_at at)
{
	struct wire_threads_threads_item items[TRAIL_THREADS];
	char states[TRAIL_THREADS][32];
	size_t count = 0;

	if (!ndjson() || !running || !options->threads)
		return;
	/* They stand in the table in the order of their making, and without a number. */
	for (struct task *t = task_after(NULL); t && count < TRAIL_THREADS; t = task_after(t)) {
		if (t->number || !t->announced || !observe_state(t->tid, states[count], sizeof(states[count])))
			continue;
		items[count] = (struct wire_threads_threads_item){ t->tid, states[count], (long long)trail->progress[count] };
		count++;
	}
	if (line_of(host))
		wire_threads(&wire, host->number, host->tid, at, (struct wire_threads_threads_list){ items, count });
}

void report_finding(const struct trail_finding *f)
{
	const struct mark *at = trail->at[ROLE_HOST];

	if (!ndjson()) {
		fprintf(stderr, "spawnscope: %s: %s%s\n", f->name, f->value, f->harm ? " (harm)" : "");
		return;
	}
	if (!line_begins())
		return;
	wire.phase = at ? phase_name((int)at->phase) : NULL;
	wire.step = at ? at->step : NULL;
	wire_finding(&wire, 1, f->name, f->value, f->harm);
}

void report_output(const struct task *t)
{
	const struct call *c = &t->call;
	unsigned char bytes[OUTPUT_BYTES];
	size_t len = c->result > OUTPUT_BYTES ? OUTPUT_BYTES : (size_t)c->result;
	struct args text;

	if (!ndjson() || !options->strategy || (c->args[0] != 1 && c->args[0] != 2) || c->result <= 0)
		return;
	if (peek(t->tid, c->args[1], bytes, len) != len || !line_of(t))
		return;
	text.count = text.used = 0;
	arg_begin(&text);
	add_bytes(&text, bytes, len, c->result > OUTPUT_BYTES);
	wire_output(&wire, t->number, t->tid, (long long)c->args[0], text.items[0]);
}

void report_suspend(const struct task *parent, int child)
{
	char state[64], wchan[64];

	if (!ndjson() || !running || !observe_state(parent->tid, state, sizeof(state)) || !line_of(parent))
		return;
	wire_suspend(&wire, parent->number, parent->tid, child, state, observe_wchan(parent->tid, wchan, sizeof(wchan)) ? wchan : NULL);
}

void report_resume(const struct task *parent, int child, bool by_exec)
{
	if (ndjson() && line_of(parent))
		wire_resume(&wire, parent->number, parent->tid, child, by_exec ? WIRE_RESUME_ENDED_BY_EXEC : WIRE_RESUME_ENDED_BY_EXIT);
}

void report_signal(const struct task *t, const siginfo_t *si)
{
	struct args info;

	if (!line_of(t))
		return;
	info.count = info.used = 0;
	arg_begin(&info);
	add_siginfo(&info, si);
	if (ndjson())
		wire_signal(&wire, t->number, t->tid, signal_name(si->si_signo),
			    observe_ignores(t->tid, si->si_signo) ? WIRE_SIGNAL_HOW_IGNORED : WIRE_SIGNAL_HOW_DELIVERED, info.items[0]);
	else
		text_line(t->tid, "--- %s %s ---", signal_name(si->si_signo), info.items[0]);
}

void report_sent(const struct task *t, int signal, enum wire_signal_how how, const char *moment)
{
	if (ndjson() && line_of(t))
		wire_signal(&wire, t->number, t->tid, signal_name(signal), how, moment);
}

void report_group_stop(const struct task *t, int signal)
{
	if (!t->number || !line_of(t))
		return;
	if (ndjson())
		wire_signal(&wire, t->number, t->tid, signal_name(signal), WIRE_SIGNAL_HOW_STOPPED, "");
	else
		text_line(t->tid, "--- stopped by %s ---", signal_name(signal));
}

void report_exec(const struct task *t, pid_t former)
{
	char path[4096];

	if (!running)
		return;
	if (!ndjson()) {
		if (former != t->tid)
			text_line(t->tid, "+++ superseded by execve in pid %d +++", former);
		return;
	}
	line_of(t);
	wire_exec(&wire, t->number, t->tid, former, observe_exe(t->tid, path, sizeof(path)) ? path : NULL);
}

void report_exit(const struct task *t, int status, bool killed)
{
	long long exit_status = status;
	const char *name = killed ? signal_name(status & 0x7f) : NULL;
	bool core = killed && status & 0x80;

	if (!line_of(t))
		return;
	if (ndjson())
		wire_exit(&wire, t->number, t->tid, killed ? NULL : &exit_status, name, core);
	else if (killed)
		text_line(t->tid, "+++ killed by %s %s+++", name ? name : "?", core ? "(core dumped) " : "");
	else
		text_line(t->tid, "+++ exited with %d +++", status);
}

void report_steps(void)
{
	char steps[TRAIL_PASSED * 32] = "";

	for (unsigned i = 0; i < trail->passed_count && i < TRAIL_PASSED; i++) {
		size_t used = strlen(steps);

		snprintf(steps + used, sizeof(steps) - used, "%s%s", used ? " " : "", trail->passed[i]->step);
	}
	if (!ndjson() || !line_begins())
		return;
	wire.phase = phase_name((int)trail->at[ROLE_HOST]->phase);
	wire.step = trail->at[ROLE_HOST]->step;
	wire_note(&wire, 0, "steps", steps);
}

void report_end(enum wire_end_outcome outcome, const char *why, long stops)
{
	if (!running)
		report_begin(false);
	if (ndjson() && line_begins())
		wire_end(&wire, 0, outcome, why, stops);
	else
		text_close();
	report_flush();
}
