/*
 * Two voices for one trace. What strace has no line for (decide, passport,
 * create, suspend …) is said in NDJSON only.
 */
#include "report.h"

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

static struct wire wire;
static const struct options *options;
static bool running;
static long lines;

static bool ndjson(void)
{
	return options->format == FORMAT_NDJSON;
}

void report_open(const struct options *o)
{
	options = o;
	wire_open(&wire, o->output_fd);
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

bool report_due(void)
{
	return wire_due(&wire);
}

bool report_waiting(void)
{
	return wire.used > 0;
}

bool report_broken(void)
{
	return wire.broken;
}

/* The next line belongs to `t`, where the strategy stood at its last entry. */
static bool line_of(const struct task *t)
{
	if (!running)
		return false;
	lines++;
	wire.phase = t ? t->phase : NULL;
	wire.step = t ? t->step : NULL;
	return true;
}

void report_begin(bool pinned)
{
	struct utsname host;
	char libc[64];

	running = true;
	if (!ndjson())
		return;
	line_of(NULL);
	uname(&host);
	snprintf(libc, sizeof(libc), "glibc %s", gnu_get_libc_version());
	wire_hello(&wire, 0, SPAWNSCOPE_VERSION, options->strategy_id, options->edition ? options->edition->name : NULL,
		   (struct wire_strings){ (const char *const *)options->argv, (size_t)options->argc }, host.release, libc, host.machine,
		   options->uid >= 0 ? options->uid : (long)getuid(), WIRE_HELLO_SANDBOX_NONE, pinned);
}

void report_decide(void)
{
	struct wire_decide_conditions_item items[TRAIL_CONDITIONS];

	if (!ndjson() || !line_of(NULL))
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

void report_passport(const struct task *t, enum wire_passport_stage stage)
{
	struct signal_sets sets;

	if (!ndjson() || !running || !observe_signals(t->tid, &sets) || !line_of(t))
		return;
	wire_passport(&wire, stage, t->number, t->tid, sets.pending, sets.shared_pending, sets.blocked, sets.ignored, sets.caught);
}

void report_memory(const struct task *child, const struct task *parent)
{
	uint64_t address = (uint64_t)(uintptr_t)&canary;
	char spelt[24];
	int in_child, in_parent;

	if (!ndjson() || !running)
		return;
	if (peek(child->tid, address, &in_child, sizeof(in_child)) != sizeof(in_child) ||
	    peek(parent->tid, address, &in_parent, sizeof(in_parent)) != sizeof(in_parent) || !line_of(child))
		return;
	snprintf(spelt, sizeof(spelt), "%#lx", address);
	wire_memory(&wire, child->number, parent->number, spelt, CANARY_CHILD, in_child, in_parent);
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

void report_signal(const struct task *t, const siginfo_t *si, bool ignored)
{
	struct args info = { 0 };

	if (!line_of(t))
		return;
	arg_begin(&info);
	add_siginfo(&info, si);
	if (ndjson())
		wire_signal(&wire, t->number, t->tid, signal_name(si->si_signo), ignored ? WIRE_SIGNAL_HOW_IGNORED : WIRE_SIGNAL_HOW_DELIVERED, info.items[0]);
	else
		text_line(t->tid, "--- %s %s ---", signal_name(si->si_signo), info.items[0]);
}

void report_group_stop(const struct task *t, int signal)
{
	if (!line_of(t))
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
	if (!ndjson() || !line_of(NULL))
		return;
	wire.phase = phase_name((int)trail->at[ROLE_HOST]->phase);
	wire.step = trail->at[ROLE_HOST]->step;
	wire_note(&wire, 0, "steps", steps);
}

void report_end(enum wire_end_outcome outcome, const char *why, long stops)
{
	if (!running)
		report_begin(false);
	if (ndjson() && line_of(NULL))
		wire_end(&wire, 0, outcome, why, stops);
	else
		text_close();
	report_flush();
}
