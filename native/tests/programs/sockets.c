/* Sockets of every common family, their options, and messages with ancillary data. Uses the current directory. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static char buffer[256];
static struct sockaddr_storage from;
static socklen_t room;

static socklen_t *full(void)
{
	room = sizeof(from);
	return &room;
}

static void option(int fd, int level, int name, const void *value, socklen_t len)
{
	socklen_t got = sizeof(buffer);

	setsockopt(fd, level, name, value, len);
	getsockopt(fd, level, name, buffer, &got);
}

static void options(int local, int inet)
{
	struct linger linger = { 1, 5 };
	struct timeval time = { 1, 5 };
	int one = 1;

	option(local, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
	option(local, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof(time));
	option(local, SOL_SOCKET, SO_PASSCRED, &one, sizeof(one));
	option(local, SOL_SOCKET, SO_PASSCRED, &one, 2);
	option(local, SOL_SOCKET, SO_TYPE, NULL, 0);
	option(local, SOL_SOCKET, SO_ERROR, NULL, 0);
	option(local, SOL_SOCKET, SO_PEERCRED, NULL, 0);
	option(local, SOL_SOCKET, SO_PEERSEC, NULL, 4);
	option(local, 77, 5, &one, 4);
	one = 0;
	option(local, SOL_SOCKET, SO_PASSCRED, &one, sizeof(one));
	one = 1;
	option(inet, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	option(inet, IPPROTO_TCP, TCP_CONGESTION, "cubic", 5);
	option(inet, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3);
	option(inet, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	option(inet, IPPROTO_IP, IP_TOS, &one, sizeof(one));
	option(-1, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof(one));
	getsockopt(inet, SOL_SOCKET, SO_TYPE, buffer, NULL);
}

static void messages(int to, int at)
{
	struct iovec parts[2] = { { "abc", 3 }, { "defg", 4 } }, whole = { buffer, 100 };
	union {
		char bytes[CMSG_SPACE(2 * sizeof(int))];
		struct cmsghdr header;
	} control = { .header = { .cmsg_len = CMSG_LEN(2 * sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS } };
	char room_for_control[200];
	struct msghdr out = { .msg_iov = parts, .msg_iovlen = 2, .msg_control = control.bytes, .msg_controllen = sizeof(control) };
	struct msghdr in = { .msg_name = &from,
			     .msg_namelen = sizeof(from),
			     .msg_iov = &whole,
			     .msg_iovlen = 1,
			     .msg_control = room_for_control,
			     .msg_controllen = sizeof(room_for_control) };
	struct mmsghdr several[2] = { { { .msg_iov = parts, .msg_iovlen = 1 }, 0 }, { { .msg_iov = parts, .msg_iovlen = 2 }, 0 } };
	struct timespec wait = { 1, 0 };
	int fds[2] = { to, at }, one = 1;

	memcpy(CMSG_DATA(&control.header), fds, sizeof(fds));
	sendmsg(to, &out, 0);
	recvmsg(at, &in, MSG_CMSG_CLOEXEC);
	recvmsg(at, &in, MSG_DONTWAIT);
	sendmsg(to, NULL, 0);
	out.msg_control = NULL;
	out.msg_controllen = 0;
	sendmsg(to, &out, MSG_NOSIGNAL);
	recv(at, buffer, 5, MSG_PEEK);
	recv(at, buffer, sizeof(buffer), 0);
	sendmmsg(to, several, 2, 0);
	recvmmsg(at, several, 2, MSG_DONTWAIT, NULL);
	recvmmsg(at, several, 2, MSG_DONTWAIT, &wait);
	setsockopt(at, SOL_SOCKET, SO_PASSCRED, &one, sizeof(one));
	send(to, "z", 1, 0);
	in.msg_name = NULL;
	in.msg_controllen = sizeof(room_for_control);
	recvmsg(at, &in, 0);
}

int main(void)
{
	struct sockaddr_un local = { AF_UNIX, "socket" }, abstract = { AF_UNIX, "\0spawnscope\1test" };
	struct sockaddr_in v4 = { AF_INET, htons(1), { htonl(INADDR_LOOPBACK) }, { 0 } };
	struct sockaddr_in6 v6 = { AF_INET6, htons(1), 5, IN6ADDR_LOOPBACK_INIT, 2 };
	struct sockaddr_nl netlink = { AF_NETLINK, 0, 0, 3 };
	struct sockaddr other = { AF_UNSPEC, "data" };
	int server, client, end, inet, pair[2];

	signal(SIGPIPE, SIG_IGN);
	server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bind(server, (struct sockaddr *)&local, sizeof(local));
	bind(server, (struct sockaddr *)&local, 2);
	bind(server, (struct sockaddr *)&local, 1);
	bind(server, NULL, 5);
	listen(server, 5);
	client = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	bind(client, (struct sockaddr *)&abstract, offsetof(struct sockaddr_un, sun_path) + 16);
	connect(client, (struct sockaddr *)&local, sizeof(local));
	end = accept(server, (struct sockaddr *)&from, full());
	getsockname(end, (struct sockaddr *)&from, full());
	room = 2;
	getpeername(end, (struct sockaddr *)&from, &room);
	getpeername(server, (struct sockaddr *)&from, full());
	accept4(-1, (struct sockaddr *)&from, full(), SOCK_CLOEXEC);
	accept4(-1, NULL, NULL, SOCK_NONBLOCK);
	inet = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
	connect(inet, (struct sockaddr *)&v4, sizeof(v4));
	connect(inet, (struct sockaddr *)&v6, sizeof(v6));
	connect(inet, (struct sockaddr *)&v6, 24);
	connect(inet, (struct sockaddr *)&v6, 20);
	connect(inet, (struct sockaddr *)&other, sizeof(other));
	other.sa_family = 77;
	connect(inet, (struct sockaddr *)&other, 10);
	getsockname(socket(AF_INET6, SOCK_DGRAM, 0), (struct sockaddr *)&from, full());
	getsockname(socket(AF_INET, SOCK_DGRAM, 0), (struct sockaddr *)&from, full());
	bind(socket(AF_NETLINK, SOCK_RAW, 0), (struct sockaddr *)&netlink, sizeof(netlink));
	socket(77, 77, 77);
	socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
	socketpair(AF_INET, SOCK_STREAM, 0, pair);
	sendto(client, "hello", 5, MSG_NOSIGNAL, NULL, 0);
	recvfrom(end, buffer, sizeof(buffer), 0, (struct sockaddr *)&from, full());
	recvfrom(end, buffer, sizeof(buffer), MSG_DONTWAIT, NULL, NULL);
	sendto(-1, "hello", 5, 0, (struct sockaddr *)&v4, sizeof(v4));
	options(client, inet);
	messages(client, end);
	shutdown(client, SHUT_RDWR);
	return 0;
}
