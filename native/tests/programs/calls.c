/* Calls that succeed, so that what the kernel fills in is printed too. Everything happens in the current directory. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/openat2.h>
#include <poll.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

static char buffer[4096];

static void paths(void)
{
	struct open_how how = { .flags = O_RDWR | O_CREAT | O_CLOEXEC, .mode = 0600, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS };
	struct timespec times[2] = { { 0, UTIME_NOW }, { 0, UTIME_OMIT } };
	struct timeval vals[2] = { { 1, 2 }, { 1000000000, 0 } };
	struct utimbuf buf = { 1, 0 };
	int fd = open("file", O_RDWR | O_CREAT | O_TRUNC, 0640), folder;

	umask(077);
	umask(022);
	write(fd, "hello\n\tworld\177\200\0019", 15);
	syscall(SYS_openat2, AT_FDCWD, "how", &how, sizeof(how));
	how.flags = O_PATH;
	how.mode = 0;
	syscall(SYS_openat2, AT_FDCWD, "how", &how, sizeof(how));
	syscall(SYS_openat2, AT_FDCWD, "how", &how, 8);
	syscall(SYS_openat2, AT_FDCWD, "how", NULL, sizeof(how));
	mkdir("folder", 0755);
	folder = open("folder", O_RDONLY | O_DIRECTORY);
	mkdirat(folder, "inner", 0700);
	symlink("file", "link");
	symlinkat("../file", folder, "link");
	link("file", "hard");
	linkat(AT_FDCWD, "file", folder, "hard", 0);
	rename("hard", "harder");
	syscall(SYS_rename, "nonexistent", "x");
	renameat(folder, "hard", AT_FDCWD, "hard");
	renameat2(AT_FDCWD, "hard", AT_FDCWD, "harder", RENAME_EXCHANGE);
	mkfifo("fifo", 0600);
	mknod("socket", S_IFSOCK | 0600, 0);
	mknodat(folder, "null", S_IFCHR | 0666, 0x103);
	chmod("file", 04755);
	fchmod(fd, 0644);
	fchmodat(folder, "inner", 01777, 0);
	chown("file", -1, -1);
	fchown(fd, 0, -1);
	lchown("link", -1, 0);
	fchownat(folder, "link", 0, 0, AT_SYMLINK_NOFOLLOW);
	access("file", R_OK | W_OK);
	faccessat(folder, "inner", X_OK, 0);
	faccessat(folder, "inner", X_OK, AT_EACCESS);
	readlink("link", buffer, sizeof(buffer));
	readlinkat(folder, "link", buffer, 3);
	readlink("file", buffer, sizeof(buffer));
	truncate("file", 100);
	ftruncate(fd, 50);
	utimensat(AT_FDCWD, "file", NULL, 0);
	utimensat(AT_FDCWD, "file", times, 0);
	times[0] = (struct timespec){ 1000000000, 5 };
	times[1] = (struct timespec){ 0, 7 };
	utimensat(AT_FDCWD, "file", times, AT_SYMLINK_NOFOLLOW);
	syscall(SYS_utimes, "file", vals);
	syscall(SYS_utime, "file", &buf);
	syscall(SYS_futimesat, AT_FDCWD, "file", vals);
	setxattr("file", "user.name", "value", 5, XATTR_CREATE);
	getxattr("file", "user.name", buffer, sizeof(buffer));
	getxattr("file", "user.name", NULL, 0);
	getxattr("file", "user.other", buffer, sizeof(buffer));
	listxattr("file", buffer, sizeof(buffer));
	flistxattr(fd, NULL, 0);
	removexattr("file", "user.name");
	chdir("folder");
	getcwd(buffer, sizeof(buffer));
	getcwd(buffer, 2);
	chdir("..");
	fchdir(folder);
	chdir("..");
	rmdir("nonexistent");
	unlink("link");
	unlinkat(folder, "inner", AT_REMOVEDIR);
	open("folder", O_RDWR | O_TMPFILE, 0600);
	open("nonexistent", O_RDONLY | O_NOFOLLOW | O_NOATIME);
	open((char *)8, O_WRONLY | O_EXCL | O_CREAT | O_SYNC, 07777);
	open("file", O_RDWR | O_APPEND | O_DSYNC | O_NOCTTY | O_NONBLOCK);
}

static void files(void)
{
	struct statfs fs;
	struct statx sx;
	struct stat st;
	int fd = open("file", O_RDWR | O_CREAT | O_TRUNC, 0644), folder = open(".", O_RDONLY | O_DIRECTORY);

	ftruncate(fd, 12345);
	stat("file", &st);
	lstat("nonexistent", &st);
	fstat(fd, &st);
	fstat(-1, &st);
	stat("/dev/null", &st);
	stat("/tmp", &st);
	syscall(SYS_stat, "/", &st);
	syscall(SYS_lstat, "/proc/self", &st);
	syscall(SYS_fstat, fd, &st);
	statx(AT_FDCWD, "file", 0, STATX_ALL, &sx);
	statx(fd, "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, STATX_SIZE | STATX_MODE, &sx);
	statx(AT_FDCWD, "/", AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &sx);
	statfs("/proc", &fs);
	statfs("/dev/pts", &fs);
	statfs("/nonexistent", &fs);
	fstatfs(-1, &fs);
	syscall(SYS_getdents64, folder, buffer, sizeof(buffer));
	syscall(SYS_getdents64, folder, buffer, sizeof(buffer));
	syscall(SYS_getdents64, folder, buffer, 1);
	syscall(SYS_getdents64, -1, buffer, 100);
	inotify_init1(IN_CLOEXEC);
	fd = inotify_init();
	inotify_add_watch(fd, "file", IN_ALL_EVENTS);
	inotify_rm_watch(fd, 1);
}

static void descriptors(void)
{
	struct iovec parts[3] = { { "one", 3 }, { "", 0 }, { "a much longer part that does not fit the limit", 46 } };
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 1, .l_len = 2 };
	struct f_owner_ex owner = { F_OWNER_PID, 0 };
	int fd = open("data", O_RDWR | O_CREAT | O_TRUNC, 0644), other = open("other", O_RDWR | O_CREAT | O_TRUNC, 0644), fds[2];
	loff_t from = 1, to = 0;
	off_t at = 2;

	write(fd, "", 0);
	write(fd, "a line that is longer than the limit for strings\n", 49);
	write(-1, "\"quoted\\\"", 9);
	write(fd, (void *)8, 3);
	writev(fd, parts, 3);
	writev(fd, parts, 0);
	writev(fd, NULL, 2);
	pwrite(fd, "\0010\0x\377", 5, 3);
	pwritev(fd, parts, 2, 1);
	pwritev2(fd, parts, 2, 1, RWF_DSYNC);
	lseek(fd, 0, SEEK_SET);
	read(fd, buffer, 10);
	read(fd, buffer, 0);
	read(-1, buffer, 10);
	parts[0] = (struct iovec){ buffer, 5 };
	parts[1] = (struct iovec){ buffer + 5, 7 };
	readv(fd, parts, 2);
	preadv(fd, parts, 2, 60);
	preadv(-1, parts, 2, 60);
	preadv2(fd, parts, 2, 90, RWF_HIPRI);
	pread(fd, buffer, 100, 95);
	lseek(fd, -3, SEEK_END);
	lseek(fd, 1, SEEK_DATA);
	fsync(fd);
	fdatasync(fd);
	syncfs(-1);
	sync_file_range(fd, 0, 10, SYNC_FILE_RANGE_WRITE);
	fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 8192);
	posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	readahead(fd, 0, 4096);
	flock(fd, LOCK_EX | LOCK_NB);
	flock(fd, LOCK_UN);
	fcntl(fd, F_SETLK, &lock);
	fcntl(fd, F_GETLK, &lock);
	lock.l_type = F_UNLCK;
	fcntl(fd, F_SETLKW, &lock);
	lock.l_type = F_RDLCK;
	lock.l_pid = 0;
	fcntl(fd, F_OFD_SETLK, &lock);
	fcntl(fd, F_OFD_GETLK, &lock);
	fcntl(-1, F_GETLK, &lock);
	fcntl(fd, F_GETFL);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_GETFD);
	fcntl(fd, F_DUPFD, 10);
	fcntl(fd, F_DUPFD_CLOEXEC, 10);
	fcntl(fd, F_GETOWN);
	fcntl(fd, F_SETOWN_EX, &owner);
	fcntl(fd, F_GETOWN_EX, &owner);
	fcntl(fd, F_SETSIG, SIGUSR1);
	fcntl(fd, F_GETSIG);
	fcntl(fd, F_SETSIG, 0);
	fcntl(fd, F_GETSIG);
	fcntl(fd, F_SETLEASE, F_WRLCK);
	fcntl(fd, F_GETLEASE);
	fcntl(fd, 1036, buffer);
	pipe(fds);
	fcntl(fds[0], F_SETPIPE_SZ, 8192);
	fcntl(fds[0], F_GETPIPE_SZ);
	pipe2(fds, O_CLOEXEC | O_NONBLOCK);
	lseek(fds[0], 0, SEEK_SET);
	sendfile(other, fd, &at, 10);
	sendfile(other, fd, NULL, 10);
	sendfile(-1, fd, &at, 10);
	copy_file_range(fd, &from, other, &to, 20, 0);
	copy_file_range(fd, NULL, -1, NULL, 20, 0);
	from = 0;
	splice(fd, &from, fds[1], NULL, 10, SPLICE_F_MOVE);
	tee(fds[0], -1, 5, SPLICE_F_NONBLOCK);
	parts[0] = (struct iovec){ "bytes", 5 };
	vmsplice(fds[1], parts, 1, SPLICE_F_GIFT);
	dup(fd);
	dup2(fd, 30);
	dup3(fd, 31, O_CLOEXEC);
	dup3(fd, fd, 0);
	close_range(30, 40, CLOSE_RANGE_CLOEXEC);
	close_range(30, ~0u, 0);
	fd = memfd_create("a name", MFD_ALLOW_SEALING | MFD_CLOEXEC);
	fcntl(fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SEAL);
	fcntl(fd, F_GET_SEALS);
}

static void terminals(void)
{
	struct winsize size = { 24, 80, 1, 2 };
	int master, slave, value = 1;

	if (openpty(&master, &slave, NULL, NULL, &size) != 0)
		return;
	ioctl(slave, TIOCGWINSZ, &size);
	ioctl(slave, TIOCSWINSZ, &size);
	ioctl(slave, TIOCGPGRP, &value);
	ioctl(slave, FIONREAD, &value);
	ioctl(slave, FIONBIO, &value);
	ioctl(slave, TCFLSH, 2);
	ioctl(slave, TCSBRK, 1);
	ioctl(slave, TIOCSCTTY, 0);
	ioctl(slave, TIOCNOTTY);
	ioctl(slave, TIOCGETD, &value);
	ioctl(slave, TIOCOUTQ, &value);
	ioctl(slave, FIOCLEX);
	ioctl(slave, FIONCLEX);
	ioctl(-1, 0x40049409, 3);
	ioctl(-1, 0x12345678, 0x9abcdef);
	ioctl(-1, 0xc0000000, 0);
	for (unsigned type = 0; type < 256; type++)
		ioctl(-1, 0xc00000ff | type << 8, 8);
	isatty(0);
	isatty(slave);
}

static void memory(void)
{
	char *area = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char resident[16];
	unsigned long nodes[16];
	int mode;

	mmap(area, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
	mmap(NULL, 4096, PROT_READ, MAP_SHARED | MAP_POPULATE, -1, 4096);
	mprotect(area, 4096, PROT_READ | PROT_WRITE);
	madvise(area, 4096, MADV_DONTNEED);
	madvise(area, 65536, MADV_HUGEPAGE);
	msync(area, 4096, MS_SYNC | MS_INVALIDATE);
	mincore(area + 8192, 8192, resident);
	mincore((void *)4096, 4096, resident);
	mlock(area, 4096);
	mlock2(area, 4096, MLOCK_ONFAULT);
	munlock(area, 4096);
	munlockall();
	mremap(area + 32768, 4096, 8192, MREMAP_MAYMOVE);
	munmap(area, 65536);
	syscall(SYS_get_mempolicy, &mode, nodes, 1024, NULL, 0);
	syscall(SYS_get_mempolicy, NULL, NULL, 0, NULL, 0);
	syscall(SYS_set_mempolicy, 0, NULL, 0);
	syscall(SYS_membarrier, 16, 0, 0);
	syscall(SYS_shmget, 0, 0, 0600 | 01000);
	syscall(SYS_shmat, -1, NULL, 010000);
	syscall(SYS_shmdt, 4096);
	nodes[0] = 1;
	syscall(SYS_set_mempolicy, 2, nodes, 64);
	nodes[0] = 4096;
	syscall(SYS_move_pages, 0, 1, nodes, NULL, &mode, 0);
	syscall(SYS_brk, NULL);
}

static void identity(void)
{
	struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct data[2];
	struct rlimit limit;
	struct rusage usage;
	gid_t groups[64];
	uid_t a, b, c;
	int count;

	getresuid(&a, &b, &c);
	getresgid(&a, &b, &c);
	setresuid(-1, -1, -1);
	setreuid(-1, -1);
	setregid(-1, -1);
	setfsuid(-1);
	count = getgroups(0, NULL);
	getgroups(64, groups);
	setgroups((size_t)count, groups);
	setgroups(0, groups);
	setgroups(2, (gid_t *)8);
	syscall(SYS_capget, &header, NULL);
	syscall(SYS_capget, &header, data);
	data[0].inheritable = 0;
	syscall(SYS_capset, &header, data);
	header.version = 5;
	syscall(SYS_capget, &header, data);
	getrlimit(RLIMIT_NOFILE, &limit);
	syscall(SYS_getrlimit, RLIMIT_STACK, &limit);
	syscall(SYS_setrlimit, RLIMIT_STACK, &limit);
	limit.rlim_cur = 1025;
	setrlimit(RLIMIT_CORE, &limit);
	prlimit(0, RLIMIT_NICE, NULL, &limit);
	getrusage(RUSAGE_SELF, &usage);
	getrusage(77, &usage);
	getpgid(0);
	getpgid(1234567);
	getsid(0);
	setpgid(0, 0);
	setsid();
	getpriority(PRIO_PROCESS, 0);
	setpriority(PRIO_PROCESS, 0, 1);
	syscall(SYS_ioprio_get, 1, 0);
	syscall(SYS_ioprio_set, 1, 0, 2 << 13 | 5);
	syscall(SYS_ioprio_get, 1, 0);
}

static void scheduling(void)
{
	uint32_t attr[14] = { sizeof(attr) };
	struct sched_param param = { 0 };
	struct timespec interval;
	unsigned cpu, node;
	cpu_set_t set;
	char name[32];
	int value;

	sched_getaffinity(0, sizeof(set), &set);
	sched_setaffinity(0, sizeof(set), &set);
	sched_getaffinity(1234567, sizeof(set), &set);
	sched_getscheduler(0);
	sched_setscheduler(0, SCHED_BATCH, &param);
	sched_getscheduler(0);
	sched_getparam(0, &param);
	sched_get_priority_max(SCHED_RR);
	sched_get_priority_min(SCHED_FIFO);
	sched_rr_get_interval(0, &interval);
	sched_yield();
	syscall(SYS_sched_getattr, 0, attr, sizeof(attr), 0);
	syscall(SYS_sched_setattr, 0, attr, 0);
	syscall(SYS_getcpu, NULL, NULL, NULL);
	syscall(SYS_getcpu, 8, &node, NULL);
	(void)cpu;
	prctl(PR_SET_NAME, "a name that is too long");
	prctl(PR_GET_NAME, name);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	prctl(PR_GET_PDEATHSIG, &value);
	prctl(PR_SET_PDEATHSIG, 0);
	prctl(PR_GET_PDEATHSIG, &value);
	prctl(PR_GET_DUMPABLE);
	prctl(PR_SET_DUMPABLE, 1);
	prctl(PR_GET_KEEPCAPS);
	prctl(PR_SET_KEEPCAPS, 0);
	prctl(PR_GET_SECCOMP);
	prctl(PR_CAPBSET_READ, 21);
	prctl(PR_GET_SECUREBITS);
	prctl(PR_SET_SECUREBITS, 0);
	prctl(PR_GET_TIMERSLACK);
	prctl(PR_SET_TIMERSLACK, 50000);
	prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	prctl(PR_GET_CHILD_SUBREAPER, &value);
	prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_THP_DISABLE, 0, 0, 0, 0);
	prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0);
	prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 3, 0, 0);
	prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
	prctl(PR_GET_TSC, &value);
	prctl(PR_SET_TSC, 1);
	prctl(PR_GET_TID_ADDRESS, buffer);
	syscall(SYS_personality, 0xffffffff);
	syscall(SYS_personality, 0x0040000);
	syscall(SYS_personality, 0);
	syscall(SYS_get_robust_list, 0, buffer, buffer + 8);
	syscall(SYS_kcmp, getpid(), getpid(), 0, 0, 0);
}

static void polling(void)
{
	struct timespec soon = { 0, 1000000 }, second = { 1, 0 };
	struct timeval soon_val = { 0, 1000 }, second_val = { 1, 0 };
	struct epoll_event event = { EPOLLIN | EPOLLET, { .fd = 5 } }, events[4];
	struct pollfd fds[3] = { { -1, POLLIN, 0 }, { 0, POLLIN | POLLPRI, 0 }, { 0, POLLOUT | POLLRDHUP, 0 } };
	struct itimerspec timer = { { 0, 0 }, { 0, 1 } };
	int pipes[2], queue, fd;
	fd_set in, out, none;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	pipe(pipes);
	fds[1].fd = pipes[0];
	fds[2].fd = pipes[1];
	poll(fds, 2, 0);
	poll(fds, 2, 1);
	poll(fds, 3, 100);
	poll(NULL, 0, 1);
	poll((struct pollfd *)8, 3, 0);
	write(pipes[1], "x", 1);
	ppoll(fds, 3, &second, &set);
	ppoll(fds, 1, &soon, NULL);
	ppoll(fds, 3, NULL, NULL);
	close(pipes[1]);
	poll(fds, 3, -1);
	FD_ZERO(&in);
	FD_ZERO(&none);
	FD_SET(pipes[0], &in);
	out = in;
	syscall(SYS_select, pipes[0] + 1, &in, &none, NULL, &second_val);
	syscall(SYS_select, 0, NULL, NULL, NULL, &soon_val);
	syscall(SYS_select, pipes[0] + 1, &in, NULL, &out, NULL);
	in = out;
	syscall(SYS_select, -1, &in, NULL, NULL, NULL);
	FD_ZERO(&in);
	FD_SET(pipes[0], &in);
	pselect(pipes[0] + 1, &in, NULL, NULL, &second, &set);
	pselect(1, NULL, NULL, NULL, &soon, NULL);
	syscall(SYS_pselect6, 0, NULL, NULL, NULL, &soon, NULL);
	FD_SET(60, &in);
	pselect(61, &in, NULL, NULL, NULL, NULL);
	queue = epoll_create1(EPOLL_CLOEXEC);
	epoll_create(5);
	epoll_ctl(queue, EPOLL_CTL_ADD, pipes[0], &event);
	event.events = EPOLLOUT | EPOLLONESHOT | EPOLLEXCLUSIVE;
	event.data.u64 = 0x123456789abcdef0;
	epoll_ctl(queue, EPOLL_CTL_MOD, pipes[0], &event);
	epoll_ctl(queue, EPOLL_CTL_MOD, pipes[0], NULL);
	event.events = EPOLLIN;
	epoll_ctl(queue, EPOLL_CTL_MOD, pipes[0], &event);
	epoll_wait(queue, events, 4, 1000);
	epoll_pwait(queue, events, 4, 1, &set);
	epoll_pwait(queue, events, 4, 1, NULL);
	epoll_pwait(-1, events, 4, 1, &set);
	syscall(SYS_epoll_pwait2, queue, events, 4, &soon, NULL, 8);
	epoll_ctl(queue, EPOLL_CTL_DEL, pipes[0], &event);
	epoll_wait(queue, events, 4, 0);
	epoll_wait(queue, events, 0, 0);
	fd = eventfd(3, EFD_CLOEXEC | EFD_SEMAPHORE);
	read(fd, buffer, 8);
	syscall(SYS_eventfd, 1);
	fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
	timerfd_settime(fd, 0, &timer, NULL);
	timerfd_settime(fd, TFD_TIMER_ABSTIME, &timer, &timer);
	timerfd_gettime(fd, &timer);
	read(fd, buffer, 8);
	syscall(SYS_signalfd4, -1, &set, 8, 02000000);
	syscall(SYS_signalfd4, -1, &set, 4, 0);
}

static void on_alarm(int signal)
{
	(void)signal;
}

static void timing(void)
{
	struct sigaction action = { .sa_handler = on_alarm };
	/* Long enough for a busy machine to begin the sleep that it interrupts. */
	struct itimerval interval = { { 0, 0 }, { 0, 50000 } };
	struct timespec t = { 0, 100000 }, left = { 0, 0 };
	struct sigevent event = { .sigev_notify = SIGEV_NONE };
	struct itimerspec timer = { { 100, 5 }, { 200, 0 } };
	struct utsname name;
	struct sysinfo info;
	struct timeval val;
	struct tms ticks;
	timer_t id;
	time_t now;

	nanosleep(&t, NULL);
	nanosleep(&t, &left);
	clock_nanosleep(CLOCK_MONOTONIC, 0, &t, &left);
	clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &t, NULL);
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &interval, NULL);
	t.tv_sec = 1;
	nanosleep(&t, &left);
	setitimer(ITIMER_REAL, &interval, &interval);
	clock_nanosleep(CLOCK_MONOTONIC, 0, &t, &left);
	getitimer(ITIMER_PROF, &interval);
	alarm(100);
	alarm(0);
	syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &t);
	syscall(SYS_clock_getres, CLOCK_MONOTONIC, &t);
	syscall(SYS_clock_getres, CLOCK_REALTIME, NULL);
	syscall(SYS_clock_settime, 77, &t);
	syscall(SYS_gettimeofday, &val, NULL);
	syscall(SYS_gettimeofday, NULL, &val);
	syscall(SYS_time, &now);
	syscall(SYS_time, NULL);
	times(&ticks);
	syscall(SYS_times, NULL);
	timer_create(CLOCK_MONOTONIC, NULL, &id);
	timer_create(CLOCK_REALTIME, &event, &id);
	timer_settime(id, TIMER_ABSTIME, &timer, NULL);
	timer_settime(id, 0, &timer, &timer);
	timer_gettime(id, &timer);
	timer_getoverrun(id);
	timer_delete(id);
	timer_delete((timer_t)77);
	event.sigev_notify = SIGEV_THREAD_ID;
	event.sigev_signo = SIGUSR1;
	event._sigev_un._tid = getpid();
	event.sigev_value.sival_int = -5;
	timer_create(CLOCK_BOOTTIME, &event, &id);
	event.sigev_notify = 77;
	syscall(SYS_timer_create, CLOCK_BOOTTIME, &event, &id);
	event.sigev_notify = SIGEV_THREAD;
	event._sigev_un._tid = 0;
	syscall(SYS_mq_notify, -1, &event);
	syscall(SYS_getrandom, buffer, 5, 0);
	syscall(SYS_getrandom, buffer, 50, 1);
	uname(&name);
	sysinfo(&info);
	syscall(SYS_pidfd_send_signal, syscall(SYS_pidfd_open, getpid(), 0), 0, NULL, 0);
	syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
	syscall(SYS_landlock_create_ruleset, &(uint64_t){ 0x1005 }, 8, 0);
	syscall(SYS_landlock_add_rule, -1, 1, &(struct {
			uint64_t access;
			int fd;
		} __attribute__((packed))){ 4, 3 },
		0);
	syscall(SYS_landlock_restrict_self, -1, 0);
	syscall(SYS_io_uring_setup, 4, memset(buffer, 0, 120));
	syscall(SYS_kill, 0, 0);
	syscall(SYS_restart_syscall);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(void);
	} parts[] = {
		{ "paths", paths },       { "files", files },           { "descriptors", descriptors }, { "terminals", terminals }, { "memory", memory },
		{ "identity", identity }, { "scheduling", scheduling }, { "polling", polling },         { "timing", timing },
	};

	for (size_t i = 0; argc > 1 && i < sizeof(parts) / sizeof(*parts); i++)
		if (strcmp(parts[i].name, argv[1]) == 0)
			parts[i].run();
	return 0;
}
