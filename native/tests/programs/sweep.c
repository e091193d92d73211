/*
 * Every system call, with arguments that are all 0 ("zero"), count up ("count"), are all -1 ("minus"),
 * or all point to zeroes ("page") or to text ("text"). A filter keeps any of them from happening.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LAST 460
/* Calls reserved for the kernel's own code: a process that makes them is killed. */
#define URETPROBE 335
#define UPROBE 336

static char page[8192] __attribute__((aligned(4096)));

int main(int argc, char **argv)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };
	const char *what = argc > 1 ? argv[1] : "zero";
	long a[6];

	for (int i = 0; i < 6; i++)
		a[i] = strcmp(what, "count") == 0 ? i + 1 : strcmp(what, "minus") == 0 ? -1 : strcmp(what, "zero") == 0 ? 0 : (long)page;
	if (strcmp(what, "text") == 0)
		for (size_t i = 0; i < sizeof(page); i++)
			page[i] = i % 48 == 47 ? 0 : 'x';
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
	for (long n = 0; n < LAST; n++)
		if (n != SYS_exit && n != SYS_exit_group && n != URETPROBE && n != UPROBE)
			syscall(n, a[0], a[1], a[2], a[3], a[4], a[5]);
	return 0;
}
