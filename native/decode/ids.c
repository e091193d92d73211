/* Users, groups, capabilities, limits, resource usage. */
#include "decode/ids.h"

#include "decode/blocks.h"
#include "decode/plain.h"
#include "decode/time.h"

#include <linux/capability.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/time.h>

void add_id(struct args *out, unsigned id)
{
	arg_add(out, id == (unsigned)-1 ? "%d" : "%u", id);
}

void p_id(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_id(out, (unsigned)c->args[at]);
}

/* getresuid(2): three pointers to ids. */
void p_id_out(struct args *out, const struct call *c, int at)
{
	unsigned id;

	if (!arg_read(out, c, at, &id, sizeof(id)))
		return;
	arg_add(out, "[");
	add_id(out, id);
	arg_add(out, "]");
}

static void add_group(struct args *out, const struct call *c, const void *item, void *state)
{
	(void)c, (void)state;
	add_id(out, *(const unsigned *)item);
}

/* A process cannot have this many. */
#define MANY_GROUPS 65536

void p_groups_in(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if ((unsigned)c->args[at - 1] > MANY_GROUPS)
		add_pointer(out, c->args[at]);
	else
		add_array(out, c, c->args[at], (unsigned)c->args[at - 1], sizeof(unsigned), add_group);
}

void p_groups_out(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if (c->failed || (unsigned)c->result > MANY_GROUPS)
		add_pointer(out, c->args[at]);
	else
		add_array(out, c, c->args[at], (unsigned)c->result, sizeof(unsigned), add_group);
}

/* ---- capabilities ---- */

/* clang-format off */
static const char *const capabilities[] = {
	"CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_SETGID", "CAP_SETUID", "CAP_SETPCAP",
	"CAP_LINUX_IMMUTABLE", "CAP_NET_BIND_SERVICE", "CAP_NET_BROADCAST", "CAP_NET_ADMIN", "CAP_NET_RAW", "CAP_IPC_LOCK", "CAP_IPC_OWNER",
	"CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT", "CAP_SYS_PTRACE", "CAP_SYS_PACCT", "CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE",
	"CAP_SYS_RESOURCE", "CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG", "CAP_MKNOD", "CAP_LEASE", "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL", "CAP_SETFCAP",
	"CAP_MAC_OVERRIDE", "CAP_MAC_ADMIN", "CAP_SYSLOG", "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND", "CAP_AUDIT_READ", "CAP_PERFMON", "CAP_BPF",
	"CAP_CHECKPOINT_RESTORE",
};
/* clang-format on */
#define CAPABILITIES (sizeof(capabilities) / sizeof(*capabilities))

void add_capability(struct args *out, uint64_t number)
{
	if (number < CAPABILITIES)
		arg_add(out, "%s", capabilities[number]);
	else
		arg_add(out, "%#lx /* CAP_??? */", number);
}

/* clang-format off */
static const struct flag versions[] = {
	{ _LINUX_CAPABILITY_VERSION_1, "_LINUX_CAPABILITY_VERSION_1" }, { _LINUX_CAPABILITY_VERSION_2, "_LINUX_CAPABILITY_VERSION_2" },
	{ _LINUX_CAPABILITY_VERSION_3, "_LINUX_CAPABILITY_VERSION_3" }, { 0, NULL },
};
/* clang-format on */

void p_cap_header(struct args *out, const struct call *c, int at)
{
	struct __user_cap_header_struct header;

	arg_begin(out);
	if (!c->args[at] || peek(c->pid, c->args[at], &header, sizeof(header)) != sizeof(header)) {
		add_pointer(out, c->args[at]);
		return;
	}
	arg_add(out, "{version=");
	add_choice(out, header.version, versions, "_LINUX_CAPABILITY_VERSION_???");
	arg_add(out, ", pid=%d}", header.pid);
}

/* 32 capabilities, `first` and those after it. */
static bool add_capabilities(struct args *out, uint32_t set, unsigned first, bool any)
{
	bool named = false;

	for (unsigned bit = 0; bit < 32; bit++) {
		if (!(set >> bit & 1) || first + bit >= CAPABILITIES)
			continue;
		arg_add(out, "%s1<<%s", any || named ? "|" : "", capabilities[first + bit]);
		set &= ~(1u << bit);
		named = true;
	}
	if (set)
		arg_add(out, named ? "|%#x" : any ? "|%#x /* CAP_??? */" : "%#x /* CAP_??? */", set);
	return any || named || set;
}

