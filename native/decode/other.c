/* Memory, ids, limits, time, and what a program does as it starts. */
#include "decode.h"

#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#if defined(__x86_64__)
#include <asm/prctl.h>
#endif

void p_prot(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { { PROT_READ, "PROT_READ" }, { PROT_WRITE, "PROT_WRITE" }, { PROT_EXEC, "PROT_EXEC" }, { 0, NULL } };

	arg_begin(out);
	add_flags(out, c->args[at], flags, "PROT_NONE", "PROT_???");
}

void p_map_flags(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = {
		{ MAP_FIXED, "MAP_FIXED" }, { MAP_ANONYMOUS, "MAP_ANONYMOUS" },
#ifdef MAP_32BIT
		{ MAP_32BIT, "MAP_32BIT" },
#endif
		{ MAP_NORESERVE, "MAP_NORESERVE" }, { MAP_POPULATE, "MAP_POPULATE" }, { MAP_NONBLOCK, "MAP_NONBLOCK" },
		{ MAP_GROWSDOWN, "MAP_GROWSDOWN" }, { MAP_DENYWRITE, "MAP_DENYWRITE" }, { MAP_EXECUTABLE, "MAP_EXECUTABLE" },
		{ MAP_LOCKED, "MAP_LOCKED" }, { MAP_HUGETLB, "MAP_HUGETLB" }, { MAP_STACK, "MAP_STACK" },
		{ MAP_FIXED_NOREPLACE, "MAP_FIXED_NOREPLACE" }, { 0, NULL },
	};
	static const struct flag types[] = { { MAP_SHARED, "MAP_SHARED" }, { MAP_PRIVATE, "MAP_PRIVATE" }, { 3, "MAP_SHARED_VALIDATE" }, { 0, NULL } };

	arg_begin(out);
	add_choice(out, c->args[at] & 0xf, types, "MAP_???");
	if (c->args[at] & ~(uint64_t)0xf) {
		arg_add(out, "|");
		add_flags(out, c->args[at] & ~(uint64_t)0xf, flags, "0", "MAP_???");
	}
}

void p_offset(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, "%#lx", c->args[at]);
}

void p_arch(struct args *out, const struct call *c, int at)
{
#if defined(__x86_64__)
	static const struct flag codes[] = {
		{ ARCH_SET_GS, "ARCH_SET_GS" }, { ARCH_SET_FS, "ARCH_SET_FS" }, { ARCH_GET_FS, "ARCH_GET_FS" }, { ARCH_GET_GS, "ARCH_GET_GS" }, { 0, NULL },
	};

	arg_begin(out);
	add_choice(out, (unsigned)c->args[at], codes, "ARCH_???");
	arg_begin(out);
	add_pointer(out, c->args[at + 1]);
#else
	p_hex(out, c, at);
	p_hex(out, c, at + 1);
#endif
}

void p_resource(struct args *out, const struct call *c, int at)
{
	static const struct flag names[] = {
		{ RLIMIT_CPU, "RLIMIT_CPU" }, { RLIMIT_FSIZE, "RLIMIT_FSIZE" }, { RLIMIT_DATA, "RLIMIT_DATA" }, { RLIMIT_STACK, "RLIMIT_STACK" },
		{ RLIMIT_CORE, "RLIMIT_CORE" }, { RLIMIT_RSS, "RLIMIT_RSS" }, { RLIMIT_NPROC, "RLIMIT_NPROC" }, { RLIMIT_NOFILE, "RLIMIT_NOFILE" },
		{ RLIMIT_MEMLOCK, "RLIMIT_MEMLOCK" }, { RLIMIT_AS, "RLIMIT_AS" }, { RLIMIT_LOCKS, "RLIMIT_LOCKS" },
		{ RLIMIT_SIGPENDING, "RLIMIT_SIGPENDING" }, { RLIMIT_MSGQUEUE, "RLIMIT_MSGQUEUE" }, { RLIMIT_NICE, "RLIMIT_NICE" },
		{ RLIMIT_RTPRIO, "RLIMIT_RTPRIO" }, { RLIMIT_RTTIME, "RLIMIT_RTTIME" }, { 0, NULL },
	};

	arg_begin(out);
	add_choice(out, c->args[at], names, "RLIMIT_???");
}

/* Whole kilobytes read better: strace prints 8192*1024. */
static void add_limit(struct args *out, uint64_t value)
{
	if (value == UINT64_MAX)
		arg_add(out, "RLIM64_INFINITY");
	else if (value > 1024 && value % 1024 == 0)
		arg_add(out, "%lu*1024", value / 1024);
	else
		arg_add(out, "%lu", value);
}

static void print_limits(struct args *out, const struct call *c, int at, bool readable)
{
	uint64_t limits[2];

	arg_begin(out);
	if (!readable || !c->args[at] || peek(c->pid, c->args[at], limits, sizeof(limits)) != sizeof(limits)) {
		add_pointer(out, c->args[at]);
		return;
	}
	arg_add(out, "{rlim_cur=");
	add_limit(out, limits[0]);
	arg_add(out, ", rlim_max=");
	add_limit(out, limits[1]);
	arg_add(out, "}");
}

