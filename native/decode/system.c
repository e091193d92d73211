/* System information, random numbers, seccomp, landlock, io_uring, message queues. */
#include "decode/system.h"

#include "decode/blocks.h"
#include "decode/file.h"
#include "decode/plain.h"
#include "decode/strings.h"

#include <fcntl.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

void p_utsname(struct args *out, const struct call *c, int at)
{
	struct utsname name;

	if (!arg_read(out, c, at, &name, sizeof(name)))
		return;
	/* A host name may contain any bytes. */
	arg_add(out, "{sysname=");
	add_field_text(out, (const unsigned char *)name.sysname, sizeof(name.sysname));
	arg_add(out, ", nodename=");
	add_field_text(out, (const unsigned char *)name.nodename, sizeof(name.nodename));
	arg_add(out, ", ...}");
}

/* The maximum length of a name. */
#define HOST_NAME_BYTES 64

void p_host_name(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if ((unsigned)c->args[at + 1] > HOST_NAME_BYTES)
		add_pointer(out, c->args[at]);
	else
		add_buffer(out, c, c->args[at], (unsigned)c->args[at + 1]);
}

void p_sysinfo(struct args *out, const struct call *c, int at)
{
	struct sysinfo s;

	if (!arg_read(out, c, at, &s, sizeof(s)))
		return;
	arg_add(out, "{uptime=%lu, loads=[%lu, %lu, %lu], totalram=%lu, freeram=%lu, sharedram=%lu, bufferram=%lu, totalswap=%lu, freeswap=%lu",
		(unsigned long)s.uptime, s.loads[0], s.loads[1], s.loads[2], s.totalram, s.freeram, s.sharedram, s.bufferram, s.totalswap, s.freeswap);
	arg_add(out, ", procs=%u, totalhigh=%lu, freehigh=%lu, mem_unit=%u}", s.procs, s.totalhigh, s.freehigh, s.mem_unit);
}

void p_random(struct args *out, const struct call *c, int at)
{
	unsigned char bytes[STRING_BYTES];
	size_t len = c->failed ? 0 : (size_t)c->result;
	size_t part = len < sizeof(bytes) ? len : sizeof(bytes);

	/* Random bytes are not text. */
	if (arg_read(out, c, at, bytes, part))
		add_hex_bytes(out, bytes, part, len > part);
}

FLAGS_PRINTER(p_random_flags, "0", "GRND_???", { 1, "GRND_NONBLOCK" }, { 2, "GRND_RANDOM" }, { 4, "GRND_INSECURE" })

/* ---- kinds of comparison, personalities ---- */

/* Which of the descriptors that an epoll descriptor waits for. */
static void print_slot(struct args *out, const struct call *c, int at)
{
	unsigned slot[3];

	if (arg_read(out, c, at, slot, sizeof(slot)))
		arg_add(out, "{efd=%d, tfd=%d, toff=%u}", (int)slot[0], (int)slot[1], slot[2]);
}

void p_kcmp(struct args *out, const struct call *c, int at)
{
	static const struct flag types[] = {
		{ 0, "KCMP_FILE" }, { 1, "KCMP_VM" },      { 2, "KCMP_FILES" },     { 3, "KCMP_FS" }, { 4, "KCMP_SIGHAND" },
		{ 5, "KCMP_IO" },   { 6, "KCMP_SYSVSEM" }, { 7, "KCMP_EPOLL_TFD" }, { 0, NULL },
	};
	unsigned type = (unsigned)c->args[at];

	arg_begin(out);
	add_choice(out, type, types, "KCMP_???");
	if (type == 0) {
		p_int(out, c, at + 1);
		p_int(out, c, at + 2);
	} else if (type == 7) {
		p_int(out, c, at + 1);
		print_slot(out, c, at + 2);
	} else if (type > 7) {
		p_hex(out, c, at + 1);
		p_hex(out, c, at + 2);
	}
}

