/*
 * The starter. A server of 100 MB that forks copies the page tables of 100 MB, and does nothing else meanwhile: that is the cost
 * that this project is about. So the server starts this small process once, and asks it for each run.
 *
 * Messages of the server come on standard input (message.h), and on standard output the starter reports how each run has ended.
 * No process of a run has either, so no run can pretend its own end. The server makes one connection a run besides; it becomes the
 * run's descriptor 3, and the starter reads only the run's token from it.
 *
 * Only the server may connect: the folder of the socket is its own, and the kernel says who connects. When the server dies, its
 * end of standard input closes and the starter exits; when the starter dies, every lease closes. Either ends all runs.
 */
#include "sandbox/supervisor/starter.h"

#include "sandbox/supervisor/die.h"
#include "sandbox/supervisor/launch.h"
#include "sandbox/supervisor/message.h"
#include "sandbox/supervisor/title.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

/* Below these are the descriptors of a run (launch.c). */
#define FIRST_OWN 10
/* Of a run's complaints, so much is kept. The rest is read and dropped. */
#define COMPLAINT_BYTES 4096
/* Runs and connections at once. The server admits far fewer runs (RUNS_AT_ONCE). */
#define MOST 4096

struct run {
	uint32_t token;
	/* Both its message and its connection were here. */
	bool begun;
	/* What the server has said and nobody has heard yet. */
	bool may_go, must_end;
	struct message start;
	struct launched launched;
	char complaints[COMPLAINT_BYTES];
	size_t complained;
};

/* A connection whose run has not begun. */
struct connection {
	int fd;
	uint32_t token;
};

static struct run *runs[MOST];
static size_t run_count;
static struct connection connections[MOST];
static size_t connection_count;
static pid_t server;

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static struct run *run_of(uint32_t token)
{
	for (size_t i = 0; i < run_count; i++)
		if (runs[i]->token == token)
			return runs[i];
	return NULL;
}

/* What the run wrote to standard error until now. */
static void hear(struct run *r)
{
	char more[COMPLAINT_BYTES];
	ssize_t got;

	while (r->launched.complaints >= 0 && (got = read(r->launched.complaints, more, sizeof(more))) != 0) {
		size_t room = sizeof(r->complaints) - r->complained, taken;

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return;
		taken = (size_t)got < room ? (size_t)got : room;
		memcpy(r->complaints + r->complained, more, taken);
		r->complained += taken;
	}
	close_fd(&r->launched.complaints);
}

static void tell_server(uint32_t token, int status, const char *words, size_t length)
{
	struct report_head head = { token, status, (uint32_t)length };
	char bytes[sizeof(head) + COMPLAINT_BYTES];

	memcpy(bytes, &head, sizeof(head));
	memcpy(bytes + sizeof(head), words, length);
	for (size_t done = 0; done < sizeof(head) + length;) {
		ssize_t now = write(1, bytes + done, sizeof(head) + length - done);

		if (now < 0 && errno == EINTR)
			continue;
		/* The server is gone; standard input says so too. */
		if (now <= 0)
			return;
		done += (size_t)now;
	}
}

/* Reports the end of the run, and forgets it. */
static void end_run(struct run *r, int status)
{
	hear(r);
	tell_server(r->token, status, r->complaints, r->complained);
	close_fd(&r->launched.lease);
	close_fd(&r->launched.complaints);
	close_fd(&r->launched.go);
	message_done(&r->start);
	for (size_t i = 0; i < run_count; i++)
		if (runs[i] == r)
			runs[i] = runs[--run_count];
	free(r);
}

static void fail_run(struct run *r, const char *what)
{
	r->complained = (size_t)snprintf(r->complaints, sizeof(r->complaints), "spawnscope-supervisor: %s\n", what);
	end_run(r, EXIT_FAULT << 8);
}

static void say(int fd, const char *word)
{
	if (fd >= 0)
		(void)!write(fd, word, 1);
}

/* Passes on what the server has said, once there is somebody to hear it. */
static void pass_on(struct run *r)
{
	if (!r->begun)
		return;
	if (r->must_end)
		say(r->launched.lease, ".");
	r->must_end = false;
	if (r->may_go) {
		say(r->launched.go, "g");
		close_fd(&r->launched.go);
	}
}

/* Begins the run if both its message and its connection are here. */
static void begin(uint32_t token)
{
	struct run *r = run_of(token);
	size_t at = 0;
	int events;

	while (at < connection_count && connections[at].token != token)
		at++;
	if (!r || r->begun || at == connection_count)
		return;
	events = connections[at].fd;
	connections[at] = connections[--connection_count];
	/* The helper writes to it, and would lose what does not fit at once. */
	fcntl(events, F_SETFL, 0);
	r->begun = true;
	if (launch(&r->start, events, &r->launched)) {
		message_done(&r->start);
		pass_on(r);
	} else {
		fail_run(r, strerror(errno));
	}
	close(events);
}

