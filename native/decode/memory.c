/* Memory: mappings, advice, policies, shared memory. */
#include "decode/memory.h"

#include "decode/blocks.h"
#include "decode/names.h"
#include "decode/plain.h"

#include <linux/mempolicy.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>

#define HUGE_SHIFT 26
#define HUGE_MASK (63u << HUGE_SHIFT)
#define MAP_TYPE_BITS 0xfu

WIDE_FLAGS_PRINTER(p_prot, "PROT_NONE", "PROT_???", NAMED(PROT_READ), NAMED(PROT_WRITE), NAMED(PROT_EXEC), { 8, "PROT_SEM" }, NAMED(PROT_GROWSDOWN),
		   NAMED(PROT_GROWSUP))

/* Flags whose top six bits hold the size of huge pages, as an exponent. */
static void add_huge_flags(struct args *out, unsigned flags, const struct flag *table, const char *what, const char *shift)
{
	unsigned low = flags & ~HUGE_MASK, exponent = flags >> HUGE_SHIFT;

	if (low || !exponent)
		add_flags(out, low, table, "0", what);
	if (exponent)
		arg_add(out, "%s%u<<%s", low ? "|" : "", exponent, shift);
}

void p_map_flags(struct args *out, const struct call *c, int at)
{
	static const struct flag types[] = {
		{ 0, "MAP_FILE" }, { MAP_SHARED, "MAP_SHARED" }, { MAP_PRIVATE, "MAP_PRIVATE" }, { 3, "MAP_SHARED_VALIDATE" }, { 0, NULL },
	};
	/* clang-format off */
	static const struct flag flags[] = {
		NAMED(MAP_FIXED), { MAP_ANONYMOUS, "MAP_ANONYMOUS" },
#ifdef MAP_32BIT
		NAMED(MAP_32BIT),
#endif
		NAMED(MAP_NORESERVE), NAMED(MAP_POPULATE), NAMED(MAP_NONBLOCK), NAMED(MAP_GROWSDOWN), NAMED(MAP_DENYWRITE), NAMED(MAP_EXECUTABLE),
		NAMED(MAP_LOCKED), NAMED(MAP_STACK), NAMED(MAP_HUGETLB), NAMED(MAP_SYNC), NAMED(MAP_FIXED_NOREPLACE), { 0, NULL },
	};
	/* clang-format on */
	unsigned value = (unsigned)c->args[at];

	arg_begin(out);
	add_choice(out, value & MAP_TYPE_BITS, types, "MAP_???");
	if (value & ~MAP_TYPE_BITS) {
		arg_add(out, "|");
		add_huge_flags(out, value & ~MAP_TYPE_BITS, flags, NULL, "MAP_HUGE_SHIFT");
	}
}

void p_memfd_flags(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { NAMED(MFD_CLOEXEC), NAMED(MFD_ALLOW_SEALING), NAMED(MFD_HUGETLB), { 0, NULL } };

	arg_begin(out);
	add_huge_flags(out, (unsigned)c->args[at], flags, "MFD_???", "MFD_HUGE_SHIFT");
}

/* The new address matters only if the mapping may move to a given address. */
void p_mremap(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { NAMED(MREMAP_MAYMOVE), NAMED(MREMAP_FIXED), { 4, "MREMAP_DONTUNMAP" }, { 0, NULL } };

	arg_begin(out);
	add_flags(out, c->args[at], flags, "0", "MREMAP_???");
	if (c->args[at] & MREMAP_MAYMOVE && c->args[at] & MREMAP_FIXED)
		p_pointer(out, c, at + 1);
}

CHOICE_PRINTER(p_madvise, "MADV_???", NAMED(MADV_NORMAL), NAMED(MADV_RANDOM), NAMED(MADV_SEQUENTIAL), NAMED(MADV_WILLNEED), NAMED(MADV_DONTNEED),
	       NAMED(MADV_FREE), NAMED(MADV_REMOVE), NAMED(MADV_DONTFORK), NAMED(MADV_DOFORK), NAMED(MADV_MERGEABLE), NAMED(MADV_UNMERGEABLE),
	       NAMED(MADV_HUGEPAGE), NAMED(MADV_NOHUGEPAGE), NAMED(MADV_DONTDUMP), NAMED(MADV_DODUMP), NAMED(MADV_WIPEONFORK), NAMED(MADV_KEEPONFORK),
	       { 20, "MADV_COLD" }, { 21, "MADV_PAGEOUT" }, { 22, "MADV_POPULATE_READ" }, { 23, "MADV_POPULATE_WRITE" }, { 24, "MADV_DONTNEED_LOCKED" },
	       { 25, "MADV_COLLAPSE" }, { 100, "MADV_HWPOISON" }, { 101, "MADV_SOFT_OFFLINE" })
