/* Paths, opening, modes, links, handles, mounts. */
#include "decode/file.h"

#include "decode/blocks.h"
#include "decode/plain.h"
#include "decode/strings.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#define MODE_TYPE_BITS S_IFMT
#define O_LARGEFILE_KERNEL 0100000
#define O_SYNC_ALONE 04000000
#define O_TMPFILE_ALONE 020000000

void p_path(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_path(out, c->pid, c->args[at]);
}

void p_path_out(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	/* The result is the length of the path with its end. */
	if (c->failed)
		add_pointer(out, c->args[at]);
	else
		add_short_path(out, c->pid, c->args[at], (unsigned)c->result);
}

void p_string(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_string(out, c->pid, c->args[at]);
}

void add_dirfd(struct args *out, int fd)
{
	if (fd == AT_FDCWD)
		arg_add(out, "AT_FDCWD");
	else
		arg_add(out, "%d", fd);
}

void p_dirfd(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_dirfd(out, (int)c->args[at]);
}

/* clang-format off */
static const struct flag open_flags[] = {
	NAMED(O_CREAT), NAMED(O_EXCL), NAMED(O_NOCTTY), NAMED(O_TRUNC), NAMED(O_APPEND), NAMED(O_NONBLOCK), NAMED(O_SYNC),
	{ O_SYNC_ALONE, "__O_SYNC" }, NAMED(O_DSYNC), NAMED(O_DIRECT), { O_LARGEFILE_KERNEL, "O_LARGEFILE" }, NAMED(O_NOFOLLOW), NAMED(O_NOATIME),
	NAMED(O_CLOEXEC), NAMED(O_PATH), NAMED(O_TMPFILE), { O_TMPFILE_ALONE, "__O_TMPFILE" }, NAMED(O_DIRECTORY), NAMED(FASYNC), { 0, NULL },
};
/* clang-format on */

void add_open_flags(struct args *out, uint64_t value)
{
	static const char *const modes[] = { "O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE" };

	arg_add(out, "%s", modes[value & O_ACCMODE]);
	if (value & ~(uint64_t)O_ACCMODE) {
		/* After the access mode, unnamed bits need no comment. */
		arg_add(out, "|");
		add_flags(out, value & ~(uint64_t)O_ACCMODE, open_flags, "0", NULL);
	}
}

static bool makes_a_file(uint64_t flags)
{
	return flags & (O_CREAT | O_TMPFILE_ALONE);
}

void add_mode(struct args *out, unsigned mode)
{
	arg_add(out, "%#03o", mode & 0xffff);
}

void p_open_flags(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_open_flags(out, (unsigned)c->args[at]);
	if (makes_a_file(c->args[at]))
		p_mode(out, c, at + 1);
}

void add_fd_flags(struct args *out, unsigned flags)
{
	add_flags(out, flags, open_flags, "0", "O_???");
}

/* dup3 and pipe2 accept any flag of open. */
void p_fd_flags(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_fd_flags(out, (unsigned)c->args[at]);
}

void p_open_how(struct args *out, const struct call *c, int at)
{
	/* clang-format off */
	static const struct flag resolve[] = {
		NAMED(RESOLVE_NO_XDEV), NAMED(RESOLVE_NO_MAGICLINKS), NAMED(RESOLVE_NO_SYMLINKS), NAMED(RESOLVE_BENEATH), NAMED(RESOLVE_IN_ROOT),
		{ 0x20, "RESOLVE_CACHED" }, { 0, NULL },
	};
	/* clang-format on */
	struct open_how how;

	if (c->args[at + 1] < sizeof(how)) {
		p_pointer(out, c, at);
		return;
	}
	if (!arg_read(out, c, at, &how, sizeof(how)))
		return;
	arg_add(out, "{flags=");
	add_open_flags(out, how.flags);
	if (how.mode || makes_a_file(how.flags)) {
		arg_add(out, ", mode=");
		arg_add(out, "%#03llo", (unsigned long long)how.mode);
	}
	arg_add(out, ", resolve=");
	add_flags(out, how.resolve, resolve, "0", "RESOLVE_???");
	add_unknown_bytes(out, c, at, sizeof(how), ", ");
	arg_add(out, "}");
}

void p_mode(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_mode(out, (unsigned)c->args[at]);
}

/* "S_IFREG|S_ISUID|0755": includes the file type if it is a known one. */
void add_typed_mode(struct args *out, unsigned mode)
{
	static const struct flag types[] = {
		NAMED(S_IFREG), NAMED(S_IFDIR), NAMED(S_IFCHR), NAMED(S_IFBLK), NAMED(S_IFIFO), NAMED(S_IFLNK), NAMED(S_IFSOCK), { 0, NULL },
	};
	const char *type = choice(mode & MODE_TYPE_BITS, types);

	if (mode & MODE_TYPE_BITS && !type) {
		arg_add(out, "%#03o", mode);
		return;
	}
	arg_add(out, "%s%s%s%s%s%#03o", type ? type : "", type ? "|" : "", mode & S_ISUID ? "S_ISUID|" : "", mode & S_ISGID ? "S_ISGID|" : "",
		mode & S_ISVTX ? "S_ISVTX|" : "", mode & ~(S_IFMT | S_ISUID | S_ISGID | S_ISVTX));
}

