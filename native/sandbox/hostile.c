/*
 * Stands where the helper stands, and tries to get out: code execution in the
 * helper, for the tests (server/sandbox/hostile.test.ts). As the helper does, it sets
 * its own limits first. Each word on its command line is one attempt; what
 * came of it is a line "attempt what result" on fd 3: an errno's name, "ok",
 * or a number. It harms nothing if it gets out: it opens, and looks.
 */
#include "../contain.h"
#include "../names.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#define MB (1024ul * 1024)
#define VSOCK 40

static const char *attempt;

static void tell(const char *what, const char *format, ...)
{
	char line[400];
	va_list args;
	int used = snprintf(line, sizeof(line), "%s %s ", attempt, what);

	va_start(args, format);
	vsnprintf(line + used, sizeof(line) - (size_t)used, format, args);
	va_end(args);
	dprintf(3, "%s\n", line);
}

static void result(const char *what, long value)
{
	tell(what, "%s", value >= 0 ? "ok" : errno_name(errno));
}

static void try_open(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	result(path, fd);
	if (fd >= 0)
		close(fd);
}

static void read_files(void)
{
	const char *const paths[] = { "/etc/passwd", "/etc/shadow", "/proc/1/root/etc/shadow", "/root", "/home", "/usr/bin/env", "/run", "/var", "/sys", "/dev/kmsg", "/dev/mem" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		try_open(paths[i], O_RDONLY);
}

static void list(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	char names[300] = "";

	while (folder && (entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			snprintf(names + strlen(names), sizeof(names) - strlen(names), "%s,", entry->d_name);
	tell(path, "%s", folder ? names : errno_name(errno));
	if (folder)
		closedir(folder);
}

static void look_round(void)
{
	struct utsname host;

	list("/");
	list("/app");
	list("/dev");
	uname(&host);
	tell("hostname", "%s", host.nodename);
	for (char **e = environ; *e; e++)
		tell("environment", "%s", *e);
}

static void list_descriptors(void)
{
	for (int fd = 0; fd < 64; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			tell("descriptor", "%d", fd);
}

static void list_processes(void)
{
	DIR *folder = opendir("/proc");
	struct dirent *entry;
	int count = 0;

	while (folder && (entry = readdir(folder)))
		count += entry->d_name[0] >= '0' && entry->d_name[0] <= '9';
	tell("processes", "%d", count);
}

static void list_rights(void)
{
	FILE *status = fopen("/proc/self/status", "re");
	char line[200];

	while (status && fgets(line, sizeof(line), status))
		if (strncmp(line, "Cap", 3) == 0 || strncmp(line, "NoNewPrivs", 10) == 0 || strncmp(line, "Seccomp:", 8) == 0)
			tell("status", "%.*s", (int)strcspn(line, "\n"), line);
	status = fopen("/proc/self/oom_score_adj", "re");
	if (status && fgets(line, sizeof(line), status))
		tell("oom_score_adj", "%d", atoi(line));
}

static void create_files(void)
{
	const char *const paths[] = { "/x", "/app/x", "/work/x", "/dev/x", "/proc/x", "/tmp/x" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		try_open(paths[i], O_WRONLY | O_CREAT);
	try_open("/app/spawnscope", O_WRONLY);
}

static void write_kernel(void)
{
	const char *const paths[] = { "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sys/vm/overcommit_memory",
				      "/proc/sysrq-trigger", "/proc/self/oom_score_adj", "/proc/self/mem", "/proc/1/mem" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		try_open(paths[i], O_WRONLY);
	/* After making them writable again, if that can be. */
	result("remount", mount("none", "/proc", NULL, MS_REMOUNT | MS_BIND, NULL));
}

static void namespaces(void)
{
	const int flags[] = { CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS };
	const char *const names[] = { "user", "mount", "pid", "net", "ipc", "uts" };

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		struct clone_args args = { .flags = (unsigned)flags[i], .exit_signal = SIGCHLD };
		char what[40];
		long pid;

		snprintf(what, sizeof(what), "unshare-%s", names[i]);
		result(what, unshare(flags[i]));
		snprintf(what, sizeof(what), "clone-%s", names[i]);
		pid = syscall(SYS_clone, (unsigned long)flags[i] | SIGCHLD, 0, 0, 0, 0);
		if (pid == 0)
			_exit(0);
		result(what, pid);
		snprintf(what, sizeof(what), "clone3-%s", names[i]);
		pid = syscall(SYS_clone3, &args, sizeof(args));
		if (pid == 0)
			_exit(0);
		result(what, pid);
	}
	result("setns", syscall(SYS_setns, 0, 0));
}

static void mounts(void)
{
	result("mount", mount("none", "/tmp", "tmpfs", 0, NULL));
	result("umount2", umount2("/proc", MNT_DETACH));
	result("pivot_root", syscall(SYS_pivot_root, "/tmp", "/tmp"));
	result("chroot", chroot("/tmp"));
	result("open_tree", syscall(SYS_open_tree, -1, "/", 0));
}

static void kernel_calls(void)
{
	static const struct {
		const char *name;
		long number;
	} calls[] = {
		{ "bpf", SYS_bpf },
		{ "perf_event_open", SYS_perf_event_open },
		{ "userfaultfd", SYS_userfaultfd },
		{ "io_uring_setup", SYS_io_uring_setup },
		{ "keyctl", SYS_keyctl },
		{ "add_key", SYS_add_key },
		{ "kexec_load", SYS_kexec_load },
		{ "init_module", SYS_init_module },
		{ "finit_module", SYS_finit_module },
		{ "reboot", SYS_reboot },
		{ "swapon", SYS_swapon },
		{ "quotactl", SYS_quotactl },
		{ "open_by_handle_at", SYS_open_by_handle_at },
		{ "name_to_handle_at", SYS_name_to_handle_at },
		{ "personality", SYS_personality },
		{ "syslog", SYS_syslog },
		{ "settimeofday", SYS_settimeofday },
		{ "sethostname", SYS_sethostname },
		{ "shmget", SYS_shmget },
		{ "mq_open", SYS_mq_open },
		{ "pidfd_getfd", SYS_pidfd_getfd },
		{ "process_vm_writev", SYS_process_vm_writev },
		{ "fanotify_init", SYS_fanotify_init },
		{ "ioctl", SYS_ioctl },
	};

	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		result(calls[i].name, syscall(calls[i].number, 0, 0, 0, 0, 0, 0));
}

static void in_child(const char *what, void (*act)(void))
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		act();
		_exit(0);
	}
	waitpid(pid, &status, 0);
	tell(what, WIFSIGNALED(status) ? "signal %d" : "exit %d", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

static void old_abi(void)
{
#ifdef __x86_64__
	long number = 20; /* getpid */

	__asm__ volatile("int $0x80" : "+a"(number) : : "memory");
#else
	raise(SIGSYS);
#endif
}

static void x32_abi(void)
{
	syscall(0x40000000 | 39);
#ifndef __x86_64__
	raise(SIGSYS);
#endif
}

static void other_abis(void)
{
	in_child("i386", old_abi);
	in_child("x32", x32_abi);
}

static void sockets(void)
{
	const int families[] = { AF_INET, AF_INET6, AF_UNIX, AF_NETLINK, AF_PACKET, VSOCK };
	const char *const names[] = { "inet", "inet6", "unix", "netlink", "packet", "vsock" };
	int pair[2];

	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		result(names[i], socket(families[i], SOCK_DGRAM, 0));
	result("pair-inet", socketpair(AF_INET, SOCK_STREAM, 0, pair));
}

/* `address` as 127.0.0.1:4000; only of use where the filter is left out. */
static void reach(const char *address)
{
	struct sockaddr_in to = { .sin_family = AF_INET };
	char host[40] = "";
	int port = 0, fd = socket(AF_INET, SOCK_STREAM, 0);

	sscanf(address, "%39[^:]:%d", host, &port);
	inet_pton(AF_INET, host, &to.sin_addr);
	to.sin_port = htons((uint16_t)port);
	result("socket", fd);
	result(address, connect(fd, (struct sockaddr *)&to, sizeof(to)));
}

static void signal_others(void)
{
	signal(SIGUSR1, SIG_IGN);
	result("everybody", kill(-1, 0));
	result("init-ignores", kill(1, SIGKILL));
	usleep(20000);
	tell("init", "%s", kill(1, 0) == 0 ? "alive" : "gone");
}

static void trace_init(void)
{
	result("seize", ptrace(PTRACE_SEIZE, 1, 0, 0));
}

static void trace_as_tracee(void)
{
	pid_t pid = fork();

	if (pid == 0)
		for (;;)
			pause();
	contain_tracee();
	attempt = "trace-as-tracee";
	result("seize-init", ptrace(PTRACE_SEIZE, 1, 0, 0));
	result("seize-child", ptrace(PTRACE_SEIZE, pid, 0, 0));
	result("traceme", ptrace(PTRACE_TRACEME, 0, 0, 0));
	result("process_vm_readv", syscall(SYS_process_vm_readv, 1, 0, 0, 0, 0, 0));
	result("kcmp", syscall(SYS_kcmp, 1, 1, 0, 0, 0));
	kill(pid, SIGKILL);
}

static void fork_bomb(void)
{
	int count = 0;
	pid_t pid;

	while (count < 3000 && (pid = fork()) >= 0) {
		if (pid == 0)
			for (;;)
				pause();
		count++;
	}
	tell("forks", "%d", count);
	result("next", count < 3000 ? -1 : 0);
	usleep(300000);
}

static void memory_bomb(void)
{
	void *all = mmap(NULL, 700 * MB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t mb = 0;

	result("700 MB", all == MAP_FAILED ? -1 : 0);
	while (mb < 2000 && mmap(NULL, MB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0) != MAP_FAILED)
		mb++;
	tell("mb", "%zu", mb);
}

static void fill(const char *path, int fd)
{
	static char block[65536];
	size_t bytes = 0;
	ssize_t n;

	if (fd < 0) {
		result(path, -1);
		return;
	}
	while (bytes < 64 * MB && (n = write(fd, block, sizeof(block))) > 0)
		bytes += (size_t)n;
	tell(path, "%s after %zu KB", bytes < 64 * MB ? errno_name(errno) : "ok", bytes / 1024);
}

static void fill_disk(void)
{
	char path[40];

	signal(SIGXFSZ, SIG_IGN);
	fill("memfd", memfd_create("x", 0));
	fill("/x", open("/x", O_WRONLY | O_CREAT, 0600));
	fill("/work/x", open("/work/x", O_WRONLY | O_CREAT, 0600));
	for (int i = 0; i < 6; i++) {
		snprintf(path, sizeof(path), "/tmp/%d", i);
		fill(path, open(path, O_WRONLY | O_CREAT, 0600));
	}
}

static void raise_limits(void)
{
	const int which[] = { RLIMIT_AS, RLIMIT_NPROC, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_CPU, RLIMIT_CORE };
	const char *const names[] = { "as", "nproc", "fsize", "nofile", "cpu", "core" };

	for (size_t i = 0; i < sizeof(which) / sizeof(*which); i++) {
		struct rlimit more = { RLIM_INFINITY, RLIM_INFINITY };

		result(names[i], setrlimit((__rlimit_resource_t)which[i], &more));
	}
}

static void become_root(void)
{
	result("setuid", setuid(0));
	result("setgid", setgid(0));
	tell("ids", "%d %d", geteuid(), getegid());
}

/* /app/hostile-setuid belongs to another user and has the bit set. */
static void run_setuid(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		execl("/app/hostile-setuid", "hostile-setuid", "whoami", (char *)NULL);
		_exit(127);
	}
	waitpid(pid, NULL, 0);
}

static void whoami(void)
{
	tell("euid", "%d", geteuid());
}

static void spin(void)
{
	dprintf(3, "spin began\n");
	for (;;)
		;
}

/* Leaves its parent, its session and its group, and minds no signal. */
static void daemonise(void)
{
	if (fork() == 0) {
		setsid();
		if (fork() == 0) {
			for (int n = 1; n < NSIG; n++)
				signal(n, SIG_IGN);
			prctl(PR_SET_PDEATHSIG, 0);
			dprintf(3, "daemonise began\n");
			for (;;)
				pause();
		}
		_exit(0);
	}
	usleep(30000);
}

static const struct {
	const char *name;
	void (*act)(void);
} attempts[] = {
	{ "read-files", read_files },
	{ "look-round", look_round },
	{ "descriptors", list_descriptors },
	{ "processes", list_processes },
	{ "rights", list_rights },
	{ "create-files", create_files },
	{ "write-kernel", write_kernel },
	{ "namespaces", namespaces },
	{ "mounts", mounts },
	{ "kernel-calls", kernel_calls },
	{ "other-abis", other_abis },
	{ "sockets", sockets },
	{ "signal-others", signal_others },
	{ "trace-init", trace_init },
	{ "trace-as-tracee", trace_as_tracee },
	{ "fork-bomb", fork_bomb },
	{ "memory-bomb", memory_bomb },
	{ "fill-disk", fill_disk },
	{ "raise-limits", raise_limits },
	{ "become-root", become_root },
	{ "run-setuid", run_setuid },
	{ "whoami", whoami },
	{ "spin", spin },
	{ "daemonise", daemonise },
};

int main(int argc, char **argv)
{
	/* What the helper has of a run with its default settings. */
	static const struct options options = { .strategy = (const void *)&attempt, .timeout_ms = 5000 };

	if (argc > 1 && strcmp(argv[1], "whoami") != 0)
		contain(&options);
	for (int i = 1; i < argc; i++) {
		attempt = argv[i];
		if (strncmp(attempt, "reach=", 6) == 0)
			reach(attempt + 6);
		for (size_t a = 0; a < sizeof(attempts) / sizeof(*attempts); a++)
			if (strcmp(attempts[a].name, attempt) == 0)
				attempts[a].act();
	}
	return 0;
}