void p_limits_in(struct args *out, const struct call *c, int at)
{
	print_limits(out, c, at, true);
}

void p_limits_out(struct args *out, const struct call *c, int at)
{
	print_limits(out, c, at, !c->failed);
}

void p_random(struct args *out, const struct call *c, int at)
{
	size_t len = c->failed ? 0 : (size_t)c->result;
	unsigned char bytes[STRING_BYTES];
	size_t part = len < sizeof(bytes) ? len : sizeof(bytes);

	arg_begin(out);
	if (c->failed || peek(c->pid, c->args[at], bytes, part) != part) {
		add_pointer(out, c->args[at]);
		return;
	}
	/* Random bytes are no text: strace prints each in hex. */
	arg_add(out, "\"");
	for (size_t i = 0; i < part; i++)
		arg_add(out, "\\x%02x", bytes[i]);
	arg_add(out, len > part ? "\"..." : "\"");
}

void p_random_flags(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { { GRND_NONBLOCK, "GRND_NONBLOCK" }, { GRND_RANDOM, "GRND_RANDOM" }, { 4, "GRND_INSECURE" }, { 0, NULL } };

	arg_begin(out);
	add_flags(out, (unsigned)c->args[at], flags, "0", "GRND_???");
}

static const struct flag clocks[] = {
	{ CLOCK_REALTIME, "CLOCK_REALTIME" }, { CLOCK_MONOTONIC, "CLOCK_MONOTONIC" }, { CLOCK_PROCESS_CPUTIME_ID, "CLOCK_PROCESS_CPUTIME_ID" },
	{ CLOCK_THREAD_CPUTIME_ID, "CLOCK_THREAD_CPUTIME_ID" }, { CLOCK_MONOTONIC_RAW, "CLOCK_MONOTONIC_RAW" }, { CLOCK_BOOTTIME, "CLOCK_BOOTTIME" }, { 0, NULL },
};

void p_clock(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_choice(out, c->args[at], clocks, "CLOCK_???");
}

void p_clock_flags(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { { TIMER_ABSTIME, "TIMER_ABSTIME" }, { 0, NULL } };

	arg_begin(out);
	add_flags(out, c->args[at], flags, "0", "TIMER_???");
}

static void print_timespec(struct args *out, const struct call *c, int at, bool readable)
{
	struct timespec t;

	arg_begin(out);
	if (!readable || !c->args[at] || peek(c->pid, c->args[at], &t, sizeof(t)) != sizeof(t))
		add_pointer(out, c->args[at]);
	else
		arg_add(out, "{tv_sec=%ld, tv_nsec=%ld}", (long)t.tv_sec, t.tv_nsec);
}

void p_time_in(struct args *out, const struct call *c, int at)
{
	print_timespec(out, c, at, true);
}

void p_time_out(struct args *out, const struct call *c, int at)
{
	print_timespec(out, c, at, !c->failed);
}

/* The time left is written only when the sleep was cut short. */
void p_time_left(struct args *out, const struct call *c, int at)
{
	print_timespec(out, c, at, c->failed && c->result != -514 && c->result != -516);
}

void p_prctl(struct args *out, const struct call *c, int at)
{
	static const struct flag options[] = {
		{ PR_SET_PDEATHSIG, "PR_SET_PDEATHSIG" }, { PR_GET_DUMPABLE, "PR_GET_DUMPABLE" }, { PR_SET_DUMPABLE, "PR_SET_DUMPABLE" },
		{ PR_GET_KEEPCAPS, "PR_GET_KEEPCAPS" }, { PR_SET_KEEPCAPS, "PR_SET_KEEPCAPS" }, { PR_SET_NAME, "PR_SET_NAME" }, { PR_GET_NAME, "PR_GET_NAME" },
		{ PR_SET_NO_NEW_PRIVS, "PR_SET_NO_NEW_PRIVS" }, { PR_GET_NO_NEW_PRIVS, "PR_GET_NO_NEW_PRIVS" },
		{ PR_SET_THP_DISABLE, "PR_SET_THP_DISABLE" }, { PR_GET_THP_DISABLE, "PR_GET_THP_DISABLE" },
		{ PR_SET_CHILD_SUBREAPER, "PR_SET_CHILD_SUBREAPER" }, { 0, NULL },
	};

	arg_begin(out);
	add_choice(out, (unsigned)c->args[at], options, "PR_???");
	switch (c->args[at]) {
	case PR_SET_PDEATHSIG:
		arg_begin(out);
		add_signal(out, (int)c->args[at + 1]);
		return;
	case PR_SET_NAME:
		arg_begin(out);
		add_string(out, c->pid, c->args[at + 1], 0);
		return;
	case PR_SET_NO_NEW_PRIVS:
	case PR_SET_THP_DISABLE:
		p_ulong(out, c, at + 1);
		p_hex(out, c, at + 2);
		p_hex(out, c, at + 3);
		p_hex(out, c, at + 4);
		return;
	case PR_SET_CHILD_SUBREAPER:
	case PR_SET_KEEPCAPS:
		p_ulong(out, c, at + 1);
		return;
	case PR_GET_DUMPABLE:
	case PR_GET_KEEPCAPS:
		return;
	}
	for (int i = at + 1; i < 5; i++)
		p_hex(out, c, i);
}