/* mknod: the device number matters for devices only. */
void p_node(struct args *out, const struct call *c, int at)
{
	unsigned mode = (unsigned)c->args[at] & 0xffff;

	arg_begin(out);
	add_typed_mode(out, mode);
	if (S_ISCHR(mode) || S_ISBLK(mode)) {
		arg_begin(out);
		add_device(out, (unsigned)c->args[at + 1]);
	}
}

void add_device(struct args *out, uint64_t device)
{
	arg_add(out, major(device) ? "makedev(%#x, " : "makedev(%x, ", major(device));
	arg_add(out, minor(device) ? "%#x)" : "%x)", minor(device));
}

FLAGS_PRINTER(p_access, "F_OK", "?_OK", { 4, "R_OK" }, { 2, "W_OK" }, { 1, "X_OK" })
FLAGS_PRINTER(p_access_flags, "0", "AT_???", NAMED(AT_SYMLINK_NOFOLLOW), NAMED(AT_EACCESS), NAMED(AT_EMPTY_PATH))

static const struct flag at_flags[] = {
	NAMED(AT_SYMLINK_NOFOLLOW), NAMED(AT_REMOVEDIR), NAMED(AT_SYMLINK_FOLLOW), NAMED(AT_NO_AUTOMOUNT), NAMED(AT_EMPTY_PATH),
	NAMED(AT_RECURSIVE),        { 0, NULL },
};

void p_at_flags(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_flags(out, (unsigned)c->args[at], at_flags, "0", "AT_???");
}

/* statx: the three synchronisation choices form a value of their own, although they look like flags. */
void p_statx_flags(struct args *out, const struct call *c, int at)
{
	static const struct flag sync[] = { NAMED(AT_STATX_FORCE_SYNC), NAMED(AT_STATX_DONT_SYNC), { 0, NULL } };
	unsigned flags = (unsigned)c->args[at];

	arg_begin(out);
	add_flags(out, flags & AT_STATX_SYNC_TYPE, sync, "AT_STATX_SYNC_AS_STAT", NULL);
	if (flags & ~(unsigned)AT_STATX_SYNC_TYPE) {
		arg_add(out, "|");
		add_flags(out, flags & ~(unsigned)AT_STATX_SYNC_TYPE, at_flags, "0", NULL);
	}
}

FLAGS_PRINTER(p_rename_flags, "0", "RENAME_??", NAMED(RENAME_NOREPLACE), NAMED(RENAME_EXCHANGE), NAMED(RENAME_WHITEOUT))
FLAGS_PRINTER(p_xattr_flags, "0", "XATTR_???", { 1, "XATTR_CREATE" }, { 2, "XATTR_REPLACE" })
FLAGS_PRINTER(p_umount_flags, "0", "MNT_???", NAMED(MNT_FORCE), NAMED(MNT_DETACH), NAMED(MNT_EXPIRE), NAMED(UMOUNT_NOFOLLOW))
#define HANDLE_BYTES 128

struct handle {
	unsigned bytes;
	int type;
	unsigned char handle[HANDLE_BYTES];
};

bool no_handle_out(const struct call *c)
{
	return !all_readable(c, c->args[2], 2 * sizeof(unsigned));
}

/* name_to_handle_at(2): the size of the buffer for the handle. */
void p_handle(struct args *out, const struct call *c, int at)
{
	unsigned head[2];

	if (!arg_read(out, c, at, head, sizeof(head)))
		return;
	arg_add(out, "{handle_bytes=%u", head[0]);
	out->kept = head[0];
}

static void add_handle(struct args *out, const struct call *c, uint64_t address, unsigned len)
{
	unsigned char bytes[HANDLE_BYTES];
	size_t known = len < sizeof(bytes) ? len : sizeof(bytes);

	if (peek(c->pid, address, bytes, known) == known)
		add_hex_bytes(out, bytes, known, len > known);
	else
		arg_add(out, "???");
}

/* The handle, and the id of its mount. */
void p_handle_out(struct args *out, const struct call *c, int at)
{
	struct handle h;
	int mount;

	if (out->kept == NOTHING_KEPT) {
		p_pointer(out, c, at);
		return;
	}
	if ((!c->failed || c->result == -EOVERFLOW) && peek(c->pid, c->args[at - 1], &h, sizeof(h)) >= offsetof(struct handle, handle)) {
		if (h.bytes != (unsigned)out->kept)
			arg_add(out, " => %u", h.bytes);
		if (!c->failed) {
			arg_add(out, ", handle_type=%d, f_handle=", h.type);
			add_handle(out, c, c->args[at - 1] + offsetof(struct handle, handle), h.bytes);
		}
	}
	arg_add(out, "}");
	if (arg_read(out, c, at, &mount, sizeof(mount)))
		arg_add(out, "[%d]", mount);
}

