/* Two formats for one trace. Events that strace has no line for (decide, passport, create, suspend …) appear in NDJSON only. */
#include "report/report.h"

#include "base/release.h"
#include "decode/blocks.h"
#include "decode/line.h"
#include "decode/names.h"
#include "decode/process.h"
#include "decode/siginfo.h"
#include "host/strategy.h"
#include "report/output.h"
#include "report/text.h"
#include "sandbox/contain.h"
#include "tasks/observe.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

void report_begin(bool pinned)
{
	struct utsname host;
	char libc[64];

	report_start();
	if (!report_as_events())
		return;
	report_line();
	uname(&host);
	libc_words(libc, sizeof(libc));
	wire_hello(&report_wire, 0, helper_version, report_options->strategy_id, report_options->edition ? report_options->edition->name : NULL,
		   (struct wire_strings){ (const char *const *)report_options->argv, (size_t)report_options->argc }, host.release, libc, host.machine,
		   report_options->uid >= 0 ? report_options->uid : (long)getuid(), contained_by(), pinned);
}

void report_decide(void)
{
	struct wire_decide_conditions_item items[TRAIL_CONDITIONS];

	if (!report_as_events() || !report_line())
		return;
	for (int i = 0; i < trail->condition_count; i++)
		items[i] = (struct wire_decide_conditions_item){ trail->conditions[i].name, trail->conditions[i].held, trail->conditions[i].saw };
	report_wire.phase = phase_name(trail->decided_at->phase);
	report_wire.step = trail->decided_at->step;
	wire_decide(&report_wire, 1, trail->mechanism, (struct wire_decide_conditions_list){ items, (size_t)trail->condition_count });
}

/* The list is in `items`. */
static struct wire_where_list lines_of(const struct where *where, struct wire_where_item items[WHERE_FRAMES])
{
	for (uint32_t i = 0; i < where->count; i++)
		items[i] = (struct wire_where_item){ where->file[i], where->line[i], where->function[i] };
	return (struct wire_where_list){ items, where->count };
}

void report_enter(struct task *t)
{
	struct wire_where_item lines[WHERE_FRAMES];

	args_at_entry(&t->args, &t->call);
	t->entry_args = t->args.count;
	t->entry_last_len = t->entry_args ? strlen(t->args.items[t->entry_args - 1]) : 0;
	if (!report_line_of(t))
		return;
	if (report_as_events())
		wire_enter(&report_wire, t->number, t->tid, call_name(&t->call), (struct wire_strings){ t->args.items, t->args.count },
			   lines_of(&t->where, lines));
	else
		text_enter(t);
}

void report_leave(struct task *t)
{
	char result[RESULT_TEXT];
	const char *error;

	if (!report_line_of(t))
		return;
	args_at_exit(&t->args, &t->call);
	result_text(result, sizeof(result), &t->call, &error);
	if (report_as_events())
		wire_leave(&report_wire, t->number, t->tid, call_name(&t->call), (struct wire_strings){ t->args.items, t->args.count }, result, error);
	else
		text_leave(t, result, t->call.failed);
}

void report_create(const struct task *parent, const struct task *child, const long long *page_tables_kb)
{
	struct wire_where_item lines[WHERE_FRAMES];
	struct sharing sharing;
	const char *flags[64];
	char parent_sp[24], child_sp[24];
	size_t count = 0;

	if (!report_as_events() || !report_line_of(parent))
		return;
	sharing = observe_sharing(parent->tid, child->tid, child->flags);
	for (const struct flag *f = clone_flags; f->name && count < 64; f++)
		if (child->flags & f->bit)
			flags[count++] = f->name;
	snprintf(parent_sp, sizeof(parent_sp), "%#lx", parent->call.sp);
	snprintf(child_sp, sizeof(child_sp), "%#lx", child->sp);
	wire_create(&report_wire, parent->number, child->number, call_name(&parent->call), (struct wire_strings){ flags, count },
		    signal_name(child->exit_signal), (struct wire_create_shares){ sharing.memory, sharing.files, sharing.fs, sharing.handlers },
		    !sharing.memory                                                ? WIRE_CREATE_STACK_COPIED
		    : observe_same_mapping(child->tid, parent->call.sp, child->sp) ? WIRE_CREATE_STACK_SAME
										   : WIRE_CREATE_STACK_SEPARATE,
		    child->tid, sharing.by_kcmp ? WIRE_CREATE_BY_KCMP : WIRE_CREATE_BY_FLAGS, child->flags & CLONE_VFORK, parent_sp, child_sp, page_tables_kb,
		    lines_of(&parent->where, lines));
}

void report_finding(const struct trail_finding *f)
{
	const struct mark *at = trail->at[ROLE_HOST];

	if (!report_as_events()) {
		fprintf(stderr, "spawnscope: %s: %s%s\n", f->name, f->value, f->harm ? " (harm)" : "");
		return;
	}
	if (!report_line())
		return;
	report_wire.phase = at ? phase_name(at->phase) : NULL;
	report_wire.step = at ? at->step : NULL;
	wire_finding(&report_wire, 1, f->name, f->value, f->harm);
}