static void add_personality(struct args *out, unsigned value)
{
	static const struct flag kinds[] = {
		{ 0, "PER_LINUX" }, { 6, "PER_BSD" },   { 8, "PER_LINUX32" }, { 12, "PER_RISCOS" },
		{ 15, "PER_OSF4" }, { 16, "PER_HPUX" }, { 0xff, "PER_MASK" }, { 0, NULL },
	};
	/* clang-format off */
	static const struct flag flags[] = {
		{ 0x20000, "UNAME26" }, { 0x40000, "ADDR_NO_RANDOMIZE" }, { 0x80000, "FDPIC_FUNCPTRS" }, { 0x100000, "MMAP_PAGE_ZERO" },
		{ 0x200000, "ADDR_COMPAT_LAYOUT" }, { 0x400000, "READ_IMPLIES_EXEC" }, { 0x800000, "ADDR_LIMIT_32BIT" }, { 0x1000000, "SHORT_INODE" },
		{ 0x2000000, "WHOLE_SECONDS" }, { 0x4000000, "STICKY_TIMEOUTS" }, { 0x8000000, "ADDR_LIMIT_3GB" }, { 0, NULL },
	};
	/* clang-format on */

	add_choice(out, value & 0xff, kinds, "PER_???");
	if (value & ~0xffu) {
		arg_add(out, "|");
		add_flags(out, value & ~0xffu, flags, "0", NULL);
	}
}

void p_personality(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if ((unsigned)c->args[at] == 0xffffffff)
		arg_add(out, "0xffffffff");
	else
		add_personality(out, (unsigned)c->args[at]);
}

void r_personality(struct args *out, const struct call *c, int at)
{
	(void)at;
	arg_add(out, c->result ? "%#lx (" : "%lx (", (unsigned long)c->result);
	add_personality(out, (unsigned)c->result);
	arg_add(out, ")");
}

/* ---- landlock ---- */

static void add_landlock_access(struct args *out, uint64_t access)
{
	/* clang-format off */
	static const struct flag rights[] = {
		{ 1, "LANDLOCK_ACCESS_FS_EXECUTE" }, { 2, "LANDLOCK_ACCESS_FS_WRITE_FILE" }, { 4, "LANDLOCK_ACCESS_FS_READ_FILE" },
		{ 8, "LANDLOCK_ACCESS_FS_READ_DIR" }, { 16, "LANDLOCK_ACCESS_FS_REMOVE_DIR" }, { 32, "LANDLOCK_ACCESS_FS_REMOVE_FILE" },
		{ 64, "LANDLOCK_ACCESS_FS_MAKE_CHAR" }, { 128, "LANDLOCK_ACCESS_FS_MAKE_DIR" }, { 256, "LANDLOCK_ACCESS_FS_MAKE_REG" },
		{ 512, "LANDLOCK_ACCESS_FS_MAKE_SOCK" }, { 1024, "LANDLOCK_ACCESS_FS_MAKE_FIFO" }, { 2048, "LANDLOCK_ACCESS_FS_MAKE_BLOCK" },
		{ 4096, "LANDLOCK_ACCESS_FS_MAKE_SYM" }, { 8192, "LANDLOCK_ACCESS_FS_REFER" }, { 0, NULL },
	};
	/* clang-format on */

	add_flags(out, access, rights, "0", "LANDLOCK_ACCESS_FS_???");
}

void p_landlock_ruleset(struct args *out, const struct call *c, int at)
{
	uint64_t handled;

	if (!c->args[at] || c->args[at + 1] < sizeof(handled)) {
		p_pointer(out, c, at);
		return;
	}
	if (!arg_read(out, c, at, &handled, sizeof(handled)))
		return;
	arg_add(out, "{handled_access_fs=");
	add_landlock_access(out, handled);
	arg_add(out, c->args[at + 1] > sizeof(handled) ? ", ...}" : "}");
}

FLAGS_PRINTER(p_landlock_flags, "0", "LANDLOCK_CREATE_RULESET_???", { 1, "LANDLOCK_CREATE_RULESET_VERSION" })
CHOICE_PRINTER(p_landlock_rule_type, "LANDLOCK_RULE_???", { 1, "LANDLOCK_RULE_PATH_BENEATH" })

void p_landlock_rule(struct args *out, const struct call *c, int at)
{
	struct {
		uint64_t allowed;
		int parent;
	} __attribute__((packed)) rule;

	if ((unsigned)c->args[at - 1] != 1) {
		p_pointer(out, c, at);
		return;
	}
	if (!arg_read(out, c, at, &rule, sizeof(rule)))
		return;
	arg_add(out, "{allowed_access=");
	add_landlock_access(out, rule.allowed);
	arg_add(out, ", parent_fd=%d}", rule.parent);
}

