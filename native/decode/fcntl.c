/* fcntl(2): the meaning of the last argument, and of the result, depends on the command. */
#include "decode/fcntl.h"

#include "decode/blocks.h"
#include "decode/file.h"
#include "decode/names.h"
#include "decode/plain.h"
#include "decode/signal.h"

#include <fcntl.h>
#include <unistd.h>

/* clang-format off */
static const struct flag fcntl_commands[] = {
	{ F_DUPFD, "F_DUPFD" }, { F_GETFD, "F_GETFD" }, { F_SETFD, "F_SETFD" }, { F_GETFL, "F_GETFL" }, { F_SETFL, "F_SETFL" },
	{ 5, "F_GETLK" }, { 6, "F_SETLK" }, { 7, "F_SETLKW" }, NAMED(F_SETOWN), NAMED(F_GETOWN), NAMED(F_SETSIG), NAMED(F_GETSIG),
	{ 12, "F_GETLK64" }, { 13, "F_SETLK64" }, { 14, "F_SETLKW64" }, { 15, "F_SETOWN_EX" }, { 16, "F_GETOWN_EX" }, { 17, "F_GETOWNER_UIDS" },
	{ 36, "F_OFD_GETLK" }, { 37, "F_OFD_SETLK" }, { 38, "F_OFD_SETLKW" }, NAMED(F_SETLEASE), NAMED(F_GETLEASE), NAMED(F_NOTIFY),
	{ 1029, "F_CANCELLK" }, NAMED(F_DUPFD_CLOEXEC), NAMED(F_SETPIPE_SZ), NAMED(F_GETPIPE_SZ), { 1033, "F_ADD_SEALS" }, { 1034, "F_GET_SEALS" }, { 0, NULL },
};
/* clang-format on */
static const struct flag fd_flags[] = { NAMED(FD_CLOEXEC), { 0, NULL } };
static const struct flag lock_types[] = { NAMED(F_RDLCK), NAMED(F_WRLCK), NAMED(F_UNLCK), NAMED(F_EXLCK), NAMED(F_SHLCK), { 0, NULL } };
static const struct flag lease_types[] = { NAMED(F_RDLCK), NAMED(F_WRLCK), NAMED(F_UNLCK), NAMED(F_EXLCK), NAMED(F_SHLCK), { 0, NULL } };
static const struct flag seals[] = {
	{ 1, "F_SEAL_SEAL" }, { 2, "F_SEAL_SHRINK" }, { 4, "F_SEAL_GROW" }, { 8, "F_SEAL_WRITE" }, { 16, "F_SEAL_FUTURE_WRITE" }, { 0, NULL },
};
static const struct flag notifies[] = {
	NAMED(DN_ACCESS), NAMED(DN_MODIFY), NAMED(DN_CREATE), NAMED(DN_DELETE), NAMED(DN_RENAME), NAMED(DN_ATTRIB), { 0x80000000, "DN_MULTISHOT" }, { 0, NULL },
};

static void add_lock(struct args *out, const struct call *c, int at, bool with_owner)
{
	static const struct flag whence[] = { NAMED(SEEK_SET), NAMED(SEEK_CUR), NAMED(SEEK_END), NAMED(SEEK_DATA), NAMED(SEEK_HOLE), { 0, NULL } };
	struct flock lock;

	if (!arg_read(out, c, at, &lock, sizeof(lock)))
		return;
	arg_add(out, "{l_type=");
	add_choice(out, (unsigned short)lock.l_type, lock_types, "F_???");
	arg_add(out, ", l_whence=");
	add_choice(out, (unsigned short)lock.l_whence, whence, "SEEK_???");
	arg_add(out, ", l_start=%lld, l_len=%lld", (long long)lock.l_start, (long long)lock.l_len);
	if (with_owner)
		arg_add(out, ", l_pid=%d", lock.l_pid);
	arg_add(out, "}");
}