FLAGS_PRINTER(p_handle_flags, "0", "AT_???", NAMED(AT_SYMLINK_FOLLOW), NAMED(AT_EMPTY_PATH))

FLAGS_PRINTER(p_inotify_flags, "0", "IN_???", NAMED(IN_NONBLOCK), NAMED(IN_CLOEXEC))
FLAGS_PRINTER(p_watch_mask, "0", "IN_???", NAMED(IN_ACCESS), NAMED(IN_MODIFY), NAMED(IN_ATTRIB), NAMED(IN_CLOSE_WRITE), NAMED(IN_CLOSE_NOWRITE), NAMED(IN_OPEN),
	      NAMED(IN_MOVED_FROM), NAMED(IN_MOVED_TO), NAMED(IN_CREATE), NAMED(IN_DELETE), NAMED(IN_DELETE_SELF), NAMED(IN_MOVE_SELF), NAMED(IN_UNMOUNT),
	      NAMED(IN_Q_OVERFLOW), NAMED(IN_IGNORED), NAMED(IN_ONLYDIR), NAMED(IN_DONT_FOLLOW), NAMED(IN_EXCL_UNLINK), NAMED(IN_MASK_CREATE),
	      NAMED(IN_MASK_ADD), NAMED(IN_ISDIR), NAMED(IN_ONESHOT))

#define MS_MAGIC 0xc0ed0000

/* mount(2): type and data matter for some kinds of mount only. */
void p_mount(struct args *out, const struct call *c, int at)
{
	/* clang-format off */
	static const struct flag flags[] = {
		{ MS_RDONLY, "MS_RDONLY" }, { MS_NOSUID, "MS_NOSUID" }, { MS_NODEV, "MS_NODEV" }, { MS_NOEXEC, "MS_NOEXEC" },
		{ MS_SYNCHRONOUS, "MS_SYNCHRONOUS" }, { MS_REMOUNT, "MS_REMOUNT" }, { MS_MANDLOCK, "MS_MANDLOCK" }, { MS_DIRSYNC, "MS_DIRSYNC" },
		{ 1u << 8, "MS_NOSYMFOLLOW" }, { MS_NOATIME, "MS_NOATIME" }, { MS_NODIRATIME, "MS_NODIRATIME" }, { MS_BIND, "MS_BIND" },
		{ MS_MOVE, "MS_MOVE" }, { MS_REC, "MS_REC" }, { MS_SILENT, "MS_SILENT" }, { MS_POSIXACL, "MS_POSIXACL" },
		{ MS_UNBINDABLE, "MS_UNBINDABLE" }, { MS_PRIVATE, "MS_PRIVATE" }, { MS_SLAVE, "MS_SLAVE" }, { MS_SHARED, "MS_SHARED" },
		{ MS_RELATIME, "MS_RELATIME" }, { MS_KERNMOUNT, "MS_KERNMOUNT" }, { MS_I_VERSION, "MS_I_VERSION" },
		{ MS_STRICTATIME, "MS_STRICTATIME" }, { MS_LAZYTIME, "MS_LAZYTIME" }, { 1u << 26, "MS_SUBMOUNT" },
		{ 1u << 27, "MS_NOREMOTELOCK" }, { 1u << 28, "MS_NOSEC" }, { 1u << 29, "MS_BORN" }, { 1u << 30, "MS_ACTIVE" },
		{ 1u << 31, "MS_NOUSER" }, { 0, NULL },
	};
	/* clang-format on */
	const uint64_t no_type_or_data = MS_BIND | MS_MOVE | MS_UNBINDABLE | MS_PRIVATE | MS_SLAVE | MS_SHARED;
	uint64_t value = c->args[at + 3];
	bool magic = (value & 0xffff0000) == MS_MAGIC;

	if (magic)
		value &= ~(uint64_t)MS_MAGIC;
	p_path(out, c, at);
	p_path(out, c, at + 1);
	if (value & (MS_REMOUNT | no_type_or_data))
		p_pointer(out, c, at + 2);
	else
		p_string(out, c, at + 2);
	arg_begin(out);
	if (magic)
		arg_add(out, value ? "MS_MGC_VAL|" : "MS_MGC_VAL");
	if (value || !magic)
		add_flags(out, value, flags, "0", "MS_???");
	if (!(value & MS_REMOUNT) && value & no_type_or_data)
		p_pointer(out, c, at + 4);
	else
		p_string(out, c, at + 4);
}