/* ---- io_uring ---- */

FLAGS_PRINTER(p_uring_enter_flags, "0", "IORING_ENTER_???", { 1, "IORING_ENTER_GETEVENTS" }, { 2, "IORING_ENTER_SQ_WAKEUP" }, { 4, "IORING_ENTER_SQ_WAIT" },
	      { 8, "IORING_ENTER_EXT_ARG" }, { 16, "IORING_ENTER_REGISTERED_RING" })

void p_uring_register_op(struct args *out, const struct call *c, int at)
{
	/* clang-format off */
	static const char *const names[] = {
		"REGISTER_BUFFERS", "UNREGISTER_BUFFERS", "REGISTER_FILES", "UNREGISTER_FILES", "REGISTER_EVENTFD", "UNREGISTER_EVENTFD", "REGISTER_FILES_UPDATE",
		"REGISTER_EVENTFD_ASYNC", "REGISTER_PROBE", "REGISTER_PERSONALITY", "UNREGISTER_PERSONALITY", "REGISTER_RESTRICTIONS", "REGISTER_ENABLE_RINGS",
		"REGISTER_FILES2", "REGISTER_FILES_UPDATE2", "REGISTER_BUFFERS2", "REGISTER_BUFFERS_UPDATE", "REGISTER_IOWQ_AFF", "UNREGISTER_IOWQ_AFF",
		"REGISTER_IOWQ_MAX_WORKERS", "REGISTER_RING_FDS", "UNREGISTER_RING_FDS", "REGISTER_PBUF_RING", "UNREGISTER_PBUF_RING",
	};
	/* clang-format on */
	unsigned operation = (unsigned)c->args[at];

	arg_begin(out);
	if (operation < sizeof(names) / sizeof(*names))
		arg_add(out, "IORING_%s", names[operation]);
	else
		arg_add(out, "%#x /* IORING_REGISTER_??? */", operation);
}

struct uring_params {
	uint32_t sq_entries, cq_entries, flags, sq_thread_cpu, sq_thread_idle, features, wq_fd, resv[3];
	struct {
		uint32_t head, tail, ring_mask, ring_entries, flags, dropped, array, resv1;
		uint64_t resv2;
	} sq;
	struct {
		uint32_t head, tail, ring_mask, ring_entries, overflow, cqes, flags, resv1;
		uint64_t resv2;
	} cq;
};

#define URING_CQSIZE 8
#define URING_ATTACH_WQ 32

static void add_uring_request(struct args *out, const struct uring_params *p)
{
	/* clang-format off */
	static const struct flag flags[] = {
		{ 1, "IORING_SETUP_IOPOLL" }, { 2, "IORING_SETUP_SQPOLL" }, { 4, "IORING_SETUP_SQ_AFF" }, { 8, "IORING_SETUP_CQSIZE" }, { 16, "IORING_SETUP_CLAMP" },
		{ 32, "IORING_SETUP_ATTACH_WQ" }, { 64, "IORING_SETUP_R_DISABLED" }, { 128, "IORING_SETUP_SUBMIT_ALL" }, { 256, "IORING_SETUP_COOP_TASKRUN" },
		{ 512, "IORING_SETUP_TASKRUN_FLAG" }, { 1024, "IORING_SETUP_SQE128" }, { 2048, "IORING_SETUP_CQE32" },
		{ 0, NULL },
	};
	/* clang-format on */

	arg_add(out, "{flags=");
	add_flags(out, p->flags, flags, "0", "IORING_SETUP_???");
	arg_add(out, p->sq_thread_cpu ? ", sq_thread_cpu=%#x, sq_thread_idle=%u" : ", sq_thread_cpu=%x, sq_thread_idle=%u", p->sq_thread_cpu,
		p->sq_thread_idle);
	if (p->flags & URING_ATTACH_WQ)
		arg_add(out, ", wq_fd=%d", (int)p->wq_fd);
	if (p->resv[0] || p->resv[1] || p->resv[2])
		arg_add(out, ", resv=[%#x, %#x, %#x]", p->resv[0], p->resv[1], p->resv[2]);
}

/* Fields without a meaning are shown only if there is something in them. */
static void add_reserved(struct args *out, uint32_t first, uint64_t second)
{
	if (first)
		arg_add(out, ", resv1=%#x", first);
	if (second)
		arg_add(out, ", resv2=%#lx", second);
	arg_add(out, "}");
}

