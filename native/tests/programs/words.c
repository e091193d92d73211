/*
 * Every name that strace knows for an argument. Each row repeats one call and changes one argument:
 * for a set of flags, each bit alone and then all together; for a choice, every value. The other
 * arguments make sure that nothing happens.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FLAGS (-1)
#define BAD_FD (-1)
#define NOWHERE "/nonexistent"
#define MANY 6

struct row {
	const char *family;
	long call;
	int at; /* the argument that changes */
	long first;
	long count; /* or FLAGS */
	long args[MANY];
};

#define P(pointer) ((long)(pointer))
/* An address where nothing is mapped. */
#define GONE 8

static const struct row rows[] = {
	{ "file", SYS_openat, 2, 0, FLAGS, { BAD_FD, P("x"), 0, 0644 } },
	{ "file", SYS_openat, 2, 0, 4, { BAD_FD, P("x"), 0, 0 } },
	{ "file", SYS_access, 1, 0, 10, { P(NOWHERE) } },
	{ "file", SYS_faccessat2, 3, 0, FLAGS, { BAD_FD, P("x"), 4 } },
	{ "file", SYS_newfstatat, 3, 0, FLAGS, { BAD_FD, P("x"), GONE } },
	{ "file", SYS_statx, 2, 0, FLAGS, { BAD_FD, P("x"), 0, 0xfff, GONE } },
	{ "file", SYS_statx, 3, 0, FLAGS, { BAD_FD, P("x"), 0, 0, GONE } },
	{ "file", SYS_unlinkat, 2, 0, FLAGS, { BAD_FD, P("x") } },
	{ "file", SYS_linkat, 4, 0, FLAGS, { BAD_FD, P("x"), BAD_FD, P("y") } },
	{ "file", SYS_fchownat, 4, 0, FLAGS, { BAD_FD, P("x"), -1, 5 } },
	{ "file", SYS_utimensat, 3, 0, FLAGS, { BAD_FD, P("x"), 0 } },
	{ "file", SYS_renameat2, 4, 0, FLAGS, { BAD_FD, P("x"), BAD_FD, P("y") } },
	{ "file", SYS_mknodat, 2, 0, FLAGS, { BAD_FD, P("x"), 0, 0x10203 } },
	{ "file", SYS_mknodat, 2, 0, 4, { BAD_FD, P("x"), 0, 0x10203 } },
	{ "file", SYS_chmod, 1, 0, FLAGS, { P(NOWHERE) } },
	{ "file", SYS_umount2, 1, 0, FLAGS, { P(NOWHERE) } },
	{ "file", SYS_mount, 3, 0, FLAGS, { P(NOWHERE), P(NOWHERE), P("none"), 0, 0 } },
	{ "file", SYS_setxattr, 4, 0, FLAGS, { P(NOWHERE), P("user.x"), P("value"), 5 } },
	{ "file", SYS_name_to_handle_at, 4, 0, FLAGS, { BAD_FD, P("x"), 0, 0 } },
	{ "file", SYS_close_range, 2, 8, FLAGS, { 9, 5, 0 } },
	{ "file", SYS_dup3, 2, 0, FLAGS, { BAD_FD, 5 } },
	{ "file", SYS_pipe2, 1, 0, FLAGS, { GONE } },
	{ "file", SYS_lseek, 2, 0, 8, { BAD_FD, -1 } },
	{ "file", SYS_flock, 1, 0, FLAGS, { BAD_FD } },
	{ "file", SYS_fallocate, 1, 0, FLAGS, { BAD_FD, 0, 1, 2 } },
	{ "file", SYS_fadvise64, 3, 0, 9, { BAD_FD, 1, 2 } },
	{ "file", SYS_sync_file_range, 3, 0, FLAGS, { BAD_FD, 1, 2 } },
	{ "file", SYS_splice, 5, 0, FLAGS, { BAD_FD, 0, BAD_FD, 0, 10 } },
	{ "file", SYS_tee, 3, 0, FLAGS, { BAD_FD, BAD_FD, 10 } },
	{ "file", SYS_vmsplice, 3, 0, FLAGS, { BAD_FD, 0, 0 } },
	{ "file", SYS_preadv2, 5, 0, FLAGS, { BAD_FD, 0, 0, 7, 0 } },
	{ "file", SYS_copy_file_range, 5, 0, FLAGS, { BAD_FD, 0, BAD_FD, 0, 10 } },
	{ "file", SYS_fcntl, 1, 0, 50, { BAD_FD, 0, 1 } },
	{ "file", SYS_fcntl, 1, 1020, 30, { BAD_FD, 0, GONE } },
	{ "file", SYS_fcntl, 2, 0, FLAGS, { BAD_FD, F_SETFL } },
	{ "file", SYS_fcntl, 2, 0, FLAGS, { BAD_FD, F_SETFD } },
	{ "file", SYS_fcntl, 2, 0, FLAGS, { BAD_FD, F_ADD_SEALS } },
	{ "file", SYS_fcntl, 2, 0, FLAGS, { BAD_FD, F_NOTIFY } },
	{ "file", SYS_fcntl, 2, 0, 6, { BAD_FD, F_SETLEASE } },
	{ "file", SYS_fcntl, 2, 0, 66, { BAD_FD, F_SETSIG } },
	{ "file", SYS_inotify_init1, 0, 1, FLAGS, { 1 } },
	{ "file", SYS_inotify_add_watch, 2, 0, FLAGS, { BAD_FD, P(NOWHERE) } },
	{ "file", SYS_memfd_create, 1, 0, FLAGS, { 0 } },
	{ "file", SYS_ioctl, 1, 0x5400, 140, { BAD_FD, 0, GONE } },
	{ "file", SYS_ioctl, 1, 0x8900, 140, { BAD_FD, 0, GONE } },
	{ "file", SYS_ioctl, 1, 0, 20, { BAD_FD, 0, GONE } },
	{ "file", SYS_ioctl, 1, 0x80047a00, 3, { BAD_FD, 0, 0 } },
	{ "memory", SYS_mmap, 2, 0, FLAGS, { 0, 0, 0, 2, -1, 0 } },
	{ "memory", SYS_mmap, 3, 0, FLAGS, { 0, 0, 1, 0, -1, 4096 } },
	{ "memory", SYS_mmap, 3, 0, 20, { 0, 0, 0, 0, -1, 0 } },
	{ "memory", SYS_mprotect, 2, 0, FLAGS, { 1, 4096 } },
	{ "memory", SYS_mremap, 3, 0, FLAGS, { 1, 4096, 8192, 0, 0x10000 } },
	{ "memory", SYS_madvise, 2, 0, 30, { 1, 4096 } },
	{ "memory", SYS_madvise, 2, 95, 10, { 1, 4096 } },
	{ "memory", SYS_msync, 2, 0, FLAGS, { 1, 4096 } },
	{ "memory", SYS_mlock2, 2, 8, FLAGS, { 4096, 0 } },
	{ "memory", SYS_mlockall, 0, 8, FLAGS, { 0 } },
	{ "memory", SYS_mbind, 2, 0, 10, { 1, 4096, 0, 0, 0, 0 } },
	{ "memory", SYS_mbind, 2, 0, FLAGS, { 1, 4096, 0, 0, 0, 0 } },
	{ "memory", SYS_mbind, 5, 0, FLAGS, { 1, 4096, 0, 0, 0 } },
	{ "memory", SYS_set_mempolicy, 0, 20, FLAGS, { 0, GONE, 70 } },
	{ "memory", SYS_get_mempolicy, 4, 16, FLAGS, { GONE, 0, 0, 0 } },
	{ "memory", SYS_move_pages, 5, 8, FLAGS, { -1, 0, 0, 0, 0 } },
	{ "memory", SYS_membarrier, 1, 8, FLAGS, { 1000 } },
	{ "memory", SYS_membarrier, 0, 0, FLAGS, { 0, 77, 5 } },
	{ "memory", SYS_pkey_alloc, 1, 0, FLAGS, { 1 } },
	{ "memory", SYS_pkey_mprotect, 2, 0, FLAGS, { 1, 4096, 0, -1 } },
	{ "memory", SYS_shmget, 2, 0, FLAGS, { 5, 0 } },
	{ "memory", SYS_shmat, 2, 0, FLAGS, { -1, 0 } },
	{ "memory", SYS_process_madvise, 3, 0, 6, { BAD_FD, 0, 0, 0, 0 } },
	{ "time", SYS_clock_gettime, 0, 0, 16, { 0, GONE } },
	{ "time", SYS_clock_gettime, 0, -20, 20, { 0, GONE } },
	{ "time", SYS_clock_nanosleep, 1, 0, FLAGS, { 77, 0, 0, 0 } },
	{ "time", SYS_timer_create, 0, 0, 14, { 0, 0, GONE } },
	{ "time", SYS_timer_settime, 1, 0, FLAGS, { -1, 0, 0, 0 } },
	{ "time", SYS_timerfd_create, 1, 0, FLAGS, { 77 } },
	{ "time", SYS_timerfd_settime, 1, 0, FLAGS, { -1, 0, 0, 0 } },
	{ "time", SYS_getitimer, 0, 0, 6, { 0, GONE } },
	{ "process", SYS_waitid, 3, 0, FLAGS, { 77, 0, 0, 0, 0 } },
	{ "process", SYS_waitid, 0, 4, 4, { 0, 0, 0, 0, 0 } },
	{ "process", SYS_unshare, 0, 2, FLAGS, { 0 } },
	{ "process", SYS_setns, 1, 0, FLAGS, { BAD_FD } },
	{ "process", SYS_pidfd_open, 1, 0, FLAGS, { -1 } },
	{ "process", SYS_pidfd_getfd, 2, 0, FLAGS, { BAD_FD, 1 } },
	{ "process", SYS_pidfd_send_signal, 3, 0, FLAGS, { BAD_FD, 9, 0 } },
	{ "process", SYS_execveat, 4, 0, FLAGS, { BAD_FD, P("x"), 0, 0 } },
	{ "process", SYS_getpriority, 0, 3, 5, { 0, -5 } },
	{ "process", SYS_setpriority, 0, 3, 5, { 0, 5, 6 } },
	{ "process", SYS_ioprio_get, 0, 4, 3, { 0, -1 } },
	{ "process", SYS_ioprio_get, 0, 0, 4, { 0, -9 } },
	{ "process", SYS_ioprio_set, 2, 0, 5, { 9, -1 } },
	{ "process", SYS_ioprio_set, 2, 0x2000, 10, { 9, -1 } },
	{ "process", SYS_sched_get_priority_max, 0, 0, 10, { 0 } },
	{ "process", SYS_sched_setscheduler, 1, 0, 9, { -1, 0, GONE } },
	{ "process", SYS_sched_setscheduler, 1, 0x40000000, 3, { -1, 0, GONE } },
	{ "process", SYS_getrlimit, 0, 0, 20, { 0, GONE } },
	{ "process", SYS_getrusage, 0, -3, 6, { 0, GONE } },
	{ "process", SYS_kcmp, 2, 0, 10, { -1, -2, 0, 3, 4 } },
	{ "process", SYS_prctl, 0, 5, 1, { 0, GONE } },
	{ "process", SYS_prctl, 0, 9, 6, { 0, GONE, 0, 0, 0 } },
	{ "process", SYS_prctl, 0, 17, 3, { 0, GONE, 0, 0, 0 } },
	{ "process", SYS_prctl, 0, 25, 3, { 0, GONE, 0, 0, 0 } },
	{ "process", SYS_prctl, 0, 31, 2, { 0, GONE, 0, 0, 0 } },
	{ "process", SYS_prctl, 0, 37, 3, { 0, GONE, 0, 0, 0 } },
	{ "process", SYS_prctl, 0, 40, 3, { 0, GONE, 2, 3, 4 } },
	{ "process", SYS_prctl, 0, 47, 3, { 0, GONE, 2, 3, 4 } },
	{ "process", SYS_prctl, 0, 57, 2, { 0, GONE, 2, 3, 4 } },
	{ "process", SYS_prctl, 0, 90, 3, { 0, GONE, 2, 3, 4 } },
	{ "process", SYS_arch_prctl, 0, 0x1003, 2, { 0, GONE } },
	{ "process", SYS_arch_prctl, 0, 0x1021, 2, { 0, GONE } },
	{ "process", SYS_seccomp, 0, 1, 5, { 0, 9, GONE } },
	{ "process", SYS_seccomp, 1, 0, FLAGS, { 1, 0, GONE } },
	{ "process", SYS_getrandom, 2, 8, FLAGS, { GONE, 0 } },
	{ "process", SYS_futex, 1, 3, 10, { GONE, 0, 1, 0, GONE, 5 } },
	{ "process", SYS_futex, 1, 0, 3, { GONE, 0, 1, GONE, GONE, 5 } },
	{ "process", SYS_futex, 1, 13, 3, { GONE, 0, 1, 0, GONE, 5 } },
	{ "process", SYS_futex, 1, 128, 14, { 0, 0, 1, GONE, 0, 0x12345678 } },
	{ "process", SYS_futex, 1, 256, 14, { 1, 0, 2, GONE, 0, -1 } },
	{ "process", SYS_personality, 0, 0x30, 6, { 0 } },
	{ "process", SYS_landlock_create_ruleset, 2, 0, FLAGS, { 0, 0 } },
	{ "process", SYS_io_uring_setup, 0, 0, 2, { 0, GONE } },
	{ "process", SYS_io_uring_enter, 3, 0, FLAGS, { BAD_FD, 1, 2, 0, 0, 8 } },
	{ "process", SYS_io_uring_register, 1, 0, 30, { BAD_FD, 0, 0, 3 } },
	{ "process", SYS_rt_sigprocmask, 0, 0, 6, { 0, 0, 0, 8 } },
	{ "socket", SYS_socket, 0, 46, 4, { 0, 1, 0 } },
	{ "socket", SYS_socketpair, 0, 0, 50, { 0, 0, 0, GONE } },
	{ "socket", SYS_socketpair, 1, 0, 12, { 1, 0, 77, GONE } },
	{ "socket", SYS_socketpair, 1, 0, FLAGS, { 1, 0, 77, GONE } },
	{ "socket", SYS_socket, 2, 0, 20, { 2, 0, 0 } },
	{ "socket", SYS_socket, 2, 130, 12, { 2, 0, 0 } },
	{ "socket", SYS_socket, 2, 250, 14, { 2, 0, 0 } },
	{ "socket", SYS_socket, 2, 0, 25, { 16, 0, 0 } },
	{ "socket", SYS_shutdown, 1, 0, 5, { BAD_FD } },
	{ "socket", SYS_sendto, 3, 0, FLAGS, { BAD_FD, P("text"), 4, 0, 0, 0 } },
	{ "socket", SYS_accept4, 3, 0, FLAGS, { BAD_FD, 0, 0 } },
	{ "socket", SYS_setsockopt, 2, 0, 80, { BAD_FD, 1, 0, GONE, 4 } },
	{ "socket", SYS_setsockopt, 1, 0, 20, { BAD_FD, 0, 3, GONE, 4 } },
	{ "socket", SYS_getsockopt, 2, 0, 45, { BAD_FD, 6, 0, GONE, GONE } },
	{ "socket", SYS_getsockopt, 2, 0, 52, { BAD_FD, 0, 0, GONE, GONE } },
	{ "socket", SYS_getsockopt, 2, 0, 80, { BAD_FD, 41, 0, GONE, GONE } },
	{ "poll", SYS_epoll_create1, 0, 1, FLAGS, { 1 } },
	{ "poll", SYS_epoll_ctl, 1, 0, 6, { BAD_FD, 0, 5, GONE } },
	{ "poll", SYS_eventfd2, 1, 2, FLAGS, { 7 } },
	{ "poll", SYS_signalfd4, 3, 8, FLAGS, { -2, GONE, 8 } },
};

static void once(const struct row *row, long value)
{
	long a[MANY];

	memcpy(a, row->args, sizeof(a));
	a[row->at] = value;
	syscall(row->call, a[0], a[1], a[2], a[3], a[4], a[5]);
}

int main(int argc, char **argv)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *row = &rows[i];

		if (argc < 2 || strcmp(row->family, argv[1]) != 0)
			continue;
		if (row->count != FLAGS) {
			for (long value = row->first; value < row->first + row->count; value++)
				once(row, value);
			continue;
		}
		/* Starts at `first`, because smaller values would succeed. */
		for (int bit = (int)row->first; bit < 32; bit++)
			once(row, (long)(1ul << bit));
		once(row, 0xffffffff);
	}
	return 0;
}