FLAGS_PRINTER(p_msync_flags, "0", "MS_???", NAMED(MS_SYNC), NAMED(MS_ASYNC), NAMED(MS_INVALIDATE))
FLAGS_PRINTER(p_mlock2_flags, "0", "MLOCK_???", { 1, "MLOCK_ONFAULT" })
FLAGS_PRINTER(p_mlockall_flags, "0", "MCL_???", { 1, "MCL_CURRENT" }, { 2, "MCL_FUTURE" }, { 4, "MCL_ONFAULT" })
WIDE_FLAGS_PRINTER(p_pkey_rights, "0", "PKEY_???", { 1, "PKEY_DISABLE_ACCESS" }, { 2, "PKEY_DISABLE_WRITE" }, { 4, "PKEY_DISABLE_EXECUTE" })
CHOICE_PRINTER(p_membarrier, "MEMBARRIER_CMD_???", { 0, "MEMBARRIER_CMD_QUERY" }, { 1, "MEMBARRIER_CMD_GLOBAL" }, { 2, "MEMBARRIER_CMD_GLOBAL_EXPEDITED" },
	       { 4, "MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED" }, { 8, "MEMBARRIER_CMD_PRIVATE_EXPEDITED" },
	       { 16, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED" }, { 32, "MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE" },
	       { 64, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE" }, { 128, "MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ" },
	       { 256, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ" })

/* The processor matters only for commands that name one. */
void p_membarrier_flags(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { { 1, "MEMBARRIER_CMD_FLAG_CPU" }, { 0, NULL } };

	arg_begin(out);
	add_flags(out, (unsigned)c->args[at], flags, "0", "MEMBARRIER_CMD_FLAG_???");
	if (c->args[at] & 1)
		p_int(out, c, at + 1);
}

/* MEMBARRIER_CMD_QUERY returns a set of commands. */
void r_membarrier(struct args *out, const struct call *c, int at)
{
	/* clang-format off */
	static const struct flag commands[] = {
		{ 1, "MEMBARRIER_CMD_GLOBAL" }, { 2, "MEMBARRIER_CMD_GLOBAL_EXPEDITED" }, { 4, "MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED" },
		{ 8, "MEMBARRIER_CMD_PRIVATE_EXPEDITED" }, { 16, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED" },
		{ 32, "MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE" }, { 64, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE" },
		{ 128, "MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ" }, { 256, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ" }, { 0, NULL },
	};
	/* clang-format on */

	(void)at;
	if ((unsigned)c->args[0] != 0 || c->result == 0) {
		arg_add(out, "%ld", (long)c->result);
		return;
	}
	arg_add(out, "%#lx (", (unsigned long)c->result);
	add_flags(out, (uint64_t)c->result, commands, "0", NULL);
	arg_add(out, ")");
}

/* ---- NUMA policies ---- */

static const struct flag policies[] = {
	NAMED(MPOL_DEFAULT), NAMED(MPOL_PREFERRED), NAMED(MPOL_BIND), NAMED(MPOL_INTERLEAVE), NAMED(MPOL_LOCAL), { 5, "MPOL_PREFERRED_MANY" }, { 0, NULL },
};

static void add_policy(struct args *out, uint64_t value)
{
	/* clang-format off */
	static const struct flag flags[] = {
		{ 0x8000, "MPOL_F_STATIC_NODES" }, { 0x4000, "MPOL_F_RELATIVE_NODES" }, { 0x2000, "MPOL_F_NUMA_BALANCING" }, { 0, NULL },
	};
	/* clang-format on */
	const char *policy = choice(value & ~(uint64_t)0xe000, policies);

	if (!policy) {
		if (value & 0xe000)
			add_flags(out, value, flags, "0", "MPOL_???");
		else
			add_choice(out, value, policies, "MPOL_???");
		return;
	}
	arg_add(out, "%s", policy);
	if (value & 0xe000) {
		arg_add(out, "|");
		add_flags(out, value & 0xe000, flags, "0", NULL);
	}
}

void p_policy(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_policy(out, (unsigned)c->args[at]);
}

void p_wide_policy(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_policy(out, c->args[at]);
}

void p_policy_out(struct args *out, const struct call *c, int at)
{
	int policy;

	if (!arg_read(out, c, at, &policy, sizeof(policy)))
		return;
	arg_add(out, "[");
	add_choice(out, (unsigned)policy, policies, "MPOL_???");
	arg_add(out, "]");
}

static void add_word(struct args *out, const struct call *c, const void *item, void *state)
{
	(void)c, (void)state;
	arg_add(out, "%#016lx", *(const uint64_t *)item);
}

/* A set of nodes; the next argument is the number of bits. */
void p_nodes(struct args *out, const struct call *c, int at)
{
	/* The kernel takes one bit less than it is told; a number near the largest is none. */
	uint64_t bits = c->args[at + 1], count = (bits + 62) / 64;

	arg_begin(out);
	if (count < bits / 64 || (bits && !count))
		add_pointer(out, c->args[at]);
	else
		add_array(out, c, c->args[at], count, sizeof(uint64_t), add_word);
}

FLAGS_PRINTER(p_mbind_flags, "0", "MPOL_???", { 1, "MPOL_MF_STRICT" }, { 2, "MPOL_MF_MOVE" }, { 4, "MPOL_MF_MOVE_ALL" })
static void add_page(struct args *out, const struct call *c, const void *item, void *state)
{
	(void)c, (void)state;
	add_pointer(out, *(const uint64_t *)item);
}

static void add_node(struct args *out, const struct call *c, const void *item, void *state)
{
	(void)c, (void)state;
	int node = *(const int *)item;
	const char *error = returned_errno_name(node);

	if (error)
		arg_add(out, "-%s", error);
	else
		arg_add(out, "%d", node);
}

static void add_int(struct args *out, const struct call *c, const void *item, void *state)
{
	(void)c, (void)state;
	arg_add(out, "%d", *(const int *)item);
}

/* move_pages(2): the second argument is the number of pages, nodes and results. */
void p_pages(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_array(out, c, c->args[at], c->args[1], sizeof(uint64_t), add_page);
}

void p_page_nodes(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_array(out, c, c->args[at], c->args[1], sizeof(int), add_int);
}

/* The nodes where the pages are now, or the errors. */
void p_page_status(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_array(out, c, c->args[at], c->args[1], sizeof(int), add_node);
}

FLAGS_PRINTER(p_move_flags, "0", "MPOL_???", { 2, "MPOL_MF_MOVE" }, { 4, "MPOL_MF_MOVE_ALL" })
WIDE_FLAGS_PRINTER(p_get_policy_flags, "0", "MPOL_???", { 1, "MPOL_F_NODE" }, { 2, "MPOL_F_ADDR" }, { 4, "MPOL_F_MEMS_ALLOWED" })

/* ---- System V shared memory ---- */

void p_ipc_key(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if ((unsigned)c->args[at])
		arg_add(out, "%#x", (unsigned)c->args[at]);
	else
		arg_add(out, "IPC_PRIVATE");
}

void p_shmget_flags(struct args *out, const struct call *c, int at)
{
	static const struct flag flags[] = { NAMED(IPC_CREAT), NAMED(IPC_EXCL), NAMED(SHM_HUGETLB), NAMED(SHM_NORESERVE), { 0, NULL } };
	unsigned value = (unsigned)c->args[at];

	arg_begin(out);
	if (value & ~0777u) {
		add_huge_flags(out, value & ~0777u, flags, NULL, "SHM_HUGE_SHIFT");
		arg_add(out, "|");
	}
	arg_add(out, "%#03o", value & 0777);
}

FLAGS_PRINTER(p_shmat_flags, "0", "SHM_???", NAMED(SHM_RDONLY), NAMED(SHM_RND), NAMED(SHM_REMAP), NAMED(SHM_EXEC))

static void add_residence(struct args *out, const struct call *c, const void *item, void *state)
{
	(void)c, (void)state;
	arg_add(out, "%d", *(const unsigned char *)item & 1);
}

/* mincore(2): one byte per page. */
void p_residence(struct args *out, const struct call *c, int at)
{
	uint64_t len = c->args[at - 1];

	arg_begin(out);
	add_array(out, c, c->args[at], len / PEEK_PAGE + (len % PEEK_PAGE ? 1 : 0), 1, add_residence);
}