static void add_owner(struct args *out, const struct call *c, int at)
{
	static const struct flag types[] = { { 0, "F_OWNER_TID" }, { 1, "F_OWNER_PID" }, { 2, "F_OWNER_PGRP" }, { 0, NULL } };
	int owner[2];

	if (!arg_read(out, c, at, owner, sizeof(owner)))
		return;
	arg_add(out, "{type=");
	add_choice(out, (unsigned)owner[0], types, "F_OWNER_???");
	arg_add(out, ", pid=%d}", owner[1]);
}

/* What the kernel fills in for fcntl: printed at exit. */
static bool fcntl_fills(uint64_t command)
{
	return command == 5 || command == 36 || command == 16;
}

static void p_fcntl_filled(struct args *out, const struct call *c, int at)
{
	switch ((unsigned)c->args[1]) {
	case 5:
	case 36:
		add_lock(out, c, at, true);
		return;
	case 16:
		add_owner(out, c, at);
		return;
	}
}

void p_fcntl(struct args *out, const struct call *c, int at)
{
	unsigned command = (unsigned)c->args[at];
	uint64_t value = c->args[at + 1];

	arg_begin(out);
	add_choice(out, command, fcntl_commands, "F_???");
	if (fcntl_fills(command))
		return;
	switch (command) {
	case F_GETFD:
	case F_GETFL:
	case F_GETOWN:
	case F_GETSIG:
	case F_GETLEASE:
	case F_GETPIPE_SZ:
	case 1034:
		return;
	case 6:
	case 7:
	case 37:
	case 38:
		add_lock(out, c, at + 1, false);
		return;
	case 15:
		add_owner(out, c, at + 1);
		return;
	}
	arg_begin(out);
	switch (command) {
	case F_SETFD:
		add_flags(out, (unsigned)value, fd_flags, "0", "FD_???");
		return;
	case F_SETFL:
		add_open_flags(out, (unsigned)value);
		return;
	case F_DUPFD:
	case F_DUPFD_CLOEXEC:
	case F_SETPIPE_SZ:
		arg_add(out, "%ld", (long)value);
		return;
	case F_SETOWN:
		arg_add(out, "%d", (int)value);
		return;
	case F_SETSIG:
		add_signal(out, (int)value);
		return;
	case F_SETLEASE:
		add_choice(out, value, lease_types, "F_???");
		return;
	case F_NOTIFY:
		add_flags(out, value, notifies, "0", "DN_???");
		return;
	case 1033:
		add_flags(out, value, seals, "0", "F_SEAL_???");
		return;
	}
	arg_add(out, value ? "%#lx" : "%lx", value);
}

void p_fcntl_out(struct args *out, const struct call *c, int at)
{
	if (fcntl_fills((unsigned)c->args[1]))
		p_fcntl_filled(out, c, at);
}

/* The result of some commands is not a plain number. */
void r_fcntl(struct args *out, const struct call *c, int at)
{
	uint64_t value = (uint64_t)c->result;

	(void)at;
	switch ((unsigned)c->args[1]) {
	case F_GETFD:
		arg_add(out, value ? "%#lx" : "%lx", value);
		if (value) {
			arg_add(out, " (flags ");
			add_flags(out, value, fd_flags, "0", NULL);
			arg_add(out, ")");
		}
		return;
	case F_GETFL:
		arg_add(out, value ? "%#lx (flags " : "%lx (flags ", value);
		add_open_flags(out, value);
		arg_add(out, ")");
		return;
	case 1034:
		arg_add(out, value ? "%#lx" : "%lx", value);
		if (value) {
			arg_add(out, " (seals ");
			add_flags(out, value, seals, "0", NULL);
			arg_add(out, ")");
		}
		return;
	case F_GETLEASE:
		arg_add(out, value ? "%#lx" : "%lx", value);
		if (choice(value, lease_types))
			arg_add(out, " (%s)", choice(value, lease_types));
		return;
	case F_GETSIG:
		arg_add(out, "%ld", (long)value);
		if (signal_name((int)value))
			arg_add(out, " (%s)", signal_name((int)value));
		return;
	}
	arg_add(out, "%ld", (long)value);
}
