/* ptrace(2): the meaning of the address and the data depends on the request. */
#include "decode/ptrace.h"

#include "decode/names.h"
#include "decode/plain.h"
#include "decode/ptrace_data.h"
#include "decode/ptrace_names.h"
#include "decode/ptrace_regs.h"
#include "decode/seccomp.h"
#include "decode/siginfo.h"
#include "decode/signal.h"

#include <elf.h>
#include <linux/audit.h>
#include <linux/ptrace.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>

/* Requests of one machine that its headers name differently, and that are new. */
#define GETREGS 12
#define SETREGS 13
#define GETFPREGS 14
#define SETFPREGS 15
#define OLDSETOPTIONS 21
#define SYSEMU 31
#define SYSEMU_SINGLESTEP 32
#define SINGLEBLOCK 33
#define SINGLESTEP 9

const struct flag ptrace_events[] = {
	{ 1, "PTRACE_EVENT_FORK" },    { 2, "PTRACE_EVENT_VFORK" },      { 3, "PTRACE_EVENT_CLONE" },
	{ 4, "PTRACE_EVENT_EXEC" },    { 5, "PTRACE_EVENT_VFORK_DONE" }, { 6, "PTRACE_EVENT_EXIT" },
	{ 7, "PTRACE_EVENT_SECCOMP" }, { 128, "PTRACE_EVENT_STOP" },     { 0, NULL },
};

enum ptrace_data ptrace_data_of(uint64_t request)
{
	switch (request) {
	case PTRACE_ATTACH:
	case PTRACE_INTERRUPT:
	case PTRACE_KILL:
	case PTRACE_LISTEN:
	case PTRACE_TRACEME:
		return NOTHING;
	case PTRACE_CONT:
	case PTRACE_DETACH:
	case PTRACE_SYSCALL:
	case SINGLESTEP:
	case SINGLEBLOCK:
	case SYSEMU:
	case SYSEMU_SINGLESTEP:
		return SIGNAL;
	case PTRACE_SEIZE:
	case PTRACE_SETOPTIONS:
	case OLDSETOPTIONS:
		return OPTIONS;
	case PTRACE_SETSIGINFO:
		return SIGINFO;
	case PTRACE_SETSIGMASK:
		return MASK;
	case SETREGS:
		return REGS;
	case SETFPREGS:
		return FPREGS;
	case PTRACE_SETREGSET:
		return SET;
	case PTRACE_SECCOMP_GET_METADATA:
		return FILTER_META;
	case PTRACE_PEEKDATA:
	case PTRACE_PEEKTEXT:
	case PTRACE_PEEKUSR:
		return OUT_WORD;
	case PTRACE_GETEVENTMSG:
		return OUT_NUMBER;
	case PTRACE_GETSIGINFO:
		return OUT_SIGINFO;
	case PTRACE_GETSIGMASK:
		return OUT_MASK;
	case PTRACE_PEEKSIGINFO:
		return OUT_SIGINFOS;
	case PTRACE_SECCOMP_GET_FILTER:
		return OUT_FILTER;
	case PTRACE_GET_SYSCALL_INFO:
		return OUT_CALL;
	case GETREGS:
		return OUT_REGS;
	case GETFPREGS:
		return OUT_FPREGS;
	case PTRACE_GETREGSET:
		return OUT_SET;
	}
	return ADDRESS;
}

/* ---- the address ---- */

/* "8*RAX", "8*RAX+1", or the offset in struct user. */
static void add_user_offset(struct args *out, uint64_t offset)
{
	const struct flag *best = NULL;

	for (const struct flag *f = ptrace_user; f->name; f++)
		if (f->bit <= offset)
			best = f;
	if (!best || (offset > best->bit && !best[1].name)) {
		add_pointer(out, offset);
		return;
	}
	arg_add(out, "%s", best->name);
	if (offset != best->bit)
		arg_add(out, "+%lu", offset - best->bit);
}

static void print_peek_args(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { { 1, "PTRACE_PEEKSIGINFO_SHARED" }, { 0, NULL } };
	struct {
		uint64_t offset;
		uint32_t flags, count;
	} args;

	if (!arg_read(out, c, at, &args, sizeof(args)))
		return;
	arg_add(out, "{off=%lu, flags=", args.offset);
	add_flags(out, args.flags, flags, "0", "PTRACE_PEEKSIGINFO_???");
	arg_add(out, ", nr=%u}", args.count);
}

