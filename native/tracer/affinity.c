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
#include <linux/sched.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A harmless call may put another file behind a number; one that keeps does not. */
enum kind { KIND_UNKNOWN, KIND_KEEPS, KIND_HARMLESS, KIND_SLEEPS, KIND_DESCRIPTOR, KIND_NEW_MOUNT, KIND_CREATES, KIND_BEYOND };

/* clang-format off */
static const unsigned char kinds[512] = {
	/* memory */
	[SYS_mmap] = KIND_KEEPS, [SYS_munmap] = KIND_KEEPS, [SYS_mprotect] = KIND_KEEPS, [SYS_mremap] = KIND_KEEPS,
	[SYS_brk] = KIND_KEEPS, [SYS_madvise] = KIND_KEEPS,
	/* signals */
	[SYS_rt_sigaction] = KIND_KEEPS, [SYS_rt_sigprocmask] = KIND_KEEPS, [SYS_rt_sigreturn] = KIND_KEEPS,
	[SYS_rt_sigpending] = KIND_KEEPS, [SYS_sigaltstack] = KIND_KEEPS, [SYS_kill] = KIND_KEEPS, [SYS_tkill] = KIND_KEEPS,
	[SYS_tgkill] = KIND_KEEPS, [SYS_rt_sigsuspend] = KIND_SLEEPS, [SYS_rt_sigtimedwait] = KIND_SLEEPS,
	/* files */
	[SYS_openat] = KIND_HARMLESS, [SYS_close] = KIND_HARMLESS, [SYS_close_range] = KIND_HARMLESS, [SYS_dup] = KIND_HARMLESS,
	[SYS_dup3] = KIND_HARMLESS, [SYS_fcntl] = KIND_HARMLESS, [SYS_lseek] = KIND_KEEPS, [SYS_pipe2] = KIND_HARMLESS,
	[SYS_fstat] = KIND_KEEPS, [SYS_newfstatat] = KIND_KEEPS, [SYS_statx] = KIND_KEEPS, [SYS_faccessat] = KIND_KEEPS,
	[SYS_faccessat2] = KIND_KEEPS, [SYS_readlinkat] = KIND_KEEPS, [SYS_getdents64] = KIND_KEEPS, [SYS_getcwd] = KIND_KEEPS,
	[SYS_chdir] = KIND_KEEPS, [SYS_fchdir] = KIND_KEEPS, [SYS_umask] = KIND_KEEPS,
	[SYS_read] = KIND_DESCRIPTOR, [SYS_write] = KIND_DESCRIPTOR, [SYS_readv] = KIND_DESCRIPTOR, [SYS_writev] = KIND_DESCRIPTOR,
	[SYS_pread64] = KIND_DESCRIPTOR, [SYS_pwrite64] = KIND_DESCRIPTOR, [SYS_ioctl] = KIND_DESCRIPTOR,
	/* waiting */
	[SYS_wait4] = KIND_SLEEPS, [SYS_waitid] = KIND_SLEEPS, [SYS_futex] = KIND_SLEEPS, [SYS_nanosleep] = KIND_SLEEPS,
	[SYS_clock_nanosleep] = KIND_SLEEPS, [SYS_ppoll] = KIND_SLEEPS, [SYS_pselect6] = KIND_SLEEPS, [SYS_epoll_pwait] = KIND_SLEEPS,
	[SYS_accept4] = KIND_SLEEPS, [SYS_recvfrom] = KIND_SLEEPS, [SYS_recvmsg] = KIND_SLEEPS, [SYS_restart_syscall] = KIND_SLEEPS,
	[SYS_epoll_create1] = KIND_HARMLESS, [SYS_epoll_ctl] = KIND_HARMLESS, [SYS_eventfd2] = KIND_HARMLESS,
	/* identity, time, resources */
	[SYS_getpid] = KIND_KEEPS, [SYS_getppid] = KIND_KEEPS, [SYS_gettid] = KIND_KEEPS, [SYS_getuid] = KIND_KEEPS,
	[SYS_geteuid] = KIND_KEEPS, [SYS_getgid] = KIND_KEEPS, [SYS_getegid] = KIND_KEEPS, [SYS_getresuid] = KIND_KEEPS,
	[SYS_getresgid] = KIND_KEEPS, [SYS_getgroups] = KIND_KEEPS, [SYS_getpgid] = KIND_KEEPS, [SYS_setpgid] = KIND_KEEPS,
	[SYS_getsid] = KIND_KEEPS, [SYS_setsid] = KIND_KEEPS, [SYS_uname] = KIND_KEEPS, [SYS_sysinfo] = KIND_KEEPS,
	[SYS_clock_gettime] = KIND_KEEPS, [SYS_clock_getres] = KIND_KEEPS, [SYS_gettimeofday] = KIND_KEEPS,
	[SYS_times] = KIND_KEEPS, [SYS_getrusage] = KIND_KEEPS, [SYS_prlimit64] = KIND_KEEPS, [SYS_getrandom] = KIND_KEEPS,
	/* what a libc does at its start, and at the end */
	[SYS_set_tid_address] = KIND_KEEPS, [SYS_set_robust_list] = KIND_KEEPS, [SYS_rseq] = KIND_KEEPS,
	[SYS_execve] = KIND_HARMLESS, [SYS_exit] = KIND_HARMLESS, [SYS_exit_group] = KIND_HARMLESS,
#ifdef SYS_arch_prctl
	[SYS_arch_prctl] = KIND_KEEPS,
#endif
#ifdef SYS_open
	[SYS_open] = KIND_HARMLESS, [SYS_access] = KIND_KEEPS, [SYS_stat] = KIND_KEEPS, [SYS_lstat] = KIND_KEEPS,
	[SYS_readlink] = KIND_KEEPS, [SYS_dup2] = KIND_HARMLESS, [SYS_pipe] = KIND_HARMLESS, [SYS_getpgrp] = KIND_KEEPS,
	[SYS_time] = KIND_KEEPS, [SYS_getrlimit] = KIND_KEEPS, [SYS_pause] = KIND_SLEEPS, [SYS_poll] = KIND_SLEEPS,
	[SYS_select] = KIND_SLEEPS, [SYS_epoll_wait] = KIND_SLEEPS, [SYS_fork] = KIND_CREATES, [SYS_vfork] = KIND_CREATES,
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
	/* Two ends of a pipe, two sockets and an event counter: the first of each kind is looked at. */
	int fds[] = { -1, -1, -1, -1, eventfd(0, EFD_CLOEXEC) };
	const int first[EXAMPLES] = { 0, 2, 4 };

	if (pipe2(fds, O_CLOEXEC) != 0)
		fds[0] = fds[1] = -1;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds + 2) != 0)
		fds[2] = fds[3] = -1;
	for (int i = 0; i < EXAMPLES; i++)
		mounts.examples[i] = observe_mount(getpid(), fds[first[i]]);
	for (size_t i = 0; i < sizeof(fds) / sizeof(*fds); i++)
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

