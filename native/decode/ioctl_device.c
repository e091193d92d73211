/* Structures of ioctl(2): file systems, loop devices, disks, clocks, and the listener of a seccomp filter. */
#include "decode/ioctl_device.h"

#include "decode/blocks.h"
#include "decode/file.h"
#include "decode/ioctl_console.h"
#include "decode/names.h"
#include "decode/strings.h"

#include <linux/fs.h>
#include <linux/hdreg.h>
#include <linux/loop.h>
#include <linux/perf_event.h>
#include <linux/rtc.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/ioctl.h>

/* "0x7", "0". */
static void add_hex_field(struct args *out, const char *name, uint64_t value)
{
	arg_add(out, value ? "%s=%#lx" : "%s=%lx", name, value);
}

/* ---- file systems ---- */

static void print_clone_range(struct args *out, const struct call *c, int at)
{
	struct file_clone_range r;

	if (arg_read(out, c, at, &r, sizeof(r)))
		arg_add(out, "{src_fd=%d, src_offset=%llu, src_length=%llu, dest_offset=%llu}", (int)r.src_fd, r.src_offset, r.src_length, r.dest_offset);
}

static void print_trim_range(struct args *out, const struct call *c, int at)
{
	struct fstrim_range r;

	if (!arg_read(out, c, at, &r, sizeof(r)))
		return;
	add_hex_field(out, "{start", r.start);
	arg_add(out, ", len=%llu, minlen=%llu}", r.len, r.minlen);
}

static void print_file_attributes(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = {
		NAMED(FS_XFLAG_REALTIME),   NAMED(FS_XFLAG_PREALLOC),   NAMED(FS_XFLAG_IMMUTABLE),
		NAMED(FS_XFLAG_APPEND),     NAMED(FS_XFLAG_SYNC),       NAMED(FS_XFLAG_NOATIME),
		NAMED(FS_XFLAG_NODUMP),     NAMED(FS_XFLAG_RTINHERIT),  NAMED(FS_XFLAG_PROJINHERIT),
		NAMED(FS_XFLAG_NOSYMLINKS), NAMED(FS_XFLAG_EXTSIZE),    NAMED(FS_XFLAG_EXTSZINHERIT),
		NAMED(FS_XFLAG_NODEFRAG),   NAMED(FS_XFLAG_FILESTREAM), NAMED(FS_XFLAG_DAX),
		NAMED(FS_XFLAG_COWEXTSIZE), NAMED(FS_XFLAG_HASATTR),    { 0, NULL },
	};
	struct fsxattr a;

	if (!arg_read(out, c, at, &a, sizeof(a)))
		return;
	arg_add(out, "{fsx_xflags=");
	add_flags(out, a.fsx_xflags, flags, "0", "FS_XFLAG_???");
	arg_add(out, ", fsx_extsize=%u", a.fsx_extsize);
	if ((unsigned)c->args[1] == FS_IOC_FSGETXATTR)
		arg_add(out, ", fsx_nextents=%u", a.fsx_nextents);
	add_hex_field(out, ", fsx_projid", a.fsx_projid);
	arg_add(out, ", fsx_cowextsize=%u}", a.fsx_cowextsize);
}

static void print_label(struct args *out, const struct call *c, int at)
{
	unsigned char label[FSLABEL_MAX];

	if (arg_read(out, c, at, label, sizeof(label)))
		add_field_text(out, label, sizeof(label));
}

/* ---- loop devices ---- */

static void add_encryption(struct args *out, unsigned type, unsigned key_bytes)
{
	static const struct flag types[] = {
		NAMED(LO_CRYPT_NONE), NAMED(LO_CRYPT_XOR),   NAMED(LO_CRYPT_DES),      NAMED(LO_CRYPT_FISH2),     NAMED(LO_CRYPT_BLOW), NAMED(LO_CRYPT_CAST128),
		NAMED(LO_CRYPT_IDEA), NAMED(LO_CRYPT_DUMMY), NAMED(LO_CRYPT_SKIPJACK), NAMED(LO_CRYPT_CRYPTOAPI), { 0, NULL },
	};

	arg_add(out, ", lo_encrypt_type=");
	add_choice(out, type, types, "LO_CRYPT_???");
	arg_add(out, ", lo_encrypt_key_size=%u", key_bytes);
}

