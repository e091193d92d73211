/*
 * The measured process. It touches its memory once, starts its threads, drops its credentials, and
 * then measures every series in turn, so that drift of the machine affects all of them alike.
 *
 * The order is shuffled for each round. Rotating it was not enough: it fell in step with a rhythm of
 * the kernel, and two series of the very same code differed by a tenth.
 */
#include "bench/worker.h"

#include "bench/series.h"
#include "bench/statistics.h"
#include "host/host.h"
#include "host/trail.h"
#include "wire/gen/wire_bench.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#define SMALL_PAGE 4096
#define HUGE_PAGE (2l * 1024 * 1024)
#define THREAD_STACK (64 * 1024)

static struct bench_entry entries[BENCH_SERIES];
/* Samples of the current attempt. The best attempt so far is on the board. */
static long long samples[BENCH_SERIES][BENCH_SAMPLES];

static void populate(const struct bench_place *place, struct bench_board *board)
{
	size_t bytes = (size_t)place->memory_mb * 1024 * 1024;
	char *memory;

	if (bytes == 0)
		return;
	memory = mmap(NULL, bytes + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (memory == MAP_FAILED)
		bench_fail(board, "%ld MB could not be mapped: %s", place->memory_mb, strerror(errno));
	memory += HUGE_PAGE - (intptr_t)memory % HUGE_PAGE;
	/* Set explicitly in both cases, so that the machine's default does not decide. */
	if (madvise(memory, bytes, place->huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE) != 0 && place->huge)
		bench_fail(board, "huge pages are refused: %s", strerror(errno));
	for (size_t at = 0; at < bytes; at += SMALL_PAGE)
		memory[at] = 1;
}

static void *sleep_for_ever(void *nothing)
{
	for (;;)
		pause();
	return nothing;
}

static void start_threads(long count, struct bench_board *board)
{
	pthread_attr_t attr;
	pthread_t thread;
	int error = 0;

	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, THREAD_STACK);
	for (long n = 0; n < count && !error; n++)
		error = pthread_create(&thread, &attr, sleep_for_ever, NULL);
	if (error)
		bench_fail(board, "%ld threads could not be started: %s", count, strerror(error));
}

static long of_smaps(const char *text, const char *key)
{
	const char *at = strstr(text, key);

	return at ? atol(at + strlen(key)) : 0;
}

/* Must be read before the uid changes: afterwards the kernel may refuse. */
static void look_at_memory(struct bench_board *board)
{
	static char text[8192];
	static const char *const files[] = { "/proc/self/smaps_rollup", "/proc/self/status" };

	for (int i = 0; i < 2; i++) {
		int fd = open(files[i], O_RDONLY | O_CLOEXEC);
		ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

		if (fd >= 0)
			close(fd);
		text[n < 0 ? 0 : n] = '\0';
		if (i == 0)
			board->huge_kb = of_smaps(text, "AnonHugePages:");
		else
			board->resident_kb = of_smaps(text, "VmRSS:"), board->tables_kb = of_smaps(text, "VmPTE:");
	}
}

static void pin_to(int processor)
{
	cpu_set_t one;

	if (processor < 0)
		return;
	CPU_ZERO(&one);
	CPU_SET(processor, &one);
	sched_setaffinity(0, sizeof(one), &one);
}

/* Ends this process together with its owner, even if the owner is dead already. */
static void die_with(pid_t owner)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != owner)
		_exit(1);
}

/* The difference between the medians of both halves, in per mille of the smaller one. */
static long long disagreement(const long long *values, int count)
{
	long long a = bench_median(values, count / 2), b = bench_median(values + count / 2, count - count / 2);

	return llabs(a - b) * 1000 / (a < b ? a : b);
}

/* The seed is fixed, so that the same command does the same thing. */
static void shuffle(int *order, int count)
{
	static uint32_t state = 2463534242u;

	for (int i = 0; i < count; i++)
		order[i] = i;
	for (int i = count - 1; i > 0; i--) {
		int other, kept = order[i];

		state ^= state << 13;
		state ^= state >> 17;
		state ^= state << 5;
		other = (int)(state % (uint32_t)(i + 1));
		order[i] = order[other];
		order[other] = kept;
	}
}

