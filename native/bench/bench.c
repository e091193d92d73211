/*
 * The course of a measurement, from the list of places to the last line.
 *
 * For each place it forks one worker. The worker measures all series in turn and writes the results to
 * a shared board; this process reports them. It also ends the worker and everything the worker
 * started: on SIGTERM, SIGINT or SIGHUP, when the time is up, or when nobody reads the output any
 * more. It wakes up only ten times a second, so that it does not disturb the measurement.
 */
#include "bench/bench.h"

#include "base/die.h"
#include "base/helper.h"
#include "bench/board.h"
#include "bench/report.h"
#include "bench/worker.h"
#include "host/trail.h"
#include "wire/gen/wire_bench.h"
#include "wire/wire.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOOK_MS 100
#define NS_A_MS 1000000ull

const long bench_memory[] = { 1, 4, 16, 64, 256, 1024, 2048, -1 };
const long bench_threads[] = { 0, -1 };

static struct bench_board *board;
static uint64_t deadline;
static sigset_t handled;

static void *shared(size_t bytes)
{
	void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		die("mmap: %m");
	return memory;
}

/* A started program may outlive the worker for a moment. We are its subreaper, so we reap it. */
static void end_worker(pid_t worker)
{
	kill(-worker, SIGKILL);
	kill(worker, SIGKILL);
	for (;;) {
		pid_t gone = waitpid(-1, NULL, 0);

		if (gone < 0 && errno == ECHILD)
			return;
	}
}

enum verdict { GO_ON, CANCELLED, TIME_UP, UNREAD };

static enum verdict verdict_on(int signal, bool readable)
{
	if (signal == SIGTERM || signal == SIGINT || signal == SIGHUP)
		return CANCELLED;
	if (!readable)
		return UNREAD;
	return wire_now() > deadline ? TIME_UP : GO_ON;
}

/* Measures one place, until it is done or must stop. */
static enum verdict measure(const struct options *o, const struct bench_place *place, int processor, int before, int total)
{
	struct timespec pause = { 0, LOOK_MS * (long)NS_A_MS };
	enum verdict verdict = GO_ON;
	pid_t worker;

	memset(board, 0, sizeof(*board));
	memset(trail, 0, sizeof(*trail));
	board->owner = getpid();
	bench_report_progress(place, board, before, total);
	worker = fork();
	if (worker < 0)
		die("fork: %m");
	if (worker == 0)
		bench_work(o, place, processor, board);
	for (;;) {
		int signal = sigtimedwait(&handled, NULL, &pause);

		if (waitpid(worker, NULL, WNOHANG) == worker)
			break;
		if (signal != SIGCHLD)
			bench_report_progress(place, board, before + board->rounds, total);
		verdict = verdict_on(signal, bench_report_flush());
		if (verdict != GO_ON)
			break;
	}
	end_worker(worker);
	if (board->finished)
		bench_report_place(place, board);
	return verdict;
}

/* Every sensible combination of memory, pages and threads. */
static int list_places(const struct options *o, const long *memory, int memory_count, struct bench_place *places)
{
	int count = 0;

	for (int m = 0; m < memory_count; m++)
		for (int huge = 0; huge < 2; huge++)
			for (int t = 0; t < o->bench.threads_count; t++)
				/*
				 * Less than 2 MB cannot hold a huge page. Such a place is skipped,
				 * unless only huge pages were asked for.
				 */
				if (huge ? o->bench.huge_pages && (memory[m] >= 2 || !o->bench.small_pages) : o->bench.small_pages)
					places[count++] = (struct bench_place){ memory[m], huge, o->bench.threads[t] };
	return count;
}

/* A size that the user gave must fit, or the command is refused. A default size that does not fit is left out. */
static bool choose_memory(const struct options *o, long *memory, int *count, long *left_out)
{
	long room = bench_room_mb();

	*count = 0;
	*left_out = -1;
	for (int i = 0; i < o->bench.memory_count; i++) {
		if (o->bench.memory_mb[i] > room / 2) {
			fprintf(stderr,
				"spawnscope: bad_value: --memory %ldM is more than half of the available memory (%ld MB). Cure: at most %ldM, or free some memory\n",
				o->bench.memory_mb[i], room, room / 2);
			return false;
		}
		memory[(*count)++] = o->bench.memory_mb[i];
	}
	for (int i = 0; o->bench.memory_count == 0 && bench_memory[i] >= 0; i++) {
		if (bench_memory[i] > room / 2) {
			*left_out = bench_memory[i];
			break;
		}
		memory[(*count)++] = bench_memory[i];
	}
	return true;
}

