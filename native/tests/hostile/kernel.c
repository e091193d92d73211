/* Attempts that ask the kernel: namespaces, mounts, rare calls, other ABIs, sockets. */
#include "tests/hostile/hostile.h"

#include <arpa/inet.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define VSOCK 40

void namespaces(void)
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

void mounts(void)
{
	result("mount", mount("none", "/tmp", "tmpfs", 0, NULL));
	result("umount2", umount2("/proc", MNT_DETACH));
	result("pivot_root", syscall(SYS_pivot_root, "/tmp", "/tmp"));
	result("chroot", chroot("/tmp"));
	result("open_tree", syscall(SYS_open_tree, -1, "/", 0));
}

void kernel_calls(void)
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
	/* A terminal of one's own is allowed, but nobody types on another's. */
	result("ioctl-type", ioctl(0, TIOCSTI, "x"));
	result("ioctl-odd", syscall(SYS_ioctl, 0, TIOCSPGRP | 0x100000000, 0));
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

void other_abis(void)
{
	in_child("i386", old_abi);
	in_child("x32", x32_abi);
}

void sockets(void)
{
	const int families[] = { AF_INET, AF_INET6, AF_UNIX, AF_NETLINK, AF_PACKET, VSOCK };
	const char *const names[] = { "inet", "inet6", "unix", "netlink", "packet", "vsock" };
	int pair[2];

	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		result(names[i], socket(families[i], SOCK_DGRAM, 0));
	result("pair-inet", socketpair(AF_INET, SOCK_STREAM, 0, pair));
	result("pair-datagram", socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
	result("pair-datagram-cloexec", socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair));
	result("pair-raw", socketpair(AF_UNIX, SOCK_RAW, 0, pair));
	result("pair-odd", syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM | 0x100000000, 0, pair));
}

/* Runtimes use these. Neither can send to anybody but its peer. */
void socket_pairs(void)
{
	const int types[] = { SOCK_STREAM, SOCK_SEQPACKET };
	struct sockaddr_un init = { .sun_family = AF_UNIX, .sun_path = "\0nobody" };

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		char byte = 'x';
		struct iovec data = { &byte, 1 };
		struct msghdr message = { .msg_name = &init, .msg_namelen = sizeof(init), .msg_iov = &data, .msg_iovlen = 1 };
		int pair[2];

		result(i ? "seqpacket" : "stream", socketpair(AF_UNIX, types[i] | SOCK_CLOEXEC, 0, pair));
		sendmsg(pair[0], &message, 0);
		/* If it came to the peer, it went nowhere else. */
		tell(i ? "seqpacket-sent" : "stream-sent", "%zd", recv(pair[1], &byte, 1, MSG_DONTWAIT));
	}
}

/*
 * `name`: a datagram socket of this machine, in the abstract namespace. A hostile program does not need to make a socket for it,
 * if a pair can send there.
 */
void send_to(const char *name)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	char byte = 'x';
	struct iovec data = { &byte, 1 };
	struct msghdr message = { .msg_name = &to, .msg_iov = &data, .msg_iovlen = 1 };
	int pair[2] = { -1, -1 };

	strncpy(to.sun_path + 1, name, sizeof(to.sun_path) - 2);
	message.msg_namelen = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name));
	result("pair", socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
	result("sent", sendmsg(pair[0], &message, 0));
}

/* `address` like 127.0.0.1:4000. Only useful without the filter. */
void reach(const char *address)
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
