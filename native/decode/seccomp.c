/* seccomp(2): filters of system calls. */
#include "decode/seccomp.h"

#include "decode/plain.h"

enum { SET_STRICT, SET_FILTER, ACTION_AVAILABLE, NOTIFICATION_SIZES };

void p_filter(struct args *out, const struct call *c, int at)
{
	struct {
		unsigned short len;
		uint64_t filter;
	} program;

	if (!arg_read(out, c, at, &program, sizeof(program)))
		return;
	arg_add(out, "{len=%u, filter=", program.len);
	add_pointer(out, program.filter);
	arg_add(out, "}");
}

void add_seccomp_flags(struct args *out, uint64_t flags)
{
	/* clang-format off */
	static const struct flag names[] = {
		{ 1, "SECCOMP_FILTER_FLAG_TSYNC" }, { 2, "SECCOMP_FILTER_FLAG_LOG" }, { 4, "SECCOMP_FILTER_FLAG_SPEC_ALLOW" },
		{ 8, "SECCOMP_FILTER_FLAG_NEW_LISTENER" }, { 16, "SECCOMP_FILTER_FLAG_TSYNC_ESRCH" }, { 32, "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV" },
		{ 0, NULL },
	};
	/* clang-format on */

	add_flags(out, flags, names, "0", "SECCOMP_FILTER_FLAG_???");
}

static void print_action(struct args *out, const struct call *c, int at)
{
	/* clang-format off */
	static const struct flag actions[] = {
		{ 0x80000000, "SECCOMP_RET_KILL_PROCESS" }, { 0, "SECCOMP_RET_KILL_THREAD" }, { 0x30000, "SECCOMP_RET_TRAP" }, { 0x50000, "SECCOMP_RET_ERRNO" },
		{ 0x7fc00000, "SECCOMP_RET_USER_NOTIF" }, { 0x7ff00000, "SECCOMP_RET_TRACE" }, { 0x7ffc0000, "SECCOMP_RET_LOG" },
		{ 0x7fff0000, "SECCOMP_RET_ALLOW" }, { 0, NULL },
	};
	/* clang-format on */
	unsigned action;

	if (!arg_read(out, c, at, &action, sizeof(action)))
		return;
	arg_add(out, "[");
	add_choice(out, action, actions, "SECCOMP_RET_???");
	arg_add(out, "]");
}

bool no_seccomp_out(const struct call *c)
{
	return (unsigned)c->args[0] != NOTIFICATION_SIZES;
}

void p_seccomp(struct args *out, const struct call *c, int at)
{
	/* clang-format off */
	static const struct flag operations[] = {
		{ SET_STRICT, "SECCOMP_SET_MODE_STRICT" }, { SET_FILTER, "SECCOMP_SET_MODE_FILTER" }, { ACTION_AVAILABLE, "SECCOMP_GET_ACTION_AVAIL" },
		{ NOTIFICATION_SIZES, "SECCOMP_GET_NOTIF_SIZES" }, { 0, NULL },
	};
	/* clang-format on */
	unsigned operation = (unsigned)c->args[at];

	arg_begin(out);
	add_choice(out, operation, operations, "SECCOMP_SET_MODE_???");
	if (operation == SET_FILTER) {
		arg_begin(out);
		add_seccomp_flags(out, (unsigned)c->args[at + 1]);
		p_filter(out, c, at + 2);
		return;
	}
	p_hex32(out, c, at + 1);
	if (operation == ACTION_AVAILABLE)
		print_action(out, c, at + 2);
	else if (operation != NOTIFICATION_SIZES)
		p_pointer(out, c, at + 2);
}

/* The sizes of the structures of seccomp_unotify(2). */
void p_seccomp_out(struct args *out, const struct call *c, int at)
{
	unsigned short sizes[3];

	(void)at;
	if (no_seccomp_out(c))
		return;
	if (arg_read(out, c, 2, sizes, sizeof(sizes)))
		arg_add(out, "{seccomp_notif=%u, seccomp_notif_resp=%u, seccomp_data=%u}", sizes[0], sizes[1], sizes[2]);
}
