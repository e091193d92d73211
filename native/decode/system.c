/* System information, random numbers, comparison, personalities, landlock. */
#include "decode/system.h"

#include "decode/blocks.h"
#include "decode/plain.h"
#include "decode/strings.h"

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
