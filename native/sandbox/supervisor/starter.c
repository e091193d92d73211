/*
 * The starter. A server of 100 MB that forks copies the page tables of 100 MB, and does nothing else meanwhile: that is the cost
 * that this project is about. So the server starts this small process once, and asks it for each run over a socket.
 *
 * A run has two connections. One becomes its descriptor 3, and the starter reads nothing from it but its first message. The other
 * leads the run: messages of the server come (message.h), and at the end the starter writes the status that waitpid(2) gave, and
 * behind it what the run wrote to standard error. No process of a run holds this one, so no run can pretend its own end.
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

enum role { ROLE_NEW, ROLE_EVENTS, ROLE_RUN };

/* One connection of the server. */
struct line {
	int fd;
	enum role role;
	/* The server does not lead it any more; it stays until its run has ended. */
	bool left;
	struct message message;
	uint32_t token;
	/* The rest is for ROLE_RUN. */
	bool started, ended;
	struct launched run;
	int status;
	char complaints[COMPLAINT_BYTES];
	size_t complained;
};

static struct line **lines;
static size_t line_count, line_room;
static pid_t server;

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void remove_line(size_t at)
{
	struct line *l = lines[at];

	close_fd(&l->fd);
	if (l->role == ROLE_RUN) {
		close_fd(&l->run.lease);
		close_fd(&l->run.complaints);
		close_fd(&l->run.go);
		close_fd(&l->run.words);
	}
	message_done(&l->message);
	free(l);
	lines[at] = lines[--line_count];
}

static bool is_server(int fd)
{
	struct ucred who;
	socklen_t size = sizeof(who);

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 && who.pid == server;
}

