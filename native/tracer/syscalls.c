/* Handles the entry and the exit of system calls. */
#include "tracer/syscalls.h"

#include "base/options.h"
#include "decode/blocks.h"
#include "decode/foreign.h"
#include "decode/process.h"
#include "host/trail.h"
#include "report/output.h"
#include "report/proc.h"
#include "report/report.h"
#include "tracer/claims.h"
#include "tracer/lines.h"
#include "tracer/marks.h"
#include "tracer/moments.h"
#include "tracer/naming.h"
#include "tracer/terminal.h"
#include "tracer/tracing.h"
#include "wire/gen/wire_events.h"

#include <linux/audit.h>
#include <sched.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define NATIVE_ARCH AUDIT_ARCH_X86_64
#else
#define NATIVE_ARCH AUDIT_ARCH_AARCH64
#endif

static bool is_exec(const struct call *c)
{
	if (is_foreign(c))
		return call_is(c, "execve") || call_is(c, "execveat");
	return c->number == SYS_execve || c->number == SYS_execveat;
}

static bool is_creation(const struct call *c)
{
	if (is_foreign(c))
		return call_is(c, "fork") || call_is(c, "vfork") || call_is(c, "clone") || call_is(c, "clone3");
	switch (c->number) {
#ifdef SYS_fork
	case SYS_fork:
	case SYS_vfork:
#endif
	case SYS_clone:
	case SYS_clone3:
		return true;
	}
	return false;
}

/* A call of another table is shown all the same, and the run says so once. */
static long own_number(const struct task *t, const struct __ptrace_syscall_info *info)
{
	static bool said;
	long number = (long)info->entry.nr;

	if (info->arch == NATIVE_ARCH && !(number & FOREIGN_X32))
		return number;
	if (info->arch != NATIVE_ARCH)
		number |= FOREIGN_I386;
	if (!said && report_running()) {
		said = true;
		report_foreign(t);
	}
	return number;
}

static void begin_if_due(struct task *t)
{
	if (report_running() || t->number != 1)
		return;
	if (tracing.options->strategy ? trail->at[ROLE_HOST] == NULL : !is_exec(&t->call))
		return;
	report_begin(tracing.pinned);
	report_started(t);
	report_threads(t, WIRE_THREADS_AT_BEGIN);
}

/* The last passport of the parent: after it has reaped or, if it never does, before it exits. */
static void last_passport(struct task *t)
{
	if (t->number == 1 && t->created_one && !t->reaped_once) {
		t->reaped_once = true;
		report_passport(t, WIRE_PASSPORT_STAGE_PARENT_AFTER);
		report_threads(t, WIRE_THREADS_AT_END);
	}
}

static void before_create(struct task *t)
{
	uint64_t flags;
	int exit_signal;

	if (!creation(&t->call, &flags, &exit_signal))
		return;
	t->creating = true;
	read_marks(t);
	if (!(flags & CLONE_THREAD)) {
		report_passport(t, WIRE_PASSPORT_STAGE_BEFORE_CREATE);
		moment_reached(t, MOMENT_BEFORE_CREATE);
	}
}

static void before_exec(struct task *t)
{
	if (t->attempted || !t->parent || own_program_is_due(t))
		return;
	t->attempted = true;
	read_marks(t);
	report_passport(t, WIRE_PASSPORT_STAGE_BEFORE_EXEC);
	if (tracing.options->strategy && trail->at[ROLE_CHILD] && t->number == 2)
		report_memory(t, t->parent, WIRE_MEMORY_WHAT_CANARY);
	moment_reached(t, MOMENT_BEFORE_EXEC);
}

/* A handler is about to return: shows whose memory it wrote. */
static void after_handler(struct task *t)
{
	if (tracing.options->strategy && !t->executed)
		report_memory(t, t->parent ? t->parent : t, WIRE_MEMORY_WHAT_HANDLER);
}

static void on_entry(struct task *t, const struct __ptrace_syscall_info *info)
{
	struct call *c = &t->call;

	*c = (struct call){ .pid = t->tid, .number = own_number(t, info), .sp = info->stack_pointer };
	for (int i = 0; i < CALL_ARGS; i++)
		c->args[i] = info->entry.args[i];
	t->in_call = true;
	t->where.count = 0;
	t->made_one = false;
	if (is_creation(c))
		naming_begin(t);
	begin_if_due(t);
	if (!report_running() || t->silent)
		return;
	report_trail();
	if (is_creation(c))
		before_create(t);
	else if (is_exec(c))
		before_exec(t);
	else if (c->number == SYS_exit_group)
		last_passport(t);
	read_marks(t);
	if (c->number == SYS_rt_sigreturn)
		after_handler(t);
	lines_ask(t);
	report_enter(t);
	t->entry_reported = true;
	terminal_enter(t);
}

static void on_exit(struct task *t, const struct __ptrace_syscall_info *info)
{
	struct call *c = &t->call;

	t->in_call = false;
	naming_end(t);
	if (!t->entry_reported)
		return;
	t->entry_reported = false;
	c->pid = t->tid;
	c->left = true;
	c->failed = info->exit.is_error;
	c->result = info->exit.rval;
	report_leave(t);
	if (t->creating) {
		t->creating = false;
		t->created_one = t->created_one || !c->failed;
	}
	/* The program of `trace` cannot be executed. What the host does now is no part of it. */
	if (c->failed && is_exec(c) && t->number == 1 && !tracing.options->strategy && !t->executed)
		t->silent = true;
	if (c->failed)
		return;
	if ((c->number == SYS_wait4 && c->result > 0) || c->number == SYS_waitid)
		last_passport(t);
	lines_mapped(t);
	if (c->number == SYS_mmap)
		claims_mapped(t);
	else if (c->number == SYS_pwrite64)
		claims_written(t);
	if (c->number == SYS_write && t->executed)
		report_output(t);
}

void on_syscall_stop(struct task *t)
{
	struct __ptrace_syscall_info info;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, t->tid, sizeof(info), &info) <= 0)
		return;
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
		on_entry(t, &info);
	else if (info.op == PTRACE_SYSCALL_INFO_EXIT)
		on_exit(t, &info);
}
