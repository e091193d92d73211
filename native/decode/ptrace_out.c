/* ptrace(2): what the kernel fills in. */
#include "decode/ptrace.h"
#include "decode/ptrace_data.h"

#include "decode/names.h"
#include "decode/plain.h"
#include "decode/ptrace_regs.h"
#include "decode/seccomp.h"
#include "decode/siginfo.h"
#include "decode/signal.h"

#include <linux/audit.h>
#include <signal.h>
#include <stddef.h>

struct call_info {
	uint8_t op, padding[3];
	uint32_t arch;
	uint64_t instruction, stack;
	union {
		struct {
			uint64_t number, args[6];
			uint32_t data;
		} entry;
		struct {
			int64_t result;
			uint8_t failed;
		} exit;
	};
};
enum { CALL_ENTRY = 1, CALL_EXIT, CALL_FILTERED };

static void add_call_entry(struct args *out, const struct call_info *info, size_t len)
{
	size_t args = (len - offsetof(struct call_info, entry.args)) / sizeof(uint64_t);
	const char *name = syscall_name((long)info->entry.number);

#if defined(__x86_64__)
	if (info->arch != AUDIT_ARCH_X86_64)
		name = NULL;
#endif
	arg_add(out, info->op == CALL_ENTRY ? ", entry={nr=" : ", seccomp={nr=");
	if (name)
		arg_add(out, "__NR_%s", name);
	else
		arg_add(out, "%lu", info->entry.number);
	for (size_t i = 0; i < args && i < 6; i++)
		arg_add(out, info->entry.args[i] ? "%s%#lx" : "%s%lx", i ? ", " : ", args=[", info->entry.args[i]);
	arg_add(out, args ? "]" : "");
	if (info->op == CALL_FILTERED && len >= offsetof(struct call_info, entry.data) + sizeof(info->entry.data))
		arg_add(out, ", ret_data=%u", info->entry.data);
	arg_add(out, "}");
}

static void add_call_exit(struct args *out, const struct call_info *info, size_t len)
{
	bool whole = len > offsetof(struct call_info, exit.failed);
	const char *error = whole && info->exit.failed ? returned_errno_name(info->exit.result) : NULL;

	if (error)
		arg_add(out, ", exit={rval=-%s", error);
	else
		arg_add(out, ", exit={rval=%ld", (long)info->exit.result);
	if (whole)
		arg_add(out, ", is_error=%u", info->exit.failed);
	arg_add(out, "}");
}

/* How much is there: as much as there is room for, and as the kernel says. */
static void print_call_info(struct args *out, const struct call *c, int at)
{
	static const struct flag ops[] = {
		{ 0, "PTRACE_SYSCALL_INFO_NONE" },
		{ 1, "PTRACE_SYSCALL_INFO_ENTRY" },
		{ 2, "PTRACE_SYSCALL_INFO_EXIT" },
		{ 3, "PTRACE_SYSCALL_INFO_SECCOMP" },
		{ 0, NULL },
	};
	struct call_info info = { 0 };
	uint64_t room = c->args[2], said = (uint64_t)c->result, all = offsetof(struct call_info, entry.data) + sizeof(info.entry.data);
	size_t len = room < said ? room : said;

	len = len < all ? len : all;
	if (!len) {
		p_pointer(out, c, at);
		return;
	}
	if (!arg_read(out, c, at, &info, len))
		return;
	arg_add(out, "{op=");
	add_choice(out, info.op, ops, "PTRACE_SYSCALL_INFO_???");
	if (len >= offsetof(struct call_info, arch) + sizeof(info.arch)) {
		arg_add(out, ", arch=");
		add_arch(out, info.arch);
	}
	if (len >= offsetof(struct call_info, instruction) + sizeof(info.instruction))
		add_field_pointer(out, "instruction_pointer", info.instruction);
	if (len >= offsetof(struct call_info, stack) + sizeof(info.stack))
		add_field_pointer(out, "stack_pointer", info.stack);
	if (len >= offsetof(struct call_info, entry.args)) {
		if (info.op == CALL_ENTRY || info.op == CALL_FILTERED)
			add_call_entry(out, &info, len);
		else if (info.op == CALL_EXIT)
			add_call_exit(out, &info, len);
	}
	arg_add(out, "}");
}

static void add_one_siginfo(struct args *out, const struct call *c, const void *item, void *state)
{
	(void)c, (void)state;
	add_siginfo(out, item);
}

/* SETREGSET: what the kernel made of the length. */
static void add_set_length(struct args *out, const struct call *c, int at)
{
	struct part part;

	if (read_part(c, c->args[at], &part) && (int64_t)part.len != out->kept)
		arg_add(out, " => %lu", part.len);
	arg_add(out, "}");
}

static void print_set_out(struct args *out, const struct call *c, int at)
{
	struct part part;

	arg_begin(out);
	if (!read_part(c, c->args[at], &part)) {
		add_pointer(out, c->args[at]);
		return;
	}
	add_register_set(out, c, &part);
	if ((int64_t)part.len == out->kept)
		arg_add(out, ", iov_len=%lu}", part.len);
	else
		arg_add(out, ", iov_len=%lu => %lu}", (uint64_t)out->kept, part.len);
}

static void add_filter_flags(struct args *out, const struct call *c, int at)
{
	uint64_t offset_bytes = sizeof(uint64_t), len = (uint64_t)c->result, flags;

	if (!c->failed && len > offset_bytes) {
		if (len < 2 * offset_bytes || peek(c->pid, c->args[at] + offset_bytes, &flags, sizeof(flags)) != sizeof(flags)) {
			arg_add(out, ", ???");
		} else {
			arg_add(out, ", flags=");
			add_seccomp_flags(out, flags);
			arg_add(out, len > 2 * offset_bytes ? ", ..." : "");
		}
	}
	arg_add(out, "}");
}

/* `at` is behind the request; the data is the fourth argument. */
void p_ptrace_out(struct args *out, const struct call *c, int at)
{
	const int data = 3;
	struct list siginfos = { c->args[data], (uint64_t)c->result, sizeof(siginfo_t), add_one_siginfo, NULL, false, 0 };

	(void)at;
	if (no_ptrace_out(c))
		return;
	switch (ptrace_data_of(c->args[0])) {
	case SET:
		add_set_length(out, c, data);
		return;
	case FILTER_META:
		add_filter_flags(out, c, data);
		return;
	case OUT_WORD:
		p_pointer_out(out, c, data);
		return;
	case OUT_NUMBER:
		p_ulong_out(out, c, data);
		return;
	case OUT_SIGINFO:
		p_siginfo_out(out, c, data);
		return;
	case OUT_MASK:
		arg_begin(out);
		add_sized_set(out, c, c->args[data], c->args[2]);
		return;
	case OUT_SIGINFOS:
		arg_begin(out);
		add_list(out, c, &siginfos);
		return;
	case OUT_CALL:
		print_call_info(out, c, data);
		return;
	case OUT_REGS:
		arg_begin(out);
		add_general_registers(out, c, c->args[data], general_register_bytes);
		return;
	case OUT_FPREGS:
		arg_begin(out);
		add_float_registers(out, c, c->args[data], float_register_bytes);
		return;
	case OUT_SET:
		print_set_out(out, c, data);
		return;
	default:
		p_pointer(out, c, data);
		return;
	}
}