static void take_start(struct message *m)
{
	struct run *r = run_count < MOST ? calloc(1, sizeof(*r)) : NULL;

	if (!r) {
		static const char words[] = "spawnscope-supervisor: Cannot allocate memory\n";

		tell_server(m->head.token, EXIT_FAULT << 8, words, sizeof(words) - 1);
		message_done(m);
		return;
	}
	r->token = m->head.token;
	r->start = *m;
	r->launched = (struct launched){ -1, -1, -1, -1 };
	*m = (struct message){ 0 };
	runs[run_count++] = r;
	begin(r->token);
}

static void obey(struct run *r, uint8_t kind)
{
	r->may_go |= kind == MESSAGE_GO;
	r->must_end |= kind == MESSAGE_ASK;
	pass_on(r);
	if (kind == MESSAGE_CLOSE)
		close_fd(&r->launched.lease);
	if (kind == MESSAGE_KILL && r->begun)
		kill(r->launched.pid, SIGKILL);
	if (kind == MESSAGE_CLOSE && !r->begun)
		fail_run(r, "the server has taken the run back");
}

/* False if the server is gone. */
static bool hear_server(void)
{
	static struct message m;

	for (;;) {
		enum message_state state = message_read(&m, 0);
		struct run *r;

		if (state != MESSAGE_WHOLE)
			return state == MESSAGE_PARTIAL;
		if (m.head.kind == MESSAGE_START) {
			take_start(&m);
			continue;
		}
		r = run_of(m.head.token);
		if (r)
			obey(r, m.head.kind);
		message_done(&m);
	}
}

static bool is_server(int fd)
{
	struct ucred who;
	socklen_t size = sizeof(who);

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 && who.pid == server;
}

static void take_connections(int listening)
{
	int fd;

	while ((fd = accept4(listening, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0) {
		if (is_server(fd) && connection_count < MOST)
			connections[connection_count++] = (struct connection){ fd, NO_RUN };
		else
			close(fd);
	}
}

/* Reads the token. What follows is for the run. */
static void hear_connection(size_t at)
{
	uint32_t token;
	ssize_t got = read(connections[at].fd, &token, sizeof(token));

	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got != (ssize_t)sizeof(token) || connections[at].token != NO_RUN) {
		close(connections[at].fd);
		connections[at] = connections[--connection_count];
		return;
	}
	connections[at].token = token;
	begin(token);
}

static void reap_all(void)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (size_t i = 0; i < run_count; i++)
			if (runs[i]->launched.pid == pid) {
				end_run(runs[i], status);
				break;
			}
}

static int listen_at(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0)
		die("socket: %m");
	if (strlen(path) >= sizeof(address.sun_path))
		die("the path of the socket is too long: \"%.120s\". Cure: a shorter TMPDIR", path);
	strcpy(address.sun_path, path);
	umask(0077);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 || listen(fd, 1024) != 0)
		die("%s: %m. Cure: a TMPDIR that the server may write to", path);
	umask(0022);
	return fd;
}

static int hear_children(void)
{
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd < 0)
		die("signalfd: %m");
	return fd;
}

/* Keeps the descriptors of a run free. */
static void take_low_descriptors(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
		if (fd < 0)
			die("/dev/null: %m");
	} while (fd < FIRST_OWN);
	close(fd);
}

/* The list for poll(2): input, connections, children, then every run's complaints and every connection. */
static struct pollfd on[3 + 2 * MOST];

static void wait_for_any(int listening, int children)
{
	nfds_t count = 0;

	on[count++] = (struct pollfd){ .fd = 0, .events = POLLIN };
	on[count++] = (struct pollfd){ .fd = listening, .events = POLLIN };
	on[count++] = (struct pollfd){ .fd = children, .events = POLLIN };
	for (size_t i = 0; i < run_count; i++)
		on[count++] = (struct pollfd){ .fd = runs[i]->launched.complaints, .events = POLLIN };
	for (size_t i = 0; i < connection_count; i++)
		on[count++] = (struct pollfd){ .fd = connections[i].fd, .events = connections[i].token == NO_RUN ? POLLIN : 0 };
	while (poll(on, count, -1) < 0)
		if (errno != EINTR)
			die("poll: %m");
}

/* Nothing here ends a run or begins one before all were looked at, except for connections, which are last and from the end. */
static bool look_through(int listening, int children)
{
	size_t heard = run_count, connected = connection_count;
	struct signalfd_siginfo got;

	for (size_t i = 0; i < heard; i++)
		if (on[3 + i].revents)
			hear(runs[i]);
	for (size_t i = connected; i-- > 0;)
		if (on[3 + heard + i].revents)
			hear_connection(i);
	if (on[1].revents)
		take_connections(listening);
	if (on[2].revents) {
		while (read(children, &got, sizeof(got)) == sizeof(got))
			;
		reap_all();
	}
	return !on[0].revents || hear_server();
}

int starter_serve(const char *path, char *title)
{
	int listening, children;

	server = getppid();
	take_low_descriptors();
	if (title)
		title_lives_in(title);
	signal(SIGPIPE, SIG_IGN);
	/* Ctrl-C in the server's terminal is for the server only. */
	setsid();
	children = hear_children();
	listening = listen_at(path);
	fcntl(0, F_SETFL, O_NONBLOCK);
	tell_server(NO_RUN, 0, "", 0);
	do
		wait_for_any(listening, children);
	while (look_through(listening, children));
	return 0;
}