void report_resume(const struct task *parent, int child, bool by_exec)
{
	if (report_as_events() && report_line_of(parent))
		wire_resume(&report_wire, parent->number, parent->tid, child, by_exec ? WIRE_RESUME_ENDED_BY_EXEC : WIRE_RESUME_ENDED_BY_EXIT);
}

void report_signal(const struct task *t, const siginfo_t *si)
{
	struct args info;

	if (!report_line_of(t))
		return;
	info.count = info.used = 0;
	arg_begin(&info);
	add_siginfo(&info, si);
	if (report_as_events())
		wire_signal(&report_wire, t->number, t->tid, signal_name(si->si_signo),
			    observe_ignores(t->tid, si->si_signo) ? WIRE_SIGNAL_HOW_IGNORED : WIRE_SIGNAL_HOW_DELIVERED, info.items[0]);
	else
		text_line(t->tid, "--- %s %s ---", signal_name(si->si_signo), info.items[0]);
}

void report_sent(const struct task *t, int signal, enum wire_signal_how how, const char *moment)
{
	if (report_as_events() && report_line_of(t))
		wire_signal(&report_wire, t->number, t->tid, signal_name(signal), how, moment);
}

void report_group_stop(const struct task *t, int signal)
{
	if (!t->number || !report_line_of(t))
		return;
	if (report_as_events())
		wire_signal(&report_wire, t->number, t->tid, signal_name(signal), WIRE_SIGNAL_HOW_STOPPED, "");
	else
		text_line(t->tid, "--- stopped by %s ---", signal_name(signal));
}

void report_exec(const struct task *t, pid_t former, const struct where *where)
{
	struct wire_where_item lines[WHERE_FRAMES];
	char path[4096];

	if (!report_running())
		return;
	if (!report_as_events()) {
		if (former == t->tid)
			return;
		text_pid_changed(former, t->tid);
		text_line(t->tid, "+++ superseded by execve in pid %d +++", former);
		return;
	}
	report_line_of(t);
	wire_exec(&report_wire, t->number, t->tid, former, observe_exe(t->tid, path, sizeof(path)) ? path : NULL,
		  where ? lines_of(where, lines) : (struct wire_where_list){ 0 });
}

void report_unreturned(const struct task *t)
{
	if (t->in_call && t->entry_reported && !report_as_events() && report_line_of(t))
		text_unreturned(t);
}

void report_exit(const struct task *t, int status, bool killed)
{
	long long exit_status = status;
	const char *name = killed ? signal_name(status & 0x7f) : NULL;
	bool core = killed && status & 0x80;

	if (!report_line_of(t))
		return;
	if (report_as_events())
		wire_exit(&report_wire, t->number, t->tid, killed ? NULL : &exit_status, name, core);
	else if (killed)
		text_line(t->tid, "+++ killed by %s %s+++", name ? name : "?", core ? "(core dumped) " : "");
	else
		text_line(t->tid, "+++ exited with %d +++", status);
}

void report_pause(void)
{
	if (!report_as_events())
		text_close();
	report_flush();
}

void report_note(const struct task *t, const char *code, const char *words)
{
	if (report_as_events() && report_line())
		wire_note(&report_wire, t->number, code, words);
}

void report_foreign(const struct task *t)
{
	const char *words = "a call of another table than the native one: shown by its name, most arguments as numbers";

	if (report_as_events())
		report_note(t, "foreign", words);
	else
		fprintf(stderr, "spawnscope: pid %d makes %s\n", t->tid, words);
}

void report_steps(void)
{
	char steps[TRAIL_PASSED * 32] = "";

	for (unsigned i = 0; i < trail->passed_count && i < TRAIL_PASSED; i++) {
		size_t used = strlen(steps);

		snprintf(steps + used, sizeof(steps) - used, "%s%s", used ? " " : "", trail->passed[i]->step);
	}
	if (!report_as_events() || !report_line())
		return;
	report_wire.phase = phase_name(trail->at[ROLE_HOST]->phase);
	report_wire.step = trail->at[ROLE_HOST]->step;
	wire_note(&report_wire, 0, "steps", steps);
}

void report_end(enum wire_end_outcome outcome, const char *why, long stops, bool detached)
{
	if (!report_running())
		report_begin(false);
	if (detached && report_as_events() && report_line())
		wire_note(&report_wire, 0, "detached", "the traced program runs on");
	if (report_as_events() && report_line())
		wire_end(&report_wire, 0, outcome, why, stops);
	else if (detached)
		text_detached();
	else
		text_close();
	report_flush();
}

void report_end_stuck(enum wire_end_outcome outcome, const char *why, long stops)
{
	static struct wire last;

	report_seize(&last);
	if (report_as_events() && report_running())
		wire_end(&last, 0, outcome, why, stops);
	report_write_seized(&last);
}
