/*
 * spawnscope-compile: the first program of a compile sandbox. It starts the compiler, keeps what that says, and hands out what it
 * made: as bytes through descriptor 3, so that the server never opens a path of this sandbox. The compiler runs a stranger's code
 * (macros, staticExec), so nothing that it leaves behind is believed: the result has to be a plain file of a bounded size.
 *
 *   {"status":0,"signal":0,"said":12,"cut":false,"made":16384,"fault":""}\n   then 12 bytes of text, then 16384 bytes of the program
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUT = 3, BAD_USAGE = 2, FAULT = 70, NOT_STARTED = 127 };
#define USAGE "Cure: spawnscope-compile --said BYTES [--made FILE --made-bytes BYTES] -- /COMPILER [ARG...]"

struct asked {
	long said_most, made_most;
	const char *made;
	char **compiler;
};

static _Noreturn void die(int status, const char *what)
{
	fprintf(stderr, "spawnscope-compile: %s: %s. " USAGE "\n", what, errno ? strerror(errno) : "wrong");
	exit(status);
}

static long bytes_of(const char *text)
{
	char *end;
	long value = strtol(text ? text : "", &end, 10);

	errno = 0;
	if (!text || *end || end == text || value < 1 || value > 1 << 30)
		die(BAD_USAGE, text ? text : "a number");
	return value;
}

static struct asked asked_by(char **argv)
{
	struct asked a = { 0 };

	for (argv++; *argv && strcmp(*argv, "--") != 0; argv += 2) {
		errno = 0;
		if (strcmp(*argv, "--said") == 0)
			a.said_most = bytes_of(argv[1]);
		else if (strcmp(*argv, "--made") == 0 && argv[1])
			a.made = argv[1];
		else if (strcmp(*argv, "--made-bytes") == 0)
			a.made_most = bytes_of(argv[1]);
		else
			die(BAD_USAGE, *argv);
	}
	errno = 0;
	if (!*argv || !argv[1] || a.said_most == 0 || (a.made && a.made_most == 0))
		die(BAD_USAGE, "the command line");
	a.compiler = argv + 1;
	return a;
}

static pid_t start(char **compiler, int said)
{
	pid_t pid = fork();

	if (pid < 0)
		die(FAULT, "fork");
	if (pid > 0)
		return pid;
	int nothing = open("/dev/null", O_RDONLY);

	dup2(nothing, 0);
	dup2(said, 1);
	dup2(said, 2);
	close_range(OUT, ~0u, 0);
	execv(compiler[0], compiler);
	dprintf(2, "%s: %s\n", compiler[0], strerror(errno));
	_exit(NOT_STARTED);
}

/* Waits a moment for text. Descriptor 0 is the lease: whatever comes there, or its end, means that nobody wants this any more. */
static void wait_for_text(int fd)
{
	struct pollfd on[] = { { fd, POLLIN, 0 }, { 0, POLLIN, 0 } };

	if (poll(on, 2, 20) > 0 && on[1].revents)
		_exit(FAULT);
}

/* Reads until nobody writes any more, or the compiler has ended: what it left running may hold the other end for ever. */
static size_t listen_to(int fd, pid_t compiler, char *text, size_t most, bool *cut, int *status)
{
	size_t have = 0;
	bool over = false;

	fcntl(fd, F_SETFL, O_NONBLOCK);
	for (;;) {
		char lost[4096];
		bool room = have < most;
		ssize_t got = read(fd, room ? text + have : lost, room ? most - have : sizeof(lost));

		if (got > 0) {
			have += room ? (size_t)got : 0;
			*cut |= !room;
			continue;
		}
		if (got == 0 && over)
			return have;
		if (got < 0 && errno == EAGAIN && over)
			return have;
		if (!over && waitpid(compiler, status, got == 0 ? 0 : WNOHANG) == compiler) {
			over = true;
			continue;
		}
		if (got < 0 && errno == EAGAIN)
			wait_for_text(fd);
	}
}

/* A link, a device or a pipe would lead elsewhere, or never end. Returns a descriptor, or -1 with the reason. */
static int open_made(const struct asked *a, off_t *size, const char **fault)
{
	struct stat st;
	int fd = open(a->made, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	*fault = NULL;
	if (fd < 0 || fstat(fd, &st) != 0)
		*fault = "the compiler made no program";
	else if (!S_ISREG(st.st_mode))
		*fault = "what the compiler made is no plain file";
	else if (st.st_size > a->made_most)
		*fault = "the program is too large";
	if (!*fault) {
		*size = st.st_size;
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

/* The limit counts ticks and getrusage what ran, which is never quite the same. */
enum { COUNTED_APART_S = 1 };

/* Whether the compiler failed with all the processor time behind it that one process may have (RLIMIT_CPU). The kernel ends the compiler
 * there, or a process that it started, of which it says little more than that it was killed. That one cannot be asked any more, so all are
 * counted together: one that failed for another reason can look the same (server/own/compile.ts). */
static bool is_spent(int status)
{
	struct rlimit most;
	struct rusage used;
	struct timeval all;

	if ((WIFEXITED(status) && WEXITSTATUS(status) == 0) || getrlimit(RLIMIT_CPU, &most) != 0 || getrusage(RUSAGE_CHILDREN, &used) != 0)
		return false;
	timeradd(&used.ru_utime, &used.ru_stime, &all);
	return (rlim_t)all.tv_sec + COUNTED_APART_S >= most.rlim_cur;
}

static void send_all(const char *bytes, size_t count)
{
	while (count > 0) {
		ssize_t sent = write(OUT, bytes, count);

		if (sent < 0 && errno != EINTR)
			die(FAULT, "writing");
		if (sent > 0)
			bytes += sent, count -= (size_t)sent;
	}
}

/* As many bytes as were announced. Somebody may have shortened the file meanwhile: then this is a fault, and the server gets too few. */
static void send_made(int fd, off_t size)
{
	char piece[65536];

	while (size > 0) {
		ssize_t got = read(fd, piece, size < (off_t)sizeof(piece) ? (size_t)size : sizeof(piece));

		if (got <= 0)
			die(FAULT, "the program became shorter");
		send_all(piece, (size_t)got);
		size -= got;
	}
}

int main(int argc, char **argv)
{
	struct asked a = asked_by(argv);
	const char *fault = NULL;
	char head[300], *text = malloc((size_t)a.said_most);
	int said[2], status = 0, made = -1;
	off_t size = 0;
	bool cut = false;
	size_t have;
	pid_t compiler;

	(void)argc;
	if (!text || pipe2(said, O_CLOEXEC) != 0)
		die(FAULT, "pipe");
	signal(SIGPIPE, SIG_IGN);
	compiler = start(a.compiler, said[1]);
	close(said[1]);
	have = listen_to(said[0], compiler, text, (size_t)a.said_most, &cut, &status);
	if (is_spent(status))
		fault = "no processor time is left";
	else if (a.made && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		made = open_made(&a, &size, &fault);
	snprintf(head, sizeof(head), "{\"status\":%d,\"signal\":%d,\"said\":%zu,\"cut\":%s,\"made\":%ld,\"fault\":\"%s\"}\n",
		 WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFSIGNALED(status) ? WTERMSIG(status) : 0, have, cut ? "true" : "false", (long)size,
		 fault ? fault : "");
	send_all(head, strlen(head));
	send_all(text, have);
	if (made >= 0)
		send_made(made, size);
	return 0;
}
