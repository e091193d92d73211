/*
 * Which calls have nothing to do with affinity. The table says what is known to be harmless; a call that it does not name
 * concerns affinity. So a mistake by omission costs time, not exactness.
 *
 * A read(2) shows whatever its file shows: /proc/PID/status has a line Cpus_allowed. So the file system behind the
 * descriptor decides. The mount is read from /proc/PID/fdinfo, because stat(2) and statfs(2) may wait for a server.
 */
#include "tracer/affinity.h"

#include "decode/foreign.h"
#include "decode/process.h"
#include "tasks/observe.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { KIND_UNKNOWN, KIND_HARMLESS, KIND_SLEEPS, KIND_DESCRIPTOR, KIND_NEW_MOUNT, KIND_CREATES, KIND_BEYOND };

/* clang-format off */
static const unsigned char kinds[512] = {
	/* memory */
	[SYS_mmap] = KIND_HARMLESS, [SYS_munmap] = KIND_HARMLESS, [SYS_mprotect] = KIND_HARMLESS, [SYS_mremap] = KIND_HARMLESS,
	[SYS_brk] = KIND_HARMLESS, [SYS_madvise] = KIND_HARMLESS,
	/* signals */
	[SYS_rt_sigaction] = KIND_HARMLESS, [SYS_rt_sigprocmask] = KIND_HARMLESS, [SYS_rt_sigreturn] = KIND_HARMLESS,
	[SYS_rt_sigpending] = KIND_HARMLESS, [SYS_sigaltstack] = KIND_HARMLESS, [SYS_kill] = KIND_HARMLESS, [SYS_tkill] = KIND_HARMLESS,
	[SYS_tgkill] = KIND_HARMLESS, [SYS_rt_sigsuspend] = KIND_SLEEPS, [SYS_rt_sigtimedwait] = KIND_SLEEPS,
	/* files */
	[SYS_openat] = KIND_HARMLESS, [SYS_close] = KIND_HARMLESS, [SYS_close_range] = KIND_HARMLESS, [SYS_dup] = KIND_HARMLESS,
	[SYS_dup3] = KIND_HARMLESS, [SYS_fcntl] = KIND_HARMLESS, [SYS_lseek] = KIND_HARMLESS, [SYS_pipe2] = KIND_HARMLESS,
	[SYS_fstat] = KIND_HARMLESS, [SYS_newfstatat] = KIND_HARMLESS, [SYS_statx] = KIND_HARMLESS, [SYS_faccessat] = KIND_HARMLESS,
	[SYS_faccessat2] = KIND_HARMLESS, [SYS_readlinkat] = KIND_HARMLESS, [SYS_getdents64] = KIND_HARMLESS, [SYS_getcwd] = KIND_HARMLESS,
	[SYS_chdir] = KIND_HARMLESS, [SYS_fchdir] = KIND_HARMLESS, [SYS_umask] = KIND_HARMLESS,
	[SYS_read] = KIND_DESCRIPTOR, [SYS_write] = KIND_DESCRIPTOR, [SYS_readv] = KIND_DESCRIPTOR, [SYS_writev] = KIND_DESCRIPTOR,
	[SYS_pread64] = KIND_DESCRIPTOR, [SYS_pwrite64] = KIND_DESCRIPTOR, [SYS_ioctl] = KIND_DESCRIPTOR,
	/* waiting */
	[SYS_wait4] = KIND_SLEEPS, [SYS_waitid] = KIND_SLEEPS, [SYS_futex] = KIND_SLEEPS, [SYS_nanosleep] = KIND_SLEEPS,
	[SYS_clock_nanosleep] = KIND_SLEEPS, [SYS_ppoll] = KIND_SLEEPS, [SYS_pselect6] = KIND_SLEEPS, [SYS_epoll_pwait] = KIND_SLEEPS,
	[SYS_accept4] = KIND_SLEEPS, [SYS_recvfrom] = KIND_SLEEPS, [SYS_recvmsg] = KIND_SLEEPS, [SYS_restart_syscall] = KIND_SLEEPS,
	[SYS_epoll_create1] = KIND_HARMLESS, [SYS_epoll_ctl] = KIND_HARMLESS, [SYS_eventfd2] = KIND_HARMLESS,
	/* identity, time, resources */
	[SYS_getpid] = KIND_HARMLESS, [SYS_getppid] = KIND_HARMLESS, [SYS_gettid] = KIND_HARMLESS, [SYS_getuid] = KIND_HARMLESS,
	[SYS_geteuid] = KIND_HARMLESS, [SYS_getgid] = KIND_HARMLESS, [SYS_getegid] = KIND_HARMLESS, [SYS_getresuid] = KIND_HARMLESS,
	[SYS_getresgid] = KIND_HARMLESS, [SYS_getgroups] = KIND_HARMLESS, [SYS_getpgid] = KIND_HARMLESS, [SYS_setpgid] = KIND_HARMLESS,
	[SYS_getsid] = KIND_HARMLESS, [SYS_setsid] = KIND_HARMLESS, [SYS_uname] = KIND_HARMLESS, [SYS_sysinfo] = KIND_HARMLESS,
	[SYS_clock_gettime] = KIND_HARMLESS, [SYS_clock_getres] = KIND_HARMLESS, [SYS_gettimeofday] = KIND_HARMLESS,
	[SYS_times] = KIND_HARMLESS, [SYS_getrusage] = KIND_HARMLESS, [SYS_prlimit64] = KIND_HARMLESS, [SYS_getrandom] = KIND_HARMLESS,
	/* what a libc does at its start, and at the end */
	[SYS_set_tid_address] = KIND_HARMLESS, [SYS_set_robust_list] = KIND_HARMLESS, [SYS_rseq] = KIND_HARMLESS,
	[SYS_execve] = KIND_HARMLESS, [SYS_exit] = KIND_HARMLESS, [SYS_exit_group] = KIND_HARMLESS,
#ifdef SYS_arch_prctl
	[SYS_arch_prctl] = KIND_HARMLESS,
#endif
#ifdef SYS_open
	[SYS_open] = KIND_HARMLESS, [SYS_access] = KIND_HARMLESS, [SYS_stat] = KIND_HARMLESS, [SYS_lstat] = KIND_HARMLESS,
	[SYS_readlink] = KIND_HARMLESS, [SYS_dup2] = KIND_HARMLESS, [SYS_pipe] = KIND_HARMLESS, [SYS_getpgrp] = KIND_HARMLESS,
	[SYS_time] = KIND_HARMLESS, [SYS_getrlimit] = KIND_HARMLESS, [SYS_pause] = KIND_SLEEPS, [SYS_poll] = KIND_SLEEPS,
	[SYS_select] = KIND_SLEEPS, [SYS_epoll_wait] = KIND_SLEEPS,
#endif
	/* After these, the number of a mount says nothing. */
	[SYS_mount] = KIND_NEW_MOUNT, [SYS_umount2] = KIND_NEW_MOUNT, [SYS_pivot_root] = KIND_NEW_MOUNT, [SYS_setns] = KIND_NEW_MOUNT,
	[SYS_unshare] = KIND_NEW_MOUNT, [SYS_move_mount] = KIND_NEW_MOUNT, [SYS_open_tree] = KIND_NEW_MOUNT, [SYS_fsmount] = KIND_NEW_MOUNT,
	/* The kernel works for the caller after the call, too. */
	[SYS_io_uring_setup] = KIND_BEYOND, [SYS_bpf] = KIND_BEYOND,
	/* A real-time task that computes would keep a tracer on the same processor from running. */
	[SYS_sched_setscheduler] = KIND_BEYOND, [SYS_sched_setattr] = KIND_BEYOND,
	[SYS_clone] = KIND_CREATES, [SYS_clone3] = KIND_CREATES,
};
/* File systems whose files hold what was written to them; a read from devtmpfs gives zeroes or random bytes. */
static const char *const plain_filesystems[] = {
	"ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "bcachefs", "tmpfs", "ramfs", "rootfs", "overlay", "squashfs", "erofs", "vfat",
	"iso9660", "nfs", "nfs4", "devtmpfs", NULL,
};
/* clang-format on */

