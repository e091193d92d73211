/* io_uring: what is asked for at entry, and what the kernel returned. */
#include "decode/uring.h"

#include "decode/blocks.h"
#include "decode/plain.h"

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