static void print_address(struct args *out, const struct call *c, int at)
{
	switch (c->args[0]) {
	case PTRACE_PEEKUSR:
	case PTRACE_POKEUSR:
		arg_begin(out);
		add_user_offset(out, c->args[at]);
		return;
	case PTRACE_GETREGSET:
	case PTRACE_SETREGSET:
		arg_begin(out);
		add_choice(out, (unsigned)c->args[at], ptrace_notes, "NT_???");
		return;
	case PTRACE_GETSIGMASK:
	case PTRACE_SETSIGMASK:
	case PTRACE_SECCOMP_GET_FILTER:
	case PTRACE_SECCOMP_GET_METADATA:
	case PTRACE_GET_SYSCALL_INFO:
		p_ulong(out, c, at);
		return;
	case PTRACE_PEEKSIGINFO:
		print_peek_args(out, c, at);
		return;
	case GETREGS:
	case SETREGS:
	case GETFPREGS:
	case SETFPREGS:
		return;
	}
	p_pointer(out, c, at);
}

/* ---- the data ---- */

bool read_part(const struct call *c, uint64_t address, struct part *part)
{
	return address && peek(c->pid, address, part, sizeof(*part)) == sizeof(*part);
}

void add_register_set(struct args *out, const struct call *c, const struct part *part)
{
	arg_add(out, "{iov_base=");
	if ((unsigned)c->args[2] == NT_PRSTATUS)
		add_general_registers(out, c, part->base, part->len);
	else if ((unsigned)c->args[2] == NT_FPREGSET)
		add_float_registers(out, c, part->base, part->len);
	else
		add_pointer(out, part->base);
}

/* What the kernel made of the length is known at exit. */
static void print_set(struct args *out, const struct call *c, int at)
{
	struct part part;

	arg_begin(out);
	if (!read_part(c, c->args[at], &part)) {
		add_pointer(out, c->args[at]);
		return;
	}
	out->kept = (int64_t)part.len;
	add_register_set(out, c, &part);
	arg_add(out, ", iov_len=%lu", part.len);
}

/* The kernel reads which filter is asked for, and writes its flags. */
static void print_filter(struct args *out, const struct call *c, int at)
{
	uint64_t offset;

	if (c->args[2] < sizeof(offset))
		p_pointer(out, c, at);
	else if (arg_read(out, c, at, &offset, sizeof(offset)))
		arg_add(out, "{filter_off=%lu", offset);
}

static void add_options(struct args *out, uint64_t options)
{
	static const struct flag names[] = {
		NAMED(PTRACE_O_TRACESYSGOOD),
		NAMED(PTRACE_O_TRACEFORK),
		NAMED(PTRACE_O_TRACEVFORK),
		NAMED(PTRACE_O_TRACECLONE),
		NAMED(PTRACE_O_TRACEEXEC),
		NAMED(PTRACE_O_TRACEVFORKDONE),
		NAMED(PTRACE_O_TRACEEXIT),
		NAMED(PTRACE_O_TRACESECCOMP),
		NAMED(PTRACE_O_EXITKILL),
		NAMED(PTRACE_O_SUSPEND_SECCOMP),
		{ 0, NULL },
	};

	add_flags(out, options, names, "0", "PTRACE_O_???");
}

static void print_data(struct args *out, const struct call *c, int at, enum ptrace_data data)
{
	switch (data) {
	case SIGNAL:
		p_signal(out, c, at);
		return;
	case OPTIONS:
		arg_begin(out);
		add_options(out, c->args[at]);
		return;
	case SIGINFO:
		p_siginfo_in(out, c, at);
		return;
	case MASK:
		arg_begin(out);
		add_sized_set(out, c, c->args[at], c->args[2]);
		return;
	case REGS:
		arg_begin(out);
		add_general_registers(out, c, c->args[at], general_register_bytes);
		return;
	case FPREGS:
		arg_begin(out);
		add_float_registers(out, c, c->args[at], float_register_bytes);
		return;
	case SET:
		print_set(out, c, at);
		return;
	case FILTER_META:
		print_filter(out, c, at);
		return;
	default:
		p_pointer(out, c, at);
		return;
	}
}

bool no_ptrace_out(const struct call *c)
{
	enum ptrace_data data = ptrace_data_of(c->args[0]);
	uint64_t offset;
	struct part part;

	if (data == SET || data == OUT_SET)
		return !read_part(c, c->args[3], &part);
	if (data == FILTER_META)
		return c->args[2] < sizeof(offset) || !all_readable(c, c->args[3], sizeof(offset));
	return data < OUT_WORD;
}

void p_ptrace(struct args *out, const struct call *c, int at)
{
	enum ptrace_data data = ptrace_data_of(c->args[at]);
	struct part part;

	arg_begin(out);
	add_choice(out, c->args[at], ptrace_requests, "PTRACE_???");
	if (c->args[at] == PTRACE_TRACEME)
		return;
	p_int(out, c, at + 1);
	if (data == NOTHING)
		return;
	print_address(out, c, at + 2);
	if (data == OUT_SET && read_part(c, c->args[at + 3], &part))
		out->kept = (int64_t)part.len;
	else if (data < OUT_WORD || no_ptrace_out(c))
		print_data(out, c, at + 3, data);
}
