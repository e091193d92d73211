/* File and file system status: stat, statx, statfs, directory entries, file times. */
#include "decode/stat.h"

#include "decode/blocks.h"
#include "decode/file.h"
#include "decode/filesystem_names.h"
#include "decode/time.h"

#include <fcntl.h>
#include <linux/stat.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

#include <sys/stat.h>
#include <sys/sysmacros.h>

void p_stat_out(struct args *out, const struct call *c, int at)
{
	struct stat st;

	if (!arg_read(out, c, at, &st, sizeof(st)))
		return;
	arg_add(out, "{st_mode=");
	add_typed_mode(out, st.st_mode);
	if (S_ISCHR(st.st_mode) || S_ISBLK(st.st_mode)) {
		arg_add(out, ", st_rdev=");
		add_device(out, st.st_rdev);
	} else {
		arg_add(out, ", st_size=%llu", (unsigned long long)st.st_size);
	}
	arg_add(out, ", ...}");
}

/* clang-format off */
static const struct flag statx_masks[] = {
	{ STATX_BASIC_STATS | STATX_BTIME, "STATX_ALL" }, NAMED(STATX_BASIC_STATS), NAMED(STATX_TYPE), NAMED(STATX_MODE), NAMED(STATX_NLINK),
	NAMED(STATX_UID), NAMED(STATX_GID), NAMED(STATX_ATIME), NAMED(STATX_MTIME), NAMED(STATX_CTIME), NAMED(STATX_INO), NAMED(STATX_SIZE),
	NAMED(STATX_BLOCKS), NAMED(STATX_BTIME), { 0x1000, "STATX_MNT_ID" }, { 0x2000, "STATX_DIOALIGN" }, { 0, NULL },
};
/* clang-format on */

void p_statx_mask(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_flags(out, (unsigned)c->args[at], statx_masks, "0", "STATX_???");
}

void p_statx_out(struct args *out, const struct call *c, int at)
{
	/* clang-format off */
	static const struct flag attributes[] = {
		NAMED(STATX_ATTR_COMPRESSED), NAMED(STATX_ATTR_IMMUTABLE), NAMED(STATX_ATTR_APPEND), NAMED(STATX_ATTR_NODUMP), NAMED(STATX_ATTR_ENCRYPTED),
		NAMED(STATX_ATTR_AUTOMOUNT), { 0x2000, "STATX_ATTR_MOUNT_ROOT" }, { 0x100000, "STATX_ATTR_VERITY" }, { 0x200000, "STATX_ATTR_DAX" }, { 0, NULL },
	};
	/* clang-format on */
	struct statx st;

	if (!arg_read(out, c, at, &st, sizeof(st)))
		return;
	arg_add(out, "{stx_mask=");
	add_flags(out, st.stx_mask, statx_masks, "0", "STATX_???");
	arg_add(out, ", stx_attributes=");
	add_flags(out, st.stx_attributes, attributes, "0", "STATX_ATTR_???");
	/* What the kernel did not fill in is not shown. */
	if (st.stx_mask & (STATX_TYPE | STATX_MODE)) {
		arg_add(out, ", stx_mode=");
		add_typed_mode(out, st.stx_mode);
	}
	if (st.stx_mask & STATX_SIZE)
		arg_add(out, ", stx_size=%llu", (unsigned long long)st.stx_size);
	arg_add(out, ", ...}");
}

/* The kernel filled in the flags. */
#define ST_VALID 0x20

/* struct statfs as the kernel has it, 64 bits wide. */
struct kernel_statfs {
	int64_t type, bsize;
	uint64_t blocks, bfree, bavail, files, ffree;
	uint32_t fsid[2];
	int64_t namelen, frsize, flags, spare[4];
};