static bool huge_pages_exist(const struct options *o)
{
	char mode[32];

	bench_huge_mode(mode, sizeof(mode));
	if (!o->bench.huge_pages || (strcmp(mode, "always") == 0 || strcmp(mode, "madvise") == 0))
		return true;
	fprintf(stderr,
		"spawnscope: bad_value: --pages huge, but transparent huge pages are \"%s\" here. Cure: echo madvise > /sys/kernel/mm/transparent_hugepage/enabled as root, or --pages small\n",
		mode);
	return false;
}

/* The processor that everything measured runs on; -1: the kernel chooses. */
static int choose_processor(const struct options *o)
{
	return o->pinning == PIN_OFF ? -1 : sched_getcpu();
}

static int failed(void)
{
	char why[300];

	if (trail->setup_error)
		snprintf(why, sizeof(why), "%s: %s", trail->setup_what, strerror(trail->setup_error));
	else
		snprintf(why, sizeof(why), "%s",
			 board->failure[0] ? board->failure : "the measured process was killed from outside, for example because memory ran out");
	bench_report_end(BENCH_LINE_END_OUTCOME_FAILED, why);
	fprintf(stderr, "spawnscope: helper_failed: %s\n", why);
	return EXIT_OURS;
}

static int conclude(enum verdict verdict)
{
	switch (verdict) {
	case GO_ON:
		if (!board->finished)
			return failed();
		bench_report_end(BENCH_LINE_END_OUTCOME_ENDED, NULL);
		return EXIT_RUN_ENDED;
	case CANCELLED:
		bench_report_end(BENCH_LINE_END_OUTCOME_CANCELLED, "told to stop");
		return EXIT_LIMIT;
	case TIME_UP:
		bench_report_end(BENCH_LINE_END_OUTCOME_LIMIT, "the time is up (--timeout)");
		return EXIT_LIMIT;
	case UNREAD:
		break;
	}
	return EXIT_LIMIT;
}

int bench(const struct options *o)
{
	struct bench_place places[BENCH_PLACES * BENCH_PLACES * 2];
	long memory[BENCH_PLACES], left_out;
	enum verdict verdict = GO_ON;
	sigset_t quiet;
	int count, done = 0, processor = choose_processor(o);

	if (!huge_pages_exist(o) || !choose_memory(o, memory, &count, &left_out))
		return EXIT_USAGE;
	count = list_places(o, memory, count, places);
	board = shared(sizeof(*board));
	trail = shared(sizeof(*trail));
	deadline = wire_now() + (uint64_t)o->timeout_ms * NS_A_MS;
	sigemptyset(&handled);
	for (const int *s = (const int[]){ SIGTERM, SIGINT, SIGHUP, SIGCHLD, 0 }; *s; s++)
		sigaddset(&handled, *s);
	sigprocmask(SIG_BLOCK, &handled, NULL);
	/*
	 * If the reader goes away, write() must fail instead of killing us. SIGPIPE is blocked rather
	 * than ignored, so that the worker does not inherit an ignored signal.
	 */
	sigemptyset(&quiet);
	sigaddset(&quiet, SIGPIPE);
	sigprocmask(SIG_BLOCK, &quiet, NULL);
	/* If SIGCHLD were inherited as ignored, the kernel would reap our children and we would lose their status. */
	signal(SIGCHLD, SIG_DFL);
	prctl(PR_SET_CHILD_SUBREAPER, 1);

	bench_report_open(o, processor, count * o->bench.series_count);
	if (left_out >= 0)
		bench_report_skipped(&(struct bench_place){ left_out, false, 0 }, "this size and larger ones exceed half of the available memory",
				     "free some memory, or give --memory");
	while (done < count && verdict == GO_ON) {
		verdict = measure(o, &places[done], processor, done * bench_rounds(o), count * bench_rounds(o));
		done++;
		if (!board->finished)
			break;
	}
	return conclude(verdict);
}
