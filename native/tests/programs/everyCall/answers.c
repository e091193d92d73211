/*
 * The process that answers calls with a result, as the kernel would if they happened (seccomp_unotify(2)). It is not traced:
 * main() starts it before the tracer, and the traced program hands it the listener of its filter.
 */
#define _GNU_SOURCE
#include "everyCall.h"

#include <linux/seccomp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

/* In case that no program comes: nothing is left behind. */
#define ANSWERS_S 100

static struct sockaddr_un address_of(const char *name)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };

	snprintf(a.sun_path, sizeof(a.sun_path), "%s", name);
	return a;
}

union rights {
	struct cmsghdr header;
	char bytes[CMSG_SPACE(2 * sizeof(int))];
};

int begin_answers(const char *name, int listener, int shared)
{
	struct sockaddr_un a = address_of(name);
	union rights rights = { .header = { .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(2 * sizeof(int)) } };
	struct iovec part = { "x", 1 };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = &rights, .msg_controllen = sizeof(rights) };
	int s = socket(AF_UNIX, SOCK_STREAM, 0), fds[] = { listener, shared };
	char ready;

	memcpy(CMSG_DATA(&rights.header), fds, sizeof(fds));
	if (connect(s, (struct sockaddr *)&a, sizeof(a)) != 0 || sendmsg(s, &m, 0) != 1 || read(s, &ready, 1) != 1)
		return -1;
	return close(s);
}

/* Receives the listener and the shared memory. */
static void accept_program(int s, int *fds)
{
	union rights rights;
	char byte;
	struct iovec part = { &byte, 1 };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = &rights, .msg_controllen = sizeof(rights) };
	int program = accept(s, NULL, NULL);

	if (program < 0 || recvmsg(program, &m, 0) != 1)
		exit(1);
	memcpy(fds, CMSG_DATA(&rights.header), 2 * sizeof(int));
	if (write(program, "r", 1) != 1)
		exit(1);
	close(program);
}

static void answer_all(int listener, unsigned char *memory)
{
	const struct answer *answer = (const struct answer *)(memory + ARENA_BYTES);
	struct pollfd ready = { listener, POLLIN, 0 };

	while (poll(&ready, 1, -1) == 1 && !(ready.revents & POLLHUP)) {
		struct seccomp_notif question = { 0 };
		struct seccomp_notif_resp reply = { 0 };

		if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &question) != 0)
			continue;
		if (answer->address)
			memcpy(memory + (answer->address - ARENA), &answer->word, sizeof(answer->word));
		reply.id = question.id;
		reply.val = answer->result;
		ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &reply);
	}
}

void answer_calls(const char *name)
{
	struct sockaddr_un a = address_of(name);
	int s = socket(AF_UNIX, SOCK_STREAM, 0), fds[2];
	unsigned char *memory;
	pid_t child;

	if (bind(s, (struct sockaddr *)&a, sizeof(a)) != 0 || listen(s, 1) != 0) {
		perror(name);
		exit(2);
	}
	/* A grandchild, because a tracer does not expect a child that it has not started. */
	child = fork();
	if (child > 0) {
		waitpid(child, NULL, 0);
		close(s);
		return;
	}
	if (fork() > 0)
		_exit(0);
	alarm(ANSWERS_S);
	accept_program(s, fds);
	close(s);
	memory = mmap(NULL, SHARED_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, fds[1], 0);
	if (memory == MAP_FAILED)
		_exit(1);
	answer_all(fds[0], memory);
	_exit(0);
}
