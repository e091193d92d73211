/* Files and descriptors. */
#include "decode.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

void p_path(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_string(out, c->pid, c->args[at], 0);
}

void p_path_out(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if (c->failed)
		add_pointer(out, c->args[at]);
	else
		add_string(out, c->pid, c->args[at], 0);
}

void p_dirfd(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if ((int)c->args[at] == AT_FDCWD)
		arg_add(out, "AT_FDCWD");
	else
		arg_add(out, "%d", (int)c->args[at]);
}

static void add_open_flags(struct args *out, uint64_t value)
{
	static const char *const modes[] = { "O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE" };
	static const struct flag flags[] = {
		{ O_CREAT, "O_CREAT" },       { O_EXCL, "O_EXCL" },           { O_NOCTTY, "O_NOCTTY" },
		{ O_TRUNC, "O_TRUNC" },       { O_APPEND, "O_APPEND" },       { O_NONBLOCK, "O_NONBLOCK" },
		{ O_SYNC, "O_SYNC" },         { O_DSYNC, "O_DSYNC" },         { O_ASYNC, "O_ASYNC" },
		{ O_DIRECT, "O_DIRECT" },     { 0100000, "O_LARGEFILE" },     { O_NOFOLLOW, "O_NOFOLLOW" },
		{ O_NOATIME, "O_NOATIME" },   { O_CLOEXEC, "O_CLOEXEC" },     { O_PATH, "O_PATH" },
		{ O_TMPFILE, "O_TMPFILE" },   { O_DIRECTORY, "O_DIRECTORY" }, { 0, NULL },
	};

	arg_add(out, "%s", modes[value & O_ACCMODE]);
	if (value & ~(uint64_t)O_ACCMODE) {
		arg_add(out, "|");
		add_flags(out, value & ~(uint64_t)O_ACCMODE, flags, "0", "O_???");
	}
}

void p_open_flags(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_open_flags(out, (unsigned)c->args[at]);
	/* The mode counts only where a file may be made. */
	if (c->args[at] & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY))) {
		arg_begin(out);
		arg_add(out, "%#03o", (unsigned)c->args[at + 1]);
	}
}

static void print_buffer(struct args *out, const struct call *c, int at, size_t len)
{
	unsigned char bytes[STRING_BYTES];
	size_t part = len < sizeof(bytes) ? len : sizeof(bytes);

	arg_begin(out);
	if (!c->args[at] || peek(c->pid, c->args[at], bytes, part) != part)
		add_pointer(out, c->args[at]);
	else
		add_bytes(out, bytes, part, len > part);
}

void p_read(struct args *out, const struct call *c, int at)
{
	if (c->failed) {
		arg_begin(out);
		add_pointer(out, c->args[at]);
	} else {
		print_buffer(out, c, at, (size_t)c->result);
	}
}

void p_write(struct args *out, const struct call *c, int at)
{
	print_buffer(out, c, at, c->args[at + 1]);
}

void p_pipe(struct args *out, const struct call *c, int at)
{
	int fds[2];

	arg_begin(out);
	if (c->failed || peek(c->pid, c->args[at], fds, sizeof(fds)) != sizeof(fds))
		add_pointer(out, c->args[at]);
	else
		arg_add(out, "[%d, %d]", fds[0], fds[1]);
}

void p_fd_flags(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { { O_NONBLOCK, "O_NONBLOCK" }, { O_DIRECT, "O_DIRECT" }, { O_CLOEXEC, "O_CLOEXEC" }, { 0, NULL } };

	arg_begin(out);
	add_flags(out, (unsigned)c->args[at], flags, "0", "O_???");
}

static const struct flag fcntl_commands[] = {
	{ F_DUPFD, "F_DUPFD" }, { F_GETFD, "F_GETFD" }, { F_SETFD, "F_SETFD" }, { F_GETFL, "F_GETFL" }, { F_SETFL, "F_SETFL" },
	{ F_DUPFD_CLOEXEC, "F_DUPFD_CLOEXEC" }, { 0, NULL },
};
static const struct flag fd_flags[] = { { FD_CLOEXEC, "FD_CLOEXEC" }, { 0, NULL } };