static void add_uring_answer(struct args *out, const struct uring_params *p)
{
	/* clang-format off */
	static const struct flag features[] = {
		{ 1, "IORING_FEAT_SINGLE_MMAP" }, { 2, "IORING_FEAT_NODROP" }, { 4, "IORING_FEAT_SUBMIT_STABLE" }, { 8, "IORING_FEAT_RW_CUR_POS" },
		{ 16, "IORING_FEAT_CUR_PERSONALITY" }, { 32, "IORING_FEAT_FAST_POLL" }, { 64, "IORING_FEAT_POLL_32BITS" }, { 128, "IORING_FEAT_SQPOLL_NONFIXED" },
		{ 256, "IORING_FEAT_EXT_ARG" }, { 512, "IORING_FEAT_NATIVE_WORKERS" }, { 1024, "IORING_FEAT_RSRC_TAGS" }, { 2048, "IORING_FEAT_CQE_SKIP" },
		{ 4096, "IORING_FEAT_LINKED_FILE" }, { 0, NULL },
	};
	/* clang-format on */

	arg_add(out, ", sq_entries=%u, cq_entries=%u, features=", p->sq_entries, p->cq_entries);
	add_flags(out, p->features, features, "0", "IORING_FEAT_???");
	arg_add(out, ", sq_off={head=%u, tail=%u, ring_mask=%u, ring_entries=%u, flags=%u, dropped=%u, array=%u", p->sq.head, p->sq.tail, p->sq.ring_mask,
		p->sq.ring_entries, p->sq.flags, p->sq.dropped, p->sq.array);
	add_reserved(out, p->sq.resv1, p->sq.resv2);
	arg_add(out, ", cq_off={head=%u, tail=%u, ring_mask=%u, ring_entries=%u, overflow=%u, cqes=%u, flags=%u", p->cq.head, p->cq.tail, p->cq.ring_mask,
		p->cq.ring_entries, p->cq.overflow, p->cq.cqes, p->cq.flags);
	add_reserved(out, p->cq.resv1, p->cq.resv2);
	arg_add(out, "}");
}

/* At entry: what is asked for. */
void p_uring_params(struct args *out, const struct call *c, int at)
{
	struct uring_params p;

	if (arg_read(out, c, at, &p, sizeof(p)))
		add_uring_request(out, &p);
}

/* At exit: what the kernel returned. */
void p_uring_given(struct args *out, const struct call *c, int at)
{
	struct uring_params p;

	(void)at;
	if (peek(c->pid, c->args[1], &p, sizeof(p)) != sizeof(p))
		return;
	if (c->failed)
		arg_add(out, "}");
	else
		add_uring_answer(out, &p);
}

/* ---- message queues ---- */

/* The structure has room for four numbers more. */
static bool read_mq_attr(struct args *out, const struct call *c, int at, int64_t attr[8])
{
	return arg_read(out, c, at, attr, 8 * sizeof(*attr));
}

static void add_mq_sizes(struct args *out, const int64_t attr[8])
{
	arg_add(out, ", mq_maxmsg=%ld, mq_msgsize=%ld, mq_curmsgs=%ld}", attr[1], attr[2], attr[3]);
}

void p_mq_attr(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { NAMED(O_NONBLOCK), { 0, NULL } };
	int64_t attr[8];

	if (!read_mq_attr(out, c, at, attr))
		return;
	arg_add(out, "{mq_flags=");
	add_flags(out, (uint64_t)attr[0], flags, "0", "O_???");
	add_mq_sizes(out, attr);
}

/* The flags of a new queue are those of mq_open(2), so these have no names. */
static void print_new_queue(struct args *out, const struct call *c, int at)
{
	int64_t attr[8];

	if (!read_mq_attr(out, c, at, attr))
		return;
	arg_add(out, attr[0] ? "{mq_flags=%#lx" : "{mq_flags=%lx", (unsigned long)attr[0]);
	add_mq_sizes(out, attr);
}

/* mq_open(2): the arguments after the flags matter only if a queue may be created. */
void p_mq_open(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_open_flags(out, (unsigned)c->args[at]);
	if (!(c->args[at] & O_CREAT))
		return;
	p_mode(out, c, at + 1);
	print_new_queue(out, c, at + 2);
}