static void accept_line(int listening)
{
	int fd = accept4(listening, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	struct line *l;

	if (fd < 0)
		return;
	if (line_count == line_room) {
		struct line **more = realloc(lines, (line_room + 64) * sizeof(*more));

		if (more) {
			lines = more;
			line_room += 64;
		}
	}
	l = is_server(fd) && line_count < line_room ? calloc(1, sizeof(*l)) : NULL;
	if (!l) {
		close(fd);
		return;
	}
	*l = (struct line){ .fd = fd, .run = { -1, -1, -1, -1, -1 } };
	lines[line_count++] = l;
}

/* What the run wrote to standard error until now. */
static void hear(struct line *l)
{
	char more[COMPLAINT_BYTES];
	ssize_t got;

	while (l->run.complaints >= 0 && (got = read(l->run.complaints, more, sizeof(more))) != 0) {
		size_t room = sizeof(l->complaints) - l->complained, taken;

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return;
		taken = (size_t)got < room ? (size_t)got : room;
		memcpy(l->complaints + l->complained, more, taken);
		l->complained += taken;
	}
	close_fd(&l->run.complaints);
}

/* Tells the server how the run ended. Such a short answer fits into an empty socket. */
static void report(struct line *l)
{
	hear(l);
	l->ended = true;
	if (l->left)
		return;
	send(l->fd, &l->status, sizeof(l->status), MSG_DONTWAIT | MSG_NOSIGNAL | MSG_MORE);
	send(l->fd, l->complaints, l->complained, MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* Starts the run once both connections are here. */
static void start_pair(uint32_t token)
{
	struct line *events = NULL, *run = NULL;

	for (size_t i = 0; i < line_count; i++)
		if (lines[i]->token == token && !lines[i]->started && !lines[i]->left) {
			if (lines[i]->role == ROLE_EVENTS)
				events = lines[i];
			else if (lines[i]->role == ROLE_RUN)
				run = lines[i];
		}
	if (!events || !run)
		return;
	/* The helper writes to it, and would lose what does not fit at once. */
	fcntl(events->fd, F_SETFL, 0);
	run->started = true;
	if (!launch(&run->message, events->fd, &run->run)) {
		run->status = EXIT_FAULT << 8;
		run->complained = (size_t)snprintf(run->complaints, sizeof(run->complaints), "spawnscope-supervisor: fork: %s\n", strerror(errno));
		report(run);
	}
	message_done(&run->message);
	/* From now on only the run has it. */
	events->left = true;
}

/* Gives a waiting run its program. A run that has ended meanwhile says so by its end. */
static void let_go(struct line *l)
{
	if (l->run.words < 0)
		return;
	if (write(l->run.words, &l->message.head.length, sizeof(l->message.head.length)) > 0 && l->message.head.length > 0)
		(void)!write(l->run.words, l->message.body, l->message.head.length);
	(void)!write(l->run.go, "g", 1);
	close_fd(&l->run.words);
	close_fd(&l->run.go);
}

static void obey(struct line *l)
{
	switch (l->message.head.kind) {
	case MESSAGE_GO:
		let_go(l);
		break;
	case MESSAGE_ASK:
		if (l->run.lease >= 0)
			(void)!write(l->run.lease, ".", 1);
		break;
	case MESSAGE_CLOSE:
		close_fd(&l->run.lease);
		break;
	case MESSAGE_KILL:
		if (l->run.pid > 0 && !l->ended)
			kill(l->run.pid, SIGKILL);
		break;
	default:
		break;
	}
	message_done(&l->message);
}

/* The server has closed the connection of a run, or said what it must not. The run ends. */
static void leave(struct line *l)
{
	l->left = true;
	close_fd(&l->run.lease);
}

static void hear_server(struct line *l)
{
	while (!l->left) {
		enum message_state state = message_read(&l->message, l->fd);

		if (state == MESSAGE_PARTIAL)
			return;
		if (state == MESSAGE_OVER) {
			leave(l);
			return;
		}
		if (l->role == ROLE_RUN) {
			obey(l);
			continue;
		}
		l->token = l->message.head.token;
		l->role = l->message.head.kind == MESSAGE_START ? ROLE_RUN : ROLE_EVENTS;
		if (l->role == ROLE_EVENTS)
			message_done(&l->message);
		start_pair(l->token);
		/* What follows is for the helper, or about a run that may not have begun. */
		return;
	}
}

static void reap_all(void)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (size_t i = 0; i < line_count; i++)
			if (lines[i]->role == ROLE_RUN && lines[i]->run.pid == pid) {
				lines[i]->status = status;
				report(lines[i]);
			}
}

/* A connection whose work is done. */
static bool is_over(const struct line *l)
{
	if (l->role != ROLE_RUN)
		return l->left;
	return l->ended || (l->left && !l->started);
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
	for (;;) {
		int fd = open("/dev/null", O_RDWR | O_CLOEXEC);

		if (fd < 0)
			die("/dev/null: %m");
		if (fd < FIRST_OWN)
			continue;
		close(fd);
		return;
	}
}

/* What follows the first message of a run that misses its other connection stays where it is. */
static bool is_heard(const struct line *l)
{
	return l->role == ROLE_NEW || (l->role == ROLE_RUN && l->started);
}

static struct pollfd *wait_for_any(int listening, int children)
{
	static struct pollfd *on;
	static size_t room;

	if (room < 3 + 2 * line_count) {
		struct pollfd *more = realloc(on, (3 + 2 * line_room) * sizeof(*on));

		if (!more)
			die("memory: %m");
		on = more;
		room = 3 + 2 * line_room;
	}
	on[0] = (struct pollfd){ .fd = 0, .events = POLLIN };
	on[1] = (struct pollfd){ .fd = listening, .events = POLLIN };
	on[2] = (struct pollfd){ .fd = children, .events = POLLIN };
	for (size_t i = 0; i < line_count; i++) {
		const struct line *l = lines[i];

		on[3 + 2 * i] = (struct pollfd){ .fd = l->left ? -1 : l->fd, .events = is_heard(l) ? POLLIN : 0 };
		on[4 + 2 * i] = (struct pollfd){ .fd = l->role == ROLE_RUN ? l->run.complaints : -1, .events = POLLIN };
	}
	while (poll(on, 3 + 2 * line_count, -1) < 0)
		if (errno != EINTR)
			die("poll: %m");
	return on;
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
	/* The server waits for this byte before it connects. */
	if (write(1, "\n", 1) != 1)
		die("standard output: %m");
	for (;;) {
		size_t seen = line_count;
		struct pollfd *on = wait_for_any(listening, children);
		struct signalfd_siginfo got;

		if (on[0].revents)
			return 0;
		for (size_t i = 0; i < seen; i++) {
			if (on[4 + 2 * i].revents)
				hear(lines[i]);
			if (on[3 + 2 * i].revents && is_heard(lines[i]))
				hear_server(lines[i]);
			else if (on[3 + 2 * i].revents)
				leave(lines[i]);
		}
		while (read(children, &got, sizeof(got)) == sizeof(got))
			;
		reap_all();
		if (on[1].revents)
			accept_line(listening);
		for (size_t i = line_count; i-- > 0;)
			if (is_over(lines[i]))
				remove_line(i);
	}
}