static void add_loop_flags(struct args *out, unsigned value)
{
	static const struct flag flags[] = {
		NAMED(LO_FLAGS_READ_ONLY), { 2, "LO_FLAGS_USE_AOPS" }, NAMED(LO_FLAGS_AUTOCLEAR),
		NAMED(LO_FLAGS_PARTSCAN),  NAMED(LO_FLAGS_DIRECT_IO),  { 0, NULL },
	};

	arg_add(out, ", lo_flags=");
	add_flags(out, value, flags, "0", "LO_FLAGS_???");
}

static void add_key(struct args *out, const unsigned char *key, unsigned bytes)
{
	arg_add(out, ", lo_encrypt_key=");
	add_bytes(out, key, bytes < LO_KEY_SIZE ? bytes : LO_KEY_SIZE, false);
}

static void print_old_loop(struct args *out, const struct call *c, int at)
{
	struct loop_info i;

	if (!arg_read(out, c, at, &i, sizeof(i)))
		return;
	arg_add(out, "{lo_number=%d", i.lo_number);
	add_hex_field(out, ", lo_offset", (unsigned)i.lo_offset);
	if (i.lo_encrypt_type != LO_CRYPT_NONE)
		add_encryption(out, (unsigned)i.lo_encrypt_type, (unsigned)i.lo_encrypt_key_size);
	add_loop_flags(out, (unsigned)i.lo_flags);
	arg_add(out, ", lo_name=");
	add_field_text(out, (const unsigned char *)i.lo_name, sizeof(i.lo_name));
	if (i.lo_encrypt_type != LO_CRYPT_NONE)
		add_key(out, i.lo_encrypt_key, (unsigned)i.lo_encrypt_key_size);
	arg_add(out, ", ...}");
}

static void add_loop(struct args *out, const struct loop_info64 *i)
{
	add_hex_field(out, "{lo_offset", i->lo_offset);
	arg_add(out, ", lo_number=%u", i->lo_number);
	if (i->lo_encrypt_type != LO_CRYPT_NONE)
		add_encryption(out, i->lo_encrypt_type, i->lo_encrypt_key_size);
	add_loop_flags(out, i->lo_flags);
	arg_add(out, ", lo_file_name=");
	add_field_text(out, i->lo_file_name, sizeof(i->lo_file_name));
	if (i->lo_encrypt_type != LO_CRYPT_NONE) {
		arg_add(out, ", lo_crypt_name=");
		add_field_text(out, i->lo_crypt_name, sizeof(i->lo_crypt_name));
		add_key(out, i->lo_encrypt_key, i->lo_encrypt_key_size);
	}
	arg_add(out, ", ...}");
}

static void print_loop(struct args *out, const struct call *c, int at)
{
	struct loop_info64 i;

	if (arg_read(out, c, at, &i, sizeof(i)))
		add_loop(out, &i);
}

static void print_loop_config(struct args *out, const struct call *c, int at)
{
	static const struct loop_config zero;
	struct loop_config config;

	if (!arg_read(out, c, at, &config, sizeof(config)))
		return;
	arg_add(out, "{fd=%d, block_size=%u, info=", (int)config.fd, config.block_size);
	add_loop(out, &config.info);
	if (memcmp(config.__reserved, zero.__reserved, sizeof(zero.__reserved)) != 0) {
		arg_add(out, ", __reserved=[");
		for (size_t i = 0; i < sizeof(config.__reserved) / sizeof(*config.__reserved); i++)
			arg_add(out, config.__reserved[i] ? "%s%#llx" : "%s%llx", i ? ", " : "", config.__reserved[i]);
		arg_add(out, "]");
	}
	arg_add(out, "}");
}

/* ---- disks, clocks, counters ---- */

static void print_geometry(struct args *out, const struct call *c, int at)
{
	struct hd_geometry g;

	if (arg_read(out, c, at, &g, sizeof(g)))
		arg_add(out, "{heads=%u, sectors=%u, cylinders=%u, start=%lu}", g.heads, g.sectors, g.cylinders, g.start);
}

