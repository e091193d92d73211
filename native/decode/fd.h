/* Descriptors: reading and writing, pipes, copies, locks. See fd.c. */
#ifndef DECODE_FD_H
#define DECODE_FD_H

#include "decode/call.h"

/* The parts of a message or a vector. `written`: show no more bytes than this, or all of them, or only their addresses. */
#define IOVEC_ALL (-1)
#define IOVEC_ADDRESSES (-2)
void add_iovecs(struct args *out, const struct call *c, uint64_t address, uint64_t count, int64_t written);
/* The same of parts of netlink messages. */
void add_netlink_iovecs(struct args *out, const struct call *c, uint64_t address, uint64_t count, int64_t written);
/* For `whole` in calls.h: the answer is the same at entry and at exit. */
bool no_offset_out(const struct call *c);

printer p_read, p_write, p_iov_read, p_iov_write, p_iov_addresses, p_pipe, p_offset_in, p_sendfile_count, p_offset_and_flags, p_close_range_flags, p_whence,
	p_flock, p_fallocate_mode, p_fadvise, p_sync_range_flags, p_splice_flags, p_rwf_flags, p_received, p_signed_offset, p_sent;

#endif
