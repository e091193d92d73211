/*
 * The starter forks, and the copy becomes the run's supervisor; nothing is executed. That is cheap because the starter is small:
 * fork(2) copies the page tables of its parent, and here there are few.
 */
#include "sandbox/supervisor/launch.h"

#include "sandbox/supervisor/die.h"
#include "sandbox/supervisor/orders.h"
#include "sandbox/supervisor/supervise.h"
#include "sandbox/supervisor/title.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The descriptors of a supervisor: server/sandbox/containedCommand.ts names them to it. */
enum { RUN_LEASE = 0, RUN_NOTHING = 1, RUN_COMPLAINTS = 2, RUN_EVENTS = 3, RUN_ORDERS = 4, RUN_GO = 5 };

extern char **environ;

/* The ends that the run gets. */
struct theirs {
	int lease, complaints, go;
};

static bool open_pipe(int *ours, int *given, bool we_write)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	*ours = ends[we_write];
	*given = ends[!we_write];
	return true;
}

static void close_all(const int *fds, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fds[i] >= 0)
			close(fds[i]);
}

static bool open_all(struct launched *run, struct theirs *theirs, bool waits)
{
	if (!open_pipe(&run->lease, &theirs->lease, true) || !open_pipe(&run->complaints, &theirs->complaints, false))
		return false;
	if (waits && !open_pipe(&run->go, &theirs->go, true))
		return false;
	return fcntl(run->complaints, F_SETFL, O_NONBLOCK) == 0;
}

/* Every descriptor of the starter is above those of a run, so none is overwritten before it has its place. */
static void put(int from, int to)
{
	if (from >= 0 && dup2(from, to) != to)
		die("dup2: %m");
}

static _Noreturn void become_supervisor(const struct message *start, int events, const struct theirs *theirs)
{
	char **words = message_words(start), **split = words;
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	struct orders o;

	put(theirs->complaints, RUN_COMPLAINTS);
	if (!words || nothing < 0)
		die("/dev/null: %m");
	put(theirs->lease, RUN_LEASE);
	put(nothing, RUN_NOTHING);
	put(events, RUN_EVENTS);
	put(start->head.flags & START_ORDERED ? events : -1, RUN_ORDERS);
	put(theirs->go, RUN_GO);
	while (*split && **split)
		split++;
	if (!*split)
		die("the server sent no arguments. Cure: build it again: npm run setup");
	/* The empty word between them ends the environment, and stands for the program's name before the arguments. */
	orders_parse(&o, split);
	*split = NULL;
	environ = words;
	if (*words)
		title_names(*words);
	exit(supervise(&o));
}

bool launch(const struct message *start, int events, struct launched *run)
{
	struct theirs theirs = { -1, -1, -1 };
	int error;

	*run = (struct launched){ -1, -1, -1, -1 };
	run->pid = open_all(run, &theirs, start->head.flags & START_WAITS) ? fork() : -1;
	error = errno;
	if (run->pid == 0)
		become_supervisor(start, events, &theirs);
	close_all((int[]){ theirs.lease, theirs.complaints, theirs.go }, 3);
	if (run->pid > 0)
		return true;
	close_all((int[]){ run->lease, run->complaints, run->go }, 3);
	errno = error;
	return false;
}