void p_statfs_out(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = {
		{ ST_VALID, "ST_VALID" },   { 1, "ST_RDONLY" },         { 2, "ST_NOSUID" },           { 4, "ST_NODEV" },
		{ 8, "ST_NOEXEC" },         { 0x10, "ST_SYNCHRONOUS" }, { 0x40, "ST_MANDLOCK" },      { 0x400, "ST_NOATIME" },
		{ 0x800, "ST_NODIRATIME" }, { 0x1000, "ST_RELATIME" },  { 0x2000, "ST_NOSYMFOLLOW" }, { 0, NULL },
	};
	struct kernel_statfs st;

	if (!arg_read(out, c, at, &st, sizeof(st)))
		return;
	arg_add(out, "{f_type=");
	if (choice((uint64_t)st.type, filesystems))
		arg_add(out, "%s", choice((uint64_t)st.type, filesystems));
	else
		arg_add(out, st.type ? "%#lx" : "%lx", (unsigned long)st.type);
	arg_add(out, ", f_bsize=%lu, f_blocks=%lu, f_bfree=%lu, f_bavail=%lu, f_files=%lu, f_ffree=%lu", (unsigned long)st.bsize, st.blocks, st.bfree,
		st.bavail, st.files, st.ffree);
	arg_add(out, st.fsid[0] ? ", f_fsid={val=[%#x, " : ", f_fsid={val=[%x, ", st.fsid[0]);
	arg_add(out, st.fsid[1] ? "%#x]}" : "%x]}", st.fsid[1]);
	arg_add(out, ", f_namelen=%lu, f_frsize=%lu", (unsigned long)st.namelen, (unsigned long)st.frsize);
	if (st.flags & ST_VALID) {
		arg_add(out, ", f_flags=");
		add_flags(out, (uint64_t)st.flags, flags, "0", "ST_???");
	}
	arg_add(out, "}");
}

#define ENTRY_LENGTH_AT 16

/*
 * getdents64(2): only the number of entries; `header` is what an entry has before its name. What cannot be true is said as strace
 * says it.
 */
static void print_entries(struct args *out, const struct call *c, int at, unsigned header)
{
	struct reader list = { .pid = c->pid };
	uint64_t from = c->args[at];
	unsigned left = (unsigned)c->result, count = 0;

	arg_begin(out);
	add_pointer(out, from);
	if (c->failed || (uint64_t)c->result > (unsigned)c->args[at + 1])
		return;
	while (left >= header && count < MANY_ITEMS) {
		unsigned char head[32];
		uint16_t length;

		if (!from || !reader_get(&list, from, head, header))
			break;
		count++;
		memcpy(&length, head + ENTRY_LENGTH_AT, sizeof(length));
		if (length > left) {
			arg_add(out, " /* d_reclen %u bytes overflow */", length - left);
			length = left;
		} else if (length < header) {
			arg_add(out, " /* d_reclen %u bytes underflow */", header - length);
			left -= header;
			break;
		}
		left -= length;
		from += length;
	}
	arg_add(out, " /* %u%s entries */", count, left ? "+" : "");
}

void p_entries(struct args *out, const struct call *c, int at)
{
	print_entries(out, c, at, 18);
}

void p_entries64(struct args *out, const struct call *c, int at)
{
	print_entries(out, c, at, 19);
}

/* ---- times of files ---- */

static void add_file_time(struct args *out, const struct timespec *t)
{
	if (t->tv_nsec == UTIME_NOW)
		arg_add(out, "UTIME_NOW");
	else if (t->tv_nsec == UTIME_OMIT)
		arg_add(out, "UTIME_OMIT");
	else
		add_timespec(out, t, true);
}

void p_file_times(struct args *out, const struct call *c, int at)
{
	struct timespec times[2];

	if (!arg_read(out, c, at, times, sizeof(times)))
		return;
	arg_add(out, "[");
	add_file_time(out, &times[0]);
	arg_add(out, ", ");
	add_file_time(out, &times[1]);
	arg_add(out, "]");
}

void p_file_timevals(struct args *out, const struct call *c, int at)
{
	struct timeval times[2];

	if (!arg_read(out, c, at, times, sizeof(times)))
		return;
	arg_add(out, "[");
	add_timeval(out, &times[0], true);
	arg_add(out, ", ");
	add_timeval(out, &times[1], true);
	arg_add(out, "]");
}

void p_utimbuf(struct args *out, const struct call *c, int at)
{
	int64_t times[2];

	if (!arg_read(out, c, at, times, sizeof(times)))
		return;
	arg_add(out, "{actime=%ld", times[0]);
	add_date(out, times[0], 0, 0);
	arg_add(out, ", modtime=%ld", times[1]);
	add_date(out, times[1], 0, 0);
	arg_add(out, "}");
}
