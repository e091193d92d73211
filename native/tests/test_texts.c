/* Single values as strace 6.1 spells them. Every kind of argument of every call is compared with strace itself: tests/programs/everyCall. */
#include "decode/line.h"
#include "tests/tap.h"

#include <fcntl.h>
#include <linux/ioctl.h>
#include <linux/perf_event.h>
#include <linux/prctl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <unistd.h>

#define AT(pointer) ((uint64_t)(uintptr_t)(pointer))

static struct args args;

/* The call as it returned with `result`: its arguments, a comma between two, and the result after a space. */
static const char *line(long number, int64_t result, uint64_t first, uint64_t second, uint64_t third)
{
	static char text[1024];
	struct call call = { .pid = getpid(), .number = number, .args = { first, second, third } };
	char ending[RESULT_TEXT];
	const char *error;
	size_t used = 0;

	args_at_entry(&args, &call);
	call.left = true;
	call.failed = result < 0;
	call.result = result;
	args_at_exit(&args, &call);
	result_text(ending, sizeof(ending), &call, &error);
	*text = '\0';
	for (size_t i = 0; i < args.count; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%s", i ? ", " : "", args.items[i]);
	snprintf(text + used, sizeof(text) - used, " = %s", ending);
	return text;
}

static void strings(void)
{
	is_str(line(SYS_chdir, 0, AT("\0018"), 0, 0), "\"\\18\" = 0", "8 is no octal digit: the escape before it is short");
	is_str(line(SYS_chdir, 0, AT("\0019"), 0, 0), "\"\\19\" = 0", "neither is 9");
	is_str(line(SYS_chdir, 0, AT("\0017"), 0, 0), "\"\\0017\" = 0", "7 is one");
	is_str(line(SYS_prctl, 0, PR_SET_NAME, AT("fourteen bytes"), 0), "PR_SET_NAME, \"fourteen bytes\" = 0", "a name of 14 bytes");
	is_str(line(SYS_prctl, 0, PR_SET_NAME, AT("fifteen bytes .and more"), 0), "PR_SET_NAME, \"fifteen bytes .\"... = 0",
	       "a name of 15 bytes may have gone on");
}

static void commands(void)
{
	is_str(line(SYS_ioctl, 0, 3, PERF_EVENT_IOC_RESET, 1ul << 48), "3, PERF_EVENT_IOC_RESET, 0 = 0", "the flags of perf have 32 bits");
	is_str(line(SYS_ioctl, 0, 3, _IOC(_IOC_WRITE, 'E', 0xb0, 0x18), 0), "3, _IOC(_IOC_WRITE, 0x45, 0xb0, 0x18), NULL = 0",
	       "input devices read from an address");
	is_str(line(SYS_ioctl, 0, 3, _IOC(_IOC_NONE, 'E', 0xb0, 0), 0), "3, _IOC(_IOC_NONE, 0x45, 0xb0, 0), 0 = 0", "without a direction it is none");
}

static void numbers(void)
{
	gid_t groups[2] = { 0, 7 };

	is_str(line(SYS_umask, 022, 0, 0, 0), "000 = 022", "the mask that hides nothing");
	is_str(line(SYS_umask, 0, 022, 0, 0), "022 = 000", "and as a result");
	is_str(line(SYS_getgroups, 0, 0, AT(NULL), 0), "0, NULL = 0", "no groups were asked for");
	is_str(line(SYS_getgroups, 0, 2, AT(groups), 0), "2, [] = 0", "there are no groups");
	is_str(line(SYS_getgroups, 2, 2, AT(groups), 0), "2, [0, 7] = 2", "there are two");
	is_str(line(SYS_setgroups, 0, 0, AT(groups), 0), "0, [] = 0", "all groups are left");
}

static void words(void)
{
	is_str(line(SYS_prctl, 0, PR_SET_PDEATHSIG, 9, 0), "PR_SET_PDEATHSIG, SIGKILL = 0", "a signal");
	is_str(line(SYS_prctl, -22, PR_SET_PDEATHSIG, UINT64_MAX, 0), "PR_SET_PDEATHSIG, 18446744073709551615 = -1 EINVAL (Invalid argument)",
	       "no signal, without a sign");
	is_str(line(SYS_prctl, 2, PR_GET_SPECULATION_CTRL, PR_SPEC_INDIRECT_BRANCH, 0),
	       "PR_GET_SPECULATION_CTRL, PR_SPEC_INDIRECT_BRANCH = 0x2 (PR_SPEC_ENABLE)", "two arguments, and what the result means");
	is_str(line(SYS_prctl, 0, PR_GET_DUMPABLE, 1, 2), "PR_GET_DUMPABLE = 0 (SUID_DUMP_DISABLE)", "one argument");
	is_str(line(SYS_ptrace, 0, PTRACE_TRACEME, 5, 6), "PTRACE_TRACEME = 0", "a request without arguments");
	is_str(line(SYS_ptrace, 0, PTRACE_CONT, 5, 0), "PTRACE_CONT, 5, NULL, 0 = 0", "no signal");
	is_str(line(SYS_ptrace, 0, PTRACE_SEIZE, 5, 0), "PTRACE_SEIZE, 5, NULL, 0 = 0", "no options");
}

int main(void)
{
	strings();
	numbers();
	commands();
	words();
	return done();
}