static void print_read_ahead(struct args *out, const struct call *c, int at)
{
	int64_t sectors;

	if (arg_read(out, c, at, &sectors, sizeof(sectors)))
		arg_add(out, "[%ld]", sectors);
}

static void print_counter(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { { 1, "PERF_IOC_FLAG_GROUP" }, { 0, NULL } };

	arg_begin(out);
	add_flags(out, (unsigned)c->args[at], flags, "0", "PERF_IOC_FLAG_???");
}

static void print_clock(struct args *out, const struct call *c, int at)
{
	struct rtc_time t;

	if (arg_read(out, c, at, &t, sizeof(t)))
		arg_add(out, "{tm_sec=%d, tm_min=%d, tm_hour=%d, tm_mday=%d, tm_mon=%d, tm_year=%d, ...}", t.tm_sec, t.tm_min, t.tm_hour, t.tm_mday, t.tm_mon,
			t.tm_year);
}

/* ---- the listener of a filter ---- */

static void print_answer(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { { 1, "SECCOMP_USER_NOTIF_FLAG_CONTINUE" }, { 0, NULL } };
	struct seccomp_notif_resp a;
	const char *error;

	if (!arg_read(out, c, at, &a, sizeof(a)))
		return;
	error = returned_errno_name(a.error);
	add_hex_field(out, "{id", a.id);
	arg_add(out, ", val=%lld, error=", a.val);
	if (error)
		arg_add(out, "-%s", error);
	else
		arg_add(out, "%d", a.error);
	arg_add(out, ", flags=");
	add_flags(out, a.flags, flags, "0", "SECCOMP_USER_NOTIF_FLAG_???");
	arg_add(out, "}");
}

static void print_given_fd(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { { 1, "SECCOMP_ADDFD_FLAG_SETFD" }, { 2, "SECCOMP_ADDFD_FLAG_SEND" }, { 0, NULL } };
	struct {
		uint64_t id;
		uint32_t flags, source, target, target_flags;
	} f;

	if (!arg_read(out, c, at, &f, sizeof(f)))
		return;
	add_hex_field(out, "{id", f.id);
	arg_add(out, ", flags=");
	add_flags(out, f.flags, flags, "0", "SECCOMP_ADDFD_FLAG_???");
	arg_add(out, ", srcfd=%d, newfd=%d, newfd_flags=", (int)f.source, (int)f.target);
	add_fd_flags(out, f.target_flags);
	arg_add(out, "}");
}

void p_device(struct args *out, const struct call *c, int at)
{
	static const struct {
		unsigned command;
		printer *print;
	} printers[] = {
		{ FICLONERANGE, print_clone_range },
		{ FITRIM, print_trim_range },
		{ FS_IOC_FSGETXATTR, print_file_attributes },
		{ FS_IOC_FSSETXATTR, print_file_attributes },
		{ FS_IOC_GETFSLABEL, print_label },
		{ FS_IOC_SETFSLABEL, print_label },
		{ LOOP_SET_STATUS, print_old_loop },
		{ LOOP_GET_STATUS, print_old_loop },
		{ LOOP_SET_STATUS64, print_loop },
		{ LOOP_GET_STATUS64, print_loop },
		{ 0x4c0a, print_loop_config },
		{ HDIO_GETGEO, print_geometry },
		{ BLKRAGET, print_read_ahead },
		{ BLKFRAGET, print_read_ahead },
		{ PERF_EVENT_IOC_ENABLE, print_counter },
		{ PERF_EVENT_IOC_DISABLE, print_counter },
		{ PERF_EVENT_IOC_RESET, print_counter },
		{ RTC_ALM_READ, print_clock },
		{ RTC_ALM_SET, print_clock },
		{ RTC_RD_TIME, print_clock },
		{ RTC_SET_TIME, print_clock },
		{ SECCOMP_IOCTL_NOTIF_SEND, print_answer },
		{ 0x40182103, print_given_fd },
	};

	for (size_t i = 0; i < sizeof(printers) / sizeof(*printers); i++)
		if ((unsigned)c->args[1] == printers[i].command) {
			printers[i].print(out, c, at);
			return;
		}
	p_console(out, c, at);
}