#define MANY_MOUNTS 256
#define EXAMPLES 3
static struct {
	bool known, unsure;
	int plain[MANY_MOUNTS], plain_count;
	int examples[EXAMPLES];
} mounts;

static bool is_plain(const char *filesystem)
{
	for (const char *const *plain = plain_filesystems; *plain; plain++)
		if (strcmp(*plain, filesystem) == 0)
			return true;
	return false;
}

/* Pipes, sockets and what has no name are on mounts of the kernel's own, which mountinfo does not list. An example shows each. */
static void find_examples(void)
{
	int fds[EXAMPLES + 1] = { -1, -1, socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), eventfd(0, EFD_CLOEXEC) };

	if (pipe2(fds, O_CLOEXEC) != 0)
		fds[0] = fds[1] = -1;
	for (int i = 0; i < EXAMPLES; i++)
		mounts.examples[i] = observe_mount(getpid(), fds[i + 1]);
	for (int i = 0; i <= EXAMPLES; i++)
		if (fds[i] >= 0)
			close(fds[i]);
}

static void find_mounts(void)
{
	FILE *file = fopen("/proc/self/mountinfo", "re");
	char *line = NULL, filesystem[32];
	size_t room = 0;
	int mount;

	mounts.known = true;
	find_examples();
	while (file && mounts.plain_count < MANY_MOUNTS && getline(&line, &room, file) > 0) {
		const char *after = strstr(line, " - ");

		if (after && sscanf(line, "%d", &mount) == 1 && sscanf(after, " - %31s", filesystem) == 1 && is_plain(filesystem))
			mounts.plain[mounts.plain_count++] = mount;
	}
	free(line);
	if (file)
		fclose(file);
}

