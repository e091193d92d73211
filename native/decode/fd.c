/* Descriptors: reading and writing, pipes, copies, locks. */
#include "decode/fd.h"

#include "decode/blocks.h"
#include "decode/netlink.h"
#include "decode/plain.h"
#include "decode/strings.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
#include <sys/uio.h>
#include <unistd.h>

void p_read(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if (c->failed)
		add_pointer(out, c->args[at]);
	else
		add_buffer(out, c, c->args[at], (uint64_t)c->result);
}

/* The buffer of sendto and recvfrom. */
static void print_message(struct args *out, const struct call *c, int at, uint64_t len)
{
	arg_begin(out);
	if (is_netlink(c, (int)c->args[0]))
		add_netlink(out, c, (int)c->args[0], c->args[at], len);
	else
		add_buffer(out, c, c->args[at], len);
}

void p_sent(struct args *out, const struct call *c, int at)
{
	print_message(out, c, at, c->args[at + 1]);
}

/* Never more than there is room for. */
void p_received(struct args *out, const struct call *c, int at)
{
	uint64_t room = c->args[at + 1];

	if (c->failed)
		p_pointer(out, c, at);
	else
		print_message(out, c, at, (uint64_t)c->result < room ? (uint64_t)c->result : room);
}

void p_write(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_buffer(out, c, c->args[at], c->args[at + 1]);
}

/* How many bytes are left of those that the kernel really filled in, or IOVEC_; and how they are shown. */
struct parts {
	int64_t left;
	bool netlink;
};

static void add_iovec(struct args *out, const struct call *c, const void *item, void *state)
{
	struct parts *parts = state;
	struct iovec vector;
	uint64_t len, base;

	memcpy(&vector, item, sizeof(vector));
	base = (uint64_t)(uintptr_t)vector.iov_base;
	len = parts->left < 0 || vector.iov_len < (uint64_t)parts->left ? vector.iov_len : (uint64_t)parts->left;
	arg_add(out, "{iov_base=");
	if (parts->left == IOVEC_ADDRESSES)
		add_pointer(out, base);
	else if (parts->netlink)
		add_netlink(out, c, (int)c->args[0], base, len);
	else
		add_buffer(out, c, base, len);
	arg_add(out, ", iov_len=%zu}", vector.iov_len);
	if (parts->left >= 0)
		parts->left -= (int64_t)len;
}

static void add_parts(struct args *out, const struct call *c, uint64_t address, uint64_t count, struct parts parts)
{
	add_list(out, c, &(struct list){ address, count, sizeof(struct iovec), add_iovec, &parts, true, 0 });
}

void add_iovecs(struct args *out, const struct call *c, uint64_t address, uint64_t count, int64_t written)
{
	add_parts(out, c, address, count, (struct parts){ written, false });
}

void add_netlink_iovecs(struct args *out, const struct call *c, uint64_t address, uint64_t count, int64_t written)
{
	add_parts(out, c, address, count, (struct parts){ written, true });
}

void p_iov_read(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_iovecs(out, c, c->args[at], c->args[at + 1], c->failed ? IOVEC_ADDRESSES : c->result);
}

void p_iov_write(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_iovecs(out, c, c->args[at], c->args[at + 1], IOVEC_ALL);
}

void p_iov_addresses(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_iovecs(out, c, c->args[at], c->args[at + 1], IOVEC_ADDRESSES);
}

static void add_fd(struct args *out, const struct call *c, const void *item, void *state)
{
	(void)c, (void)state;
	arg_add(out, "%d", *(const int *)item);
}

void p_pipe(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_array(out, c, c->args[at], 2, sizeof(int), add_fd);
}

/* An offset that the kernel changes. At entry: where it starts. */
void p_offset_in(struct args *out, const struct call *c, int at)
{
	int64_t offset;

	if (arg_read(out, c, at, &offset, sizeof(offset)))
		arg_add(out, "[%lu]", (uint64_t)offset);
}

void p_signed_offset(struct args *out, const struct call *c, int at)
{
	int64_t offset;

	if (arg_read(out, c, at, &offset, sizeof(offset)))
		arg_add(out, "[%ld]", offset);
}

bool no_offset_out(const struct call *c)
{
	return !all_readable(c, c->args[2], sizeof(int64_t));
}

/* sendfile(2): where the offset ended, and the number of bytes asked for. */
void p_sendfile_count(struct args *out, const struct call *c, int at)
{
	int64_t offset;

	if (c->left && !c->failed && c->result && c->args[at - 1] && peek(c->pid, c->args[at - 1], &offset, sizeof(offset)) == sizeof(offset))
		arg_add(out, " => [%lu]", (uint64_t)offset);
	p_ulong(out, c, at);
}

/* The offset comes in two halves; on 64-bit machines the first half is all of it. */
void p_offset_and_flags(struct args *out, const struct call *c, int at)
{
	p_long(out, c, at);
	p_rwf_flags(out, c, at + 2);
}

FLAGS_PRINTER(p_close_range_flags, "0", "CLOSE_RANGE_???", { 2, "CLOSE_RANGE_UNSHARE" }, { 4, "CLOSE_RANGE_CLOEXEC" })
CHOICE_PRINTER(p_whence, "SEEK_???", NAMED(SEEK_SET), NAMED(SEEK_CUR), NAMED(SEEK_END), NAMED(SEEK_DATA), NAMED(SEEK_HOLE))
FLAGS_PRINTER(p_flock, "0", "LOCK_???", NAMED(LOCK_SH), NAMED(LOCK_EX), NAMED(LOCK_NB), NAMED(LOCK_UN), NAMED(LOCK_MAND), NAMED(LOCK_RW), NAMED(LOCK_READ),
	      NAMED(LOCK_WRITE))
FLAGS_PRINTER(p_fallocate_mode, "0", "FALLOC_FL_???", NAMED(FALLOC_FL_KEEP_SIZE), NAMED(FALLOC_FL_PUNCH_HOLE), { 4, "FALLOC_FL_NO_HIDE_STALE" },
	      NAMED(FALLOC_FL_COLLAPSE_RANGE), NAMED(FALLOC_FL_ZERO_RANGE), NAMED(FALLOC_FL_INSERT_RANGE), NAMED(FALLOC_FL_UNSHARE_RANGE))
CHOICE_PRINTER(p_fadvise, "POSIX_FADV_???", NAMED(POSIX_FADV_NORMAL), NAMED(POSIX_FADV_RANDOM), NAMED(POSIX_FADV_SEQUENTIAL), NAMED(POSIX_FADV_WILLNEED),
	       NAMED(POSIX_FADV_DONTNEED), NAMED(POSIX_FADV_NOREUSE))
FLAGS_PRINTER(p_sync_range_flags, "0", "SYNC_FILE_RANGE_???", NAMED(SYNC_FILE_RANGE_WAIT_BEFORE), NAMED(SYNC_FILE_RANGE_WRITE),
	      NAMED(SYNC_FILE_RANGE_WAIT_AFTER))
FLAGS_PRINTER(p_splice_flags, "0", "SPLICE_F_???", NAMED(SPLICE_F_MOVE), NAMED(SPLICE_F_NONBLOCK), NAMED(SPLICE_F_MORE), NAMED(SPLICE_F_GIFT))
FLAGS_PRINTER(p_rwf_flags, "0", "RWF_???", NAMED(RWF_HIPRI), NAMED(RWF_DSYNC), NAMED(RWF_SYNC), NAMED(RWF_NOWAIT), NAMED(RWF_APPEND))
