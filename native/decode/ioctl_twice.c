/* Structures of ioctl(2) that are shown twice: as they were passed, and as the kernel left them. */
#include "decode/ioctl_twice.h"

#include "decode/address.h"
#include "decode/blocks.h"
#include "decode/names.h"
#include "decode/peek.h"
#include "decode/siginfo.h"
#include "decode/strings.h"

#include <linux/audit.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>

/* ---- where a file lies ---- */

static void add_extent_flags(struct args *out, unsigned value)
{
	static const struct flag flags[] = { NAMED(FIEMAP_FLAG_SYNC), NAMED(FIEMAP_FLAG_XATTR), NAMED(FIEMAP_FLAG_CACHE), { 0, NULL } };

	add_flags(out, value, flags, "0", "FIEMAP_FLAG_???");
}

static void ask_extents(struct args *out, const struct call *c, int at)
{
	struct fiemap m;

	if (!arg_read(out, c, at, &m, sizeof(m)))
		return;
	arg_add(out, "{fm_start=%llu, fm_length=%llu, fm_flags=", m.fm_start, m.fm_length);
	add_extent_flags(out, m.fm_flags);
	arg_add(out, ", fm_extent_count=%u}", m.fm_extent_count);
}

static void answer_extents(struct args *out, const struct call *c, int at)
{
	struct fiemap m;

	if (c->failed)
		return;
	arg_add(out, " => ");
	if (!part_read(out, c, c->args[at], &m, sizeof(m)))
		return;
	arg_add(out, "{fm_flags=");
	add_extent_flags(out, m.fm_flags);
	arg_add(out, ", fm_mapped_extents=%u, ...}", m.fm_mapped_extents);
}

/* ---- a call that a filter hands to its listener ---- */

static void add_notice(struct args *out, const struct seccomp_notif *n)
{
	const char *name = syscall_name(n->data.nr);

#if defined(__x86_64__)
	/* The numbers of another table are not looked up. */
	if (n->data.arch != AUDIT_ARCH_X86_64)
		name = NULL;
#endif
	arg_add(out, n->id ? "{id=%#llx, pid=%d" : "{id=%llx, pid=%d", n->id, (int)n->pid);
	arg_add(out, n->flags ? ", flags=%#x" : ", flags=%x", n->flags);
	if (name)
		arg_add(out, ", data={nr=__NR_%s, arch=", name);
	else
		arg_add(out, ", data={nr=%u, arch=", (unsigned)n->data.nr);
	add_arch(out, n->data.arch);
	arg_add(out, ", instruction_pointer=");
	add_pointer(out, n->data.instruction_pointer);
	arg_add(out, ", args=[");
	for (size_t i = 0; i < sizeof(n->data.args) / sizeof(*n->data.args); i++)
		arg_add(out, n->data.args[i] ? "%s%#llx" : "%s%llx", i ? ", " : "", n->data.args[i]);
	arg_add(out, "]}}");
}

/* As a program should pass it, it is empty, and nothing is said of it. */
static void ask_notice(struct args *out, const struct call *c, int at)
{
	static const struct seccomp_notif zero;
	struct seccomp_notif n;

	if (peek(c->pid, c->args[at], &n, sizeof(n)) == sizeof(n) && memcmp(&n, &zero, sizeof(n)) == 0)
		return;
	out->kept = true;
	if (!arg_read(out, c, at, &n, sizeof(n)))
		return;
	add_notice(out, &n);
	arg_add(out, " => ");
}

static void answer_notice(struct args *out, const struct call *c, int at)
{
	struct seccomp_notif n;

	if (out->kept == NOTHING_KEPT)
		arg_begin(out);
	if (part_read(out, c, c->args[at], &n, sizeof(n)))
		add_notice(out, &n);
}

/* ---- the list of interfaces ---- */

#define NO_BUFFER (1ll << 32)

static void add_list_length(struct args *out, int len)
{
	arg_add(out, "%d", len);
	if (len > 0 && len % (int)sizeof(struct ifreq) == 0)
		arg_add(out, " /* %d * sizeof(struct ifreq) */", len / (int)sizeof(struct ifreq));
}

static void add_listed(struct args *out, const struct call *c, const void *item, void *state)
{
	const struct ifreq *i = item;

	(void)c, (void)state;
	arg_add(out, "{ifr_name=");
	add_field_text(out, (const unsigned char *)i->ifr_name, sizeof(i->ifr_name));
	arg_add(out, ", ifr_addr=");
	add_known_address(out, &i->ifr_addr, sizeof(i->ifr_addr));
	arg_add(out, "}");
}

static void ask_interfaces(struct args *out, const struct call *c, int at)
{
	struct ifconf list;

	if (!arg_read(out, c, at, &list, sizeof(list)))
		return;
	out->kept = (unsigned)list.ifc_len;
	arg_add(out, "{ifc_len=");
	if (list.ifc_buf)
		add_list_length(out, list.ifc_len);
	else
		out->kept |= NO_BUFFER;
}

static void answer_interfaces(struct args *out, const struct call *c, int at)
{
	bool no_buffer = out->kept & NO_BUFFER;
	struct ifconf list = { .ifc_len = (int)out->kept };

	peek(c->pid, c->args[at], &list, sizeof(list));
	if (!no_buffer && list.ifc_len != (int)out->kept)
		arg_add(out, " => ");
	if (no_buffer || list.ifc_len != (int)out->kept)
		add_list_length(out, list.ifc_len);
	arg_add(out, ", ifc_buf=");
	if (no_buffer || c->failed) {
		add_pointer(out, (uint64_t)(uintptr_t)list.ifc_buf);
	} else {
		struct list items = {
			.address = (uint64_t)(uintptr_t)list.ifc_buf,
			.count = (unsigned)list.ifc_len / sizeof(struct ifreq),
			.size = sizeof(struct ifreq),
			.add = add_listed,
		};

		add_list(out, c, &items);
	}
	arg_add(out, "}");
}

static const struct {
	unsigned command;
	size_t size;
	printer *ask, *answer;
} commands[] = {
	{ FS_IOC_FIEMAP, sizeof(struct fiemap), ask_extents, answer_extents },
	{ SECCOMP_IOCTL_NOTIF_RECV, sizeof(struct seccomp_notif), ask_notice, answer_notice },
	{ SIOCGIFCONF, sizeof(struct ifconf), ask_interfaces, answer_interfaces },
};

static size_t place_of(const struct call *c)
{
	size_t place = 0;

	while (commands[place].command != (unsigned)c->args[1])
		place++;
	return place;
}

bool no_answer(const struct call *c)
{
	return !all_readable(c, c->args[2], commands[place_of(c)].size);
}

void p_asked(struct args *out, const struct call *c, int at)
{
	commands[place_of(c)].ask(out, c, at);
}

void p_answered(struct args *out, const struct call *c, int at)
{
	commands[place_of(c)].answer(out, c, at);
}