/* Another task of the same descriptors may put another file behind this number before the call is made. */
static bool descriptors_change(const struct task *t)
{
	for (const struct task *other = task_after(NULL); other; other = task_after(other))
		if (other != t && other->busy && (other->flags | t->flags) & CLONE_FILES)
			return true;
	return false;
}

static enum concern concern_of_descriptor(const struct task *t, int fd)
{
	int mount;

	if (descriptors_change(t))
		return CONCERN_AFFINITY;
	if (!mounts.known)
		find_mounts();
	mount = observe_mount(t->tid, fd);
	for (int i = 0; i < EXAMPLES; i++)
		if (mount >= 0 && mounts.examples[i] == mount)
			return CONCERN_SLEEP;
	for (int i = 0; i < mounts.plain_count && !mounts.unsure; i++)
		if (mounts.plain[i] == mount)
			return CONCERN_NONE;
	return CONCERN_AFFINITY;
}

/* A task that nobody traces could look at any time. One in other mounts numbers them anew. */
static enum concern concern_of_creation(const struct call *c)
{
	uint64_t flags;
	int exit_signal;

	if (!creation(c, &flags, &exit_signal))
		return CONCERN_AFFINITY;
	mounts.unsure = mounts.unsure || flags & CLONE_NEWNS;
	return flags & CLONE_UNTRACED ? CONCERN_BEYOND : CONCERN_AFFINITY;
}

enum concern concern_of(const struct task *t, bool look)
{
	const struct call *c = &t->call;

	if (is_foreign(c) || c->number < 0 || (size_t)c->number >= sizeof(kinds))
		return CONCERN_AFFINITY;
	switch ((enum kind)kinds[c->number]) {
	case KIND_HARMLESS:
		return CONCERN_NONE;
	case KIND_SLEEPS:
		return CONCERN_SLEEP;
	case KIND_DESCRIPTOR:
		return look ? concern_of_descriptor(t, (int)c->args[0]) : CONCERN_AFFINITY;
	case KIND_NEW_MOUNT:
		mounts.unsure = true;
		return CONCERN_AFFINITY;
	case KIND_CREATES:
		return concern_of_creation(c);
	case KIND_BEYOND:
		return CONCERN_BEYOND;
	default:
		return CONCERN_AFFINITY;
	}
}