/* The descriptor that was looked up last: a file is read several times. */
static struct {
	pid_t tid; /* 0: none */
	int fd;
	enum concern concern;
} last;

static enum concern look_up(pid_t tid, int fd)
{
	int mount;

	if (!mounts.known)
		find_mounts();
	mount = observe_mount(tid, fd);
	for (int i = 0; i < EXAMPLES; i++)
		if (mount >= 0 && mounts.examples[i] == mount)
			return CONCERN_SLEEP;
	for (int i = 0; i < mounts.plain_count && !mounts.unsure; i++)
		if (mounts.plain[i] == mount)
			return CONCERN_NONE;
	return CONCERN_AFFINITY;
}

/* A task that nobody traces could look at any time. One in other mounts numbers them anew. A control group has its own processors. */
static enum concern concern_of_creation(const struct call *c)
{
	uint64_t flags;
	int exit_signal;

	if (!creation(c, &flags, &exit_signal))
		return CONCERN_AFFINITY;
	mounts.unsure = mounts.unsure || flags & CLONE_NEWNS;
	if (flags & CLONE_UNTRACED)
		return CONCERN_BEYOND;
	return flags & CLONE_INTO_CGROUP ? CONCERN_AFFINITY : CONCERN_COPY;
}

static enum concern concern_of_descriptor(const struct task *t, int fd)
{
	if (descriptors_change(t))
		return CONCERN_AFFINITY;
	if (last.tid != t->tid || last.fd != fd) {
		last.concern = look_up(t->tid, fd);
		last.tid = t->tid;
		last.fd = fd;
	}
	return last.concern;
}

static enum kind kind_of(const struct call *c)
{
	return is_foreign(c) || c->number < 0 || (size_t)c->number >= sizeof(kinds) ? KIND_UNKNOWN : (enum kind)kinds[c->number];
}

enum concern concern_of(const struct task *t, bool look)
{
	const struct call *c = &t->call;
	enum kind kind = kind_of(c);

	if (kind != KIND_KEEPS && kind != KIND_DESCRIPTOR)
		last.tid = 0;
	switch (kind) {
	case KIND_KEEPS:
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

bool creates(const struct task *t)
{
	return is_foreign(&t->call) || kind_of(&t->call) == KIND_CREATES;
}
