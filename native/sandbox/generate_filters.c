/*
 * Makes sandbox/gen/seccomp_filters.h with libseccomp: make -C native filters.
 * A build does not need libseccomp, because the header is checked in; npm test
 * makes it again and compares.
 *
 * outer    for everything in the sandbox, including the helper: allows what a
 *          run needs, answers EPERM to the rest, kills for a call of another ABI.
 * portable the same for where no user namespace forbids creating more of them:
 *          the flags of clone3 are in memory, which a filter cannot read, so
 *          clone3 "does not exist" (ENOSYS) and libc falls back to clone.
 * compile  for a compiler: what outer allows, less what only a tracer needs, and the calls with which toolchains make files. The list is
 *          what recording each toolchain showed (server/own); a test there fails if one needs more.
 * tracee   added for what is traced: a tracee may not trace or inspect another
 *          process. For everything else the kernel's own answer counts.
 */
#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/filter.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define NAMESPACES (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

/* clang-format off */
static const char *const allowed[] = {
	/* files */
	"read", "write", "readv", "writev", "pread64", "pwrite64", "close", "close_range", "fstat", "newfstatat", "stat", "lstat",
	"statx", "lseek", "open", "openat", "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getdents64", "getcwd",
	"chdir", "fchdir", "umask", "unlink", "unlinkat", "chmod", "fchmod", "fchmodat", "statfs", "fstatfs",
	/* memory */
	"mmap", "mprotect", "munmap", "mremap", "madvise", "brk", "mincore", "memfd_create",
	/* signals */
	"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigpending", "rt_sigtimedwait", "rt_sigqueueinfo", "rt_tgsigqueueinfo",
	"rt_sigsuspend", "sigaltstack", "kill", "tkill", "tgkill", "signalfd4", "pause", "alarm", "setitimer", "getitimer",
	/* descriptors and time */
	"pipe", "pipe2", "dup", "dup2", "dup3", "fcntl", "poll", "ppoll", "select", "pselect6", "epoll_create", "epoll_create1",
	"epoll_ctl", "epoll_wait", "epoll_pwait", "epoll_pwait2", "eventfd2", "timerfd_create", "timerfd_settime", "timerfd_gettime",
	"nanosleep", "clock_gettime", "clock_getres", "clock_nanosleep", "gettimeofday", "time", "times", "getrusage",
	"timer_create", "timer_settime", "timer_gettime", "timer_delete",
	/* identity: only one id is mapped, so the kernel itself refuses others, with an error that programs know */
	"getpid", "getppid", "gettid", "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getgroups", "getpgid",
	"getpgrp", "getsid", "setpgid", "setsid", "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setgroups",
	"uname", "sysinfo", "capget",
	/* processes; clone and clone3 are below */
	"fork", "vfork", "execve", "exit", "exit_group", "wait4", "waitid", "pidfd_open", "pidfd_send_signal", "ptrace",
	"process_vm_readv", "kcmp", "restart_syscall", "execveat",
	/* what libcs and runtimes do internally */
	"prctl", "arch_prctl", "set_tid_address", "set_robust_list", "get_robust_list", "rseq", "futex", "membarrier", "sched_yield",
	"sched_getaffinity", "sched_setaffinity", "prlimit64", "getrlimit", "setrlimit", "getrandom", "getpriority", "getcpu", "seccomp",
	/* only on a socket pair, see socketpair below: runtimes send a pidfd to their parent */
	"sendmsg", "recvmsg", "recvfrom",
	NULL,
};
/* clang-format on */
/* clang-format off */
static const char *const for_compilers[] = {
	"mkdir", "mkdirat", "rename", "renameat", "renameat2", "ftruncate", "fallocate", "flock", "utimensat", NULL,
};
/* clang-format on */
static const char *const not_for_compilers[] = { "ptrace", "process_vm_readv", "kcmp", "pidfd_open", "pidfd_send_signal", "setpgid", NULL };
static const char *const not_for_tracees[] = { "ptrace", "process_vm_readv", "process_vm_writev", "kcmp", NULL };

static void must(int error, const char *what)
{
	if (error == 0)
		return;
	fprintf(stderr, "generate_filters: %s: %s\n", what, strerror(-error));
	exit(1);
}

static void add(scmp_filter_ctx filter, uint32_t action, const char *name)
{
	int number = seccomp_syscall_resolve_name(name);

	if (number == __NR_SCMP_ERROR)
		must(-ENOSYS, name);
	must(seccomp_rule_add(filter, action, number, 0), name);
}

static scmp_filter_ctx begin(uint32_t fallback, uint32_t arch)
{
	scmp_filter_ctx filter = seccomp_init(fallback);

	if (!filter)
		must(-ENOMEM, "seccomp_init");
	if (arch != seccomp_arch_native()) {
		must(seccomp_arch_add(filter, arch), "seccomp_arch_add");
		must(seccomp_arch_remove(filter, seccomp_arch_native()), "seccomp_arch_remove");
	}
	must(seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS), "the other ABIs");
	/* A binary tree needs a third of the comparisons of a list. */
	must(seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2), "optimising");
	return filter;
}