static void add_capability_set(struct args *out, const char *name, uint32_t low, uint32_t high)
{
	arg_add(out, "%s=", name);
	if (!add_capabilities(out, high, 32, add_capabilities(out, low, 0, false)))
		arg_add(out, "0");
}

void p_cap_data(struct args *out, const struct call *c, int at)
{
	struct __user_cap_header_struct header;
	struct __user_cap_data_struct data[2] = { 0 };
	size_t len = sizeof(data[0]);

	/* Older versions had space for 32 capabilities only. */
	if (!c->args[at - 1] || peek(c->pid, c->args[at - 1], &header, sizeof(header)) != sizeof(header)) {
		p_pointer(out, c, at);
		return;
	}
	if (header.version == _LINUX_CAPABILITY_VERSION_2 || header.version == _LINUX_CAPABILITY_VERSION_3)
		len = sizeof(data);
	if (!arg_read(out, c, at, data, len))
		return;
	arg_add(out, "{");
	add_capability_set(out, "effective", data[0].effective, data[1].effective);
	add_capability_set(out, ", permitted", data[0].permitted, data[1].permitted);
	add_capability_set(out, ", inheritable", data[0].inheritable, data[1].inheritable);
	arg_add(out, "}");
}

/* ---- limits and use ---- */

CHOICE_PRINTER(p_resource, "RLIMIT_???", { RLIMIT_CPU, "RLIMIT_CPU" }, { RLIMIT_FSIZE, "RLIMIT_FSIZE" }, { RLIMIT_DATA, "RLIMIT_DATA" },
	       { RLIMIT_STACK, "RLIMIT_STACK" }, { RLIMIT_CORE, "RLIMIT_CORE" }, { RLIMIT_RSS, "RLIMIT_RSS" }, { RLIMIT_NPROC, "RLIMIT_NPROC" },
	       { RLIMIT_NOFILE, "RLIMIT_NOFILE" }, { RLIMIT_MEMLOCK, "RLIMIT_MEMLOCK" }, { RLIMIT_AS, "RLIMIT_AS" }, { RLIMIT_LOCKS, "RLIMIT_LOCKS" },
	       { RLIMIT_SIGPENDING, "RLIMIT_SIGPENDING" }, { RLIMIT_MSGQUEUE, "RLIMIT_MSGQUEUE" }, { RLIMIT_NICE, "RLIMIT_NICE" },
	       { RLIMIT_RTPRIO, "RLIMIT_RTPRIO" }, { RLIMIT_RTTIME, "RLIMIT_RTTIME" })

/* strace prints whole kilobytes as 8192*1024. */
static void add_limit(struct args *out, uint64_t value)
{
	if (value == UINT64_MAX)
		arg_add(out, "RLIM64_INFINITY");
	else if (value > 1024 && value % 1024 == 0)
		arg_add(out, "%lu*1024", value / 1024);
	else
		arg_add(out, "%lu", value);
}

void p_limits(struct args *out, const struct call *c, int at)
{
	uint64_t limits[2];

	if (!arg_read(out, c, at, limits, sizeof(limits)))
		return;
	arg_add(out, "{rlim_cur=");
	add_limit(out, limits[0]);
	arg_add(out, ", rlim_max=");
	add_limit(out, limits[1]);
	arg_add(out, "}");
}

CHOICE_PRINTER(p_usage_who, "RUSAGE_???", { 0, "RUSAGE_SELF" }, { (unsigned)-1, "RUSAGE_CHILDREN" }, { (unsigned)-2, "RUSAGE_BOTH" }, { 1, "RUSAGE_THREAD" })

static void add_rusage(struct args *out, const struct rusage *usage)
{
	arg_add(out, "{ru_utime=");
	add_timeval(out, &usage->ru_utime, false);
	arg_add(out, ", ru_stime=");
	add_timeval(out, &usage->ru_stime, false);
	arg_add(out, ", ...}");
}

void p_usage_out(struct args *out, const struct call *c, int at)
{
	struct rusage usage;

	if (arg_read(out, c, at, &usage, sizeof(usage)))
		add_rusage(out, &usage);
}

/* What a waited-for child has used: nothing, if none has ended. */
void p_rusage(struct args *out, const struct call *c, int at)
{
	if (c->result == 0 && call_is(c, "wait4"))
		p_pointer(out, c, at);
	else
		p_usage_out(out, c, at);
}