/* Measures all series once. True when every series is settled. */
static bool attempt(const struct options *o, int nth, struct bench_board *board)
{
	int series = o->bench.series_count, count = (int)o->bench.repeat, order[BENCH_SERIES];
	bool all = true;

	for (int round = 0; round < count; round++) {
		shuffle(order, series);
		for (int i = 0; i < series; i++)
			samples[order[i]][round] = bench_sample(&entries[order[i]], board);
		board->rounds++;
	}
	for (int i = 0; i < series; i++) {
		struct bench_result *r = &board->results[i];
		long long now = disagreement(samples[i], count);

		if (!r->settled && (nth == 1 || now < disagreement(r->samples, count))) {
			memcpy(r->samples, samples[i], (size_t)count * sizeof(long long));
			r->settled = now * 100 <= BENCH_AGREE * 1000;
		}
		r->attempts = nth;
		all = all && r->settled;
	}
	return all;
}

static void parts(const struct options *o, struct bench_board *board)
{
	static long long seen[BENCH_SERIES][BENCH_PARTS][BENCH_PARTS_ROUNDS];
	int series = o->bench.series_count, order[BENCH_SERIES];

	for (int round = 0; round < BENCH_PARTS_ROUNDS; round++) {
		shuffle(order, series);
		for (int i = 0; i < series; i++) {
			long long one[BENCH_PARTS];

			bench_sample_parts(&entries[order[i]], board, one);
			for (int part = 0; part < BENCH_PARTS; part++)
				seen[order[i]][part][round] = one[part];
		}
		board->rounds++;
	}
	for (int i = 0; i < series; i++)
		for (int part = 0; part < BENCH_PARTS; part++)
			board->results[i].parts[part] = bench_median(seen[i][part], BENCH_PARTS_ROUNDS);
}

int bench_rounds(const struct options *o)
{
	return BENCH_WARMUPS + (int)o->bench.repeat + BENCH_PARTS_ROUNDS;
}

_Noreturn void bench_work(const struct options *o, const struct bench_place *place, int processor, struct bench_board *board)
{
	static char *own_envp[] = { (char *)"PATH=/usr/bin:/bin", NULL };
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setpgid(0, 0);
	die_with(board->owner);
	host_setup_directory();
	host_setup_descriptors();
	close_range(3, ~0u, 0);
	environ = own_envp;
	pin_to(processor);
	board->doing = BENCH_LINE_PROGRESS_DOING_POPULATE;
	populate(place, board);
	start_threads(place->threads, board);
	look_at_memory(board);
	host_setup_credentials(o->uid);
	/* Repeated because a change of credentials clears the parent-death signal. */
	die_with(board->owner);
	for (int i = 0; i < o->bench.series_count; i++)
		bench_prepare(&entries[i], &o->bench.series[i]);

	board->doing = BENCH_LINE_PROGRESS_DOING_MEASURE;
	for (int round = 0; round < BENCH_WARMUPS; round++) {
		for (int i = 0; i < o->bench.series_count; i++) {
			trail->mechanism = NULL;
			bench_sample(&entries[i], board);
			board->results[i].mechanism = o->bench.series[i].bare ? o->bench.series[i].strategy->mechanisms[0] : trail->mechanism;
		}
		board->rounds++;
	}
	for (int nth = 1; nth <= BENCH_ATTEMPTS && !attempt(o, nth, board); nth++) {
		board->rounds -= nth < BENCH_ATTEMPTS ? (int)o->bench.repeat : 0;
		board->doing = BENCH_LINE_PROGRESS_DOING_AGAIN;
	}
	board->doing = BENCH_LINE_PROGRESS_DOING_PARTS;
	parts(o, board);
	board->finished = true;
	_exit(0);
}