void p_fcntl(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_choice(out, c->args[at], fcntl_commands, "F_???");
	switch (c->args[at]) {
	case F_GETFD:
	case F_GETFL:
		return;
	case F_SETFD:
		arg_begin(out);
		add_flags(out, c->args[at + 1], fd_flags, "0", "FD_???");
		return;
	case F_SETFL:
		arg_begin(out);
		add_open_flags(out, c->args[at + 1]);
		return;
	case F_DUPFD:
	case F_DUPFD_CLOEXEC:
		arg_begin(out);
		arg_add(out, "%d", (int)c->args[at + 1]);
		return;
	}
	arg_begin(out);
	arg_add(out, "%#lx", c->args[at + 1]);
}

/* fcntl's result is a set of flags for two commands. */
bool fcntl_result(struct args *out, const struct call *c)
{
	if (c->args[1] == F_GETFD) {
		arg_add(out, "%#lx", (uint64_t)c->result);
		if (c->result) {
			arg_add(out, " (flags ");
			add_flags(out, (uint64_t)c->result, fd_flags, "0", "FD_???");
			arg_add(out, ")");
		}
		return true;
	}
	if (c->args[1] == F_GETFL) {
		arg_add(out, "%#lx (flags ", (uint64_t)c->result);
		add_open_flags(out, (uint64_t)c->result);
		arg_add(out, ")");
		return true;
	}
	return false;
}

void p_access(struct args *out, const struct call *c, int at)
{
	static const struct flag modes[] = { { 4, "R_OK" }, { 2, "W_OK" }, { 1, "X_OK" }, { 0, NULL } };

	arg_begin(out);
	add_flags(out, c->args[at], modes, "F_OK", "?_OK");
}

void p_at_flags(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = {
		{ AT_SYMLINK_NOFOLLOW, "AT_SYMLINK_NOFOLLOW" }, { AT_REMOVEDIR, "AT_REMOVEDIR" }, { AT_SYMLINK_FOLLOW, "AT_SYMLINK_FOLLOW" },
		{ AT_NO_AUTOMOUNT, "AT_NO_AUTOMOUNT" }, { AT_EMPTY_PATH, "AT_EMPTY_PATH" }, { 0, NULL },
	};

	arg_begin(out);
	add_flags(out, (unsigned)c->args[at], flags, "0", "AT_???");
}

void p_stat_out(struct args *out, const struct call *c, int at)
{
	static const struct flag types[] = {
		{ S_IFREG, "S_IFREG" }, { S_IFDIR, "S_IFDIR" }, { S_IFCHR, "S_IFCHR" }, { S_IFBLK, "S_IFBLK" },
		{ S_IFIFO, "S_IFIFO" }, { S_IFLNK, "S_IFLNK" }, { S_IFSOCK, "S_IFSOCK" }, { 0, NULL },
	};
	static const struct flag bits[] = { { S_ISUID, "S_ISUID" }, { S_ISGID, "S_ISGID" }, { S_ISVTX, "S_ISVTX" }, { 0, NULL } };
	struct stat st;

	arg_begin(out);
	if (c->failed || peek(c->pid, c->args[at], &st, sizeof(st)) != sizeof(st)) {
		add_pointer(out, c->args[at]);
		return;
	}
	arg_add(out, "{st_mode=");
	add_choice(out, st.st_mode & S_IFMT, types, "S_IF???");
	if (st.st_mode & 07000) {
		arg_add(out, "|");
		add_flags(out, st.st_mode & 07000, bits, "0", "S_???");
	}
	arg_add(out, "|%#03o, ", st.st_mode & 0777);
	if (S_ISCHR(st.st_mode) || S_ISBLK(st.st_mode))
		arg_add(out, "st_rdev=makedev(%#x, %#x), ...}", major(st.st_rdev), minor(st.st_rdev));
	else
		arg_add(out, "st_size=%lld, ...}", (long long)st.st_size);
}

void p_close_range_flags(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { { 2, "CLOSE_RANGE_UNSHARE" }, { 4, "CLOSE_RANGE_CLOEXEC" }, { 0, NULL } };

	arg_begin(out);
	add_flags(out, (unsigned)c->args[at], flags, "0", "CLOSE_RANGE_???");
}

void p_whence(struct args *out, const struct call *c, int at)
{
	static const struct flag whence[] = { { 0, "SEEK_SET" }, { 1, "SEEK_CUR" }, { 2, "SEEK_END" }, { 0, NULL } };

	arg_begin(out);
	add_choice(out, c->args[at], whence, "SEEK_???");
}