void p_futex(struct args *out, const struct call *c, int at)
{
	static const struct flag commands[] = {
		{ 0, "FUTEX_WAIT" }, { 1, "FUTEX_WAKE" }, { 3, "FUTEX_REQUEUE" }, { 4, "FUTEX_CMP_REQUEUE" }, { 5, "FUTEX_WAKE_OP" },
		{ 9, "FUTEX_WAIT_BITSET" }, { 10, "FUTEX_WAKE_BITSET" }, { 0, NULL },
	};
	uint64_t command = c->args[at] & 127;
	bool bitset = command == 9, wait = command == 0 || bitset;

	arg_begin(out);
	add_choice(out, command, commands, "FUTEX_???");
	if (c->args[at] & FUTEX_PRIVATE_FLAG)
		arg_add(out, "_PRIVATE");
	if (c->args[at] & FUTEX_CLOCK_REALTIME)
		arg_add(out, "|FUTEX_CLOCK_REALTIME");
	p_uint(out, c, at + 1);
	if (wait)
		p_time_in(out, c, at + 2);
	if (bitset) {
		p_pointer(out, c, at + 3);
		arg_begin(out);
		if ((unsigned)c->args[at + 4] == 0xffffffffu)
			arg_add(out, "FUTEX_BITSET_MATCH_ANY");
		else
			arg_add(out, "%#x", (unsigned)c->args[at + 4]);
	}
}

/* getresuid(2): three pointers to ids. */
void p_id_out(struct args *out, const struct call *c, int at)
{
	unsigned id;

	arg_begin(out);
	if (c->failed || peek(c->pid, c->args[at], &id, sizeof(id)) != sizeof(id))
		add_pointer(out, c->args[at]);
	else
		arg_add(out, "[%u]", id);
}

/* -1 leaves an id as it is. */
void p_id(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, (unsigned)c->args[at] == (unsigned)-1 ? "%d" : "%u", (unsigned)c->args[at]);
}

void p_group_list(struct args *out, const struct call *c, int at)
{
	unsigned group;
	size_t count = c->args[at - 1];

	arg_begin(out);
	if (count == 0 && c->args[at]) {
		arg_add(out, "[]");
		return;
	}
	if (!c->args[at]) {
		arg_add(out, "NULL");
		return;
	}
	arg_add(out, "[");
	for (size_t i = 0; i < count && i < STRING_BYTES; i++)
		if (peek(c->pid, c->args[at] + 4 * i, &group, sizeof(group)) == sizeof(group))
			arg_add(out, "%s%u", i ? ", " : "", group);
	arg_add(out, count > STRING_BYTES ? ", ...]" : "]");
}

void p_domain(struct args *out, const struct call *c, int at)
{
	static const struct flag domains[] = { { AF_UNIX, "AF_UNIX" }, { AF_INET, "AF_INET" }, { AF_INET6, "AF_INET6" }, { AF_NETLINK, "AF_NETLINK" }, { 0, NULL } };

	arg_begin(out);
	add_choice(out, c->args[at], domains, "AF_???");
}

void p_socket_type(struct args *out, const struct call *c, int at)
{
	static const struct flag types[] = {
		{ SOCK_STREAM, "SOCK_STREAM" }, { SOCK_DGRAM, "SOCK_DGRAM" }, { SOCK_RAW, "SOCK_RAW" }, { SOCK_SEQPACKET, "SOCK_SEQPACKET" }, { 0, NULL },
	};
	static const struct flag flags[] = { { SOCK_CLOEXEC, "SOCK_CLOEXEC" }, { SOCK_NONBLOCK, "SOCK_NONBLOCK" }, { 0, NULL } };

	arg_begin(out);
	add_choice(out, c->args[at] & 0xf, types, "SOCK_???");
	if (c->args[at] & ~(uint64_t)0xf) {
		arg_add(out, "|");
		add_flags(out, c->args[at] & ~(uint64_t)0xf, flags, "0", "SOCK_???");
	}
}

void p_message_flags(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = {
		{ MSG_PEEK, "MSG_PEEK" }, { MSG_WAITALL, "MSG_WAITALL" }, { MSG_DONTWAIT, "MSG_DONTWAIT" }, { MSG_NOSIGNAL, "MSG_NOSIGNAL" },
		{ MSG_CMSG_CLOEXEC, "MSG_CMSG_CLOEXEC" }, { 0, NULL },
	};

	arg_begin(out);
	add_flags(out, (unsigned)c->args[at], flags, "0", "MSG_???");
}