static void print(scmp_filter_ctx filter, const char *name)
{
	static struct sock_filter program[4096];
	int fd = memfd_create(name, MFD_CLOEXEC);
	ssize_t bytes;

	must(seccomp_export_bpf(filter, fd), "seccomp_export_bpf");
	bytes = pread(fd, program, sizeof(program), 0);
	close(fd);
	if (bytes <= 0)
		must(-EIO, name);
	printf("static const struct sock_filter %s[] __attribute__((unused)) = {\n", name);
	for (size_t i = 0; i < (size_t)bytes / sizeof(*program); i++)
		printf("\t{ 0x%02x, %u, %u, 0x%08x },\n", program[i].code, program[i].jt, program[i].jf, program[i].k);
	printf("};\n\n");
	seccomp_release(filter);
}

/* Connected pairs only. A datagram socket of a pair can send to any address (SOCK_RAW becomes one): to the sockets of this machine. */
static void add_socket_pairs(scmp_filter_ctx filter)
{
	const uint64_t type = ~(uint64_t)(SOCK_CLOEXEC | SOCK_NONBLOCK);
	const int connected[] = { SOCK_STREAM, SOCK_SEQPACKET };

	for (size_t i = 0; i < sizeof(connected) / sizeof(*connected); i++)
		must(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socketpair), 2, SCMP_A0(SCMP_CMP_EQ, AF_UNIX),
				      SCMP_A1(SCMP_CMP_MASKED_EQ, type, (scmp_datum_t)connected[i])),
		     "socketpair");
}

/*
 * What a pseudo-terminal of the run's own needs, and no more: TIOCSTI, which types on somebody's terminal, and TIOCLINUX stay
 * forbidden. A terminal can be taken only by the leader of a session that has none, and only if no other session has it.
 */
static void add_terminals(scmp_filter_ctx filter)
{
	const unsigned requests[] = { TIOCSPTLCK, TIOCGPTPEER, TIOCSCTTY, TIOCGPGRP, TIOCSPGRP };

	for (size_t i = 0; i < sizeof(requests) / sizeof(*requests); i++)
		must(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1, SCMP_A1(SCMP_CMP_EQ, requests[i])), "ioctl");
}

/* What fcntl(2) does too. The standard library of Rust makes a pipe non-blocking by it. */
static void add_descriptor_flags(scmp_filter_ctx filter)
{
	const unsigned requests[] = { FIONBIO, FIOCLEX, FIONCLEX };

	for (size_t i = 0; i < sizeof(requests) / sizeof(*requests); i++)
		must(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1, SCMP_A1(SCMP_CMP_EQ, requests[i])), "ioctl");
}

static scmp_filter_ctx outer(uint32_t arch, bool clone3)
{
	scmp_filter_ctx filter = begin(SCMP_ACT_ERRNO(EPERM), arch);

	for (const char *const *name = allowed; *name; name++)
		add(filter, SCMP_ACT_ALLOW, *name);
	must(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, NAMESPACES, 0)), "clone");
	add_socket_pairs(filter);
	add_terminals(filter);
	add_descriptor_flags(filter);
	/* Of one process, not of a group or a user: those would reach the helper, too. RLIMIT_NICE lets nobody take more time. */
	must(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(setpriority), 1, SCMP_A0(SCMP_CMP_EQ, PRIO_PROCESS)), "setpriority");
	add(filter, clone3 ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(ENOSYS), "clone3");
	return filter;
}

static bool listed(const char *const *names, const char *name)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

static scmp_filter_ctx compile(uint32_t arch)
{
	scmp_filter_ctx filter = begin(SCMP_ACT_ERRNO(EPERM), arch);

	for (const char *const *name = allowed; *name; name++)
		if (!listed(not_for_compilers, *name))
			add(filter, SCMP_ACT_ALLOW, *name);
	for (const char *const *name = for_compilers; *name; name++)
		add(filter, SCMP_ACT_ALLOW, *name);
	must(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, NAMESPACES, 0)), "clone");
	add_socket_pairs(filter);
	add_descriptor_flags(filter);
	add(filter, SCMP_ACT_ALLOW, "clone3");
	return filter;
}

static scmp_filter_ctx tracee(uint32_t arch)
{
	scmp_filter_ctx filter = begin(SCMP_ACT_ALLOW, arch);

	for (const char *const *name = not_for_tracees; *name; name++)
		add(filter, SCMP_ACT_ERRNO(EPERM), *name);
	return filter;
}

int main(void)
{
	static const struct {
		uint32_t token;
		const char *macro;
	} archs[] = { { SCMP_ARCH_X86_64, "__x86_64__" }, { SCMP_ARCH_AARCH64, "__aarch64__" } };
	const struct scmp_version *v = seccomp_version();

	printf("/* Made by native/sandbox/generate_filters.c with libseccomp %u.%u.%u: make -C native filters. Do not edit. */\n", v->major, v->minor,
	       v->micro);
	printf("#ifndef SECCOMP_FILTERS_H\n#define SECCOMP_FILTERS_H\n\n#include <linux/filter.h>\n\n");
	for (size_t i = 0; i < sizeof(archs) / sizeof(*archs); i++) {
		printf("#%s defined(%s)\n\n", i ? "elif" : "if", archs[i].macro);
		print(outer(archs[i].token, true), "filter_outer");
		print(outer(archs[i].token, false), "filter_portable");
		print(compile(archs[i].token), "filter_compile");
		print(tracee(archs[i].token), "filter_tracee");
	}
	printf("#else\n#error \"no seccomp filter for this architecture yet: add it to native/sandbox/generate_filters.c\"\n#endif\n\n#endif\n");
	return 0;
}
