/*
 * Takes one sample.
 *
 * A runtime's start-up installs signal dispositions. Before each sample they are put back, outside the
 * measured time. So series can take turns in one process and all meet the same memory.
 */
#include "bench/series.h"

#include "bench/loops.h"
#include "host/host.h"
#include "wire/wire.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define BELOW (64 * 1024)
/* The child ran on our stack and called exec without leaving its frames, so ASan still believes they are in use. */
#define FORGET_FRAMES() __asan_unpoison_memory_region((char *)__builtin_frame_address(0) - BELOW, BELOW)
#else
#define FORGET_FRAMES() ((void)0)
#endif

static struct bench_action installed[SIGNALS + 1];

static bool same(const struct bench_action *a, const struct bench_action *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

/* The system call itself: the libc hides two signals and changes the flags. */
static void look(struct bench_action *actions)
{
	for (int n = 1; n <= SIGNALS; n++)
		if (syscall(SYS_rt_sigaction, n, NULL, &actions[n], sizeof(actions[n].mask)) != 0)
			memset(&actions[n], 0, sizeof(actions[n]));
}

/* The libc reserves 32 and 33: in a process with threads, its setresuid(3) sends one of them to each thread. */
static bool of_libc(int n)
{
	return n == 32 || n == 33;
}

static void install(const struct bench_action *actions)
{
	for (int n = 1; n <= SIGNALS; n++) {
		if (of_libc(n) || same(&installed[n], &actions[n]))
			continue;
		syscall(SYS_rt_sigaction, n, &actions[n], NULL, sizeof(actions[n].mask));
		installed[n] = actions[n];
	}
}

void bench_prepare(struct bench_entry *e, const struct bench_series *series)
{
	static char *argv[] = { (char *)"./ok", NULL }, *envp[] = { (char *)"PATH=/usr/bin:/bin", NULL };
	static const struct bench_action all_default[SIGNALS + 1];
	const struct strategy_setting *s = series->strategy->settings;

	e->series = series;
	look(installed);
	install(all_default);
	for (int i = 0; s && s[i].key; i++)
		e->values[i] = s[i].fallback;
	if (series->strategy->start && !series->bare)
		series->strategy->start(series->edition);
	/* Go's start-up installs a handler for 33 as well, but the next series may need the libc's. */
	for (int n = 1; n <= SIGNALS; n++)
		if (of_libc(n))
			syscall(SYS_rt_sigaction, n, &installed[n], NULL, sizeof(installed[n].mask));
	look(e->actions);
	memcpy(installed, e->actions, sizeof(installed));
	e->launch = (struct launch){
		.file = argv[0],
		.argv = argv,
		.envp = envp,
		.edition = series->edition,
		.values = e->values,
		.handled = host_handled_signals(),
	};
}

void bench_fail(struct bench_board *board, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(board->failure, sizeof(board->failure), format, args);
	va_end(args);
	_exit(1);
}

static long long spawn(struct bench_entry *e, struct bench_board *board, uint64_t *began, uint64_t *ended)
{
	const struct bench_series *s = e->series;
	int status = 0, error;

	install(e->actions);
	FORGET_FRAMES();
	trail->passed_count = 0;
	trail->finding_count = 0;
	/* The list of conditions is marked as full, so that condition() formats no text in each sample. */
	trail->condition_count = TRAIL_CONDITIONS;
	*began = wire_now();
	error = s->bare ? bench_bare(s->id, &e->launch, &status) : s->strategy->spawn(&e->launch, &status);
	*ended = wire_now();
	if (error || status)
		bench_fail(board, "%s did not start its child: %s, wait status %d", s->id, error ? strerror(error) : "no error", status);
	return (long long)(*ended - *began);
}

long long bench_sample(struct bench_entry *e, struct bench_board *board)
{
	uint64_t began, ended;

	return spawn(e, board, &began, &ended);
}

/* The index of the first mark by `whose` at or after `phase`; -1 if there is none. */
static int find(enum role whose, enum phase phase, int from, int count)
{
	for (int i = from; i < count; i++)
		if (trail->passing[i].role == whose && trail->passed[i]->phase >= phase)
			return i;
	return -1;
}

void bench_sample_parts(struct bench_entry *e, struct bench_board *board, long long parts[BENCH_PARTS])
{
	uint64_t began, ended;
	int count, create, child, exec, after;

	for (int i = 0; i < BENCH_PARTS; i++)
		parts[i] = -1;
	if (e->series->bare)
		return;
	trail->timed = true;
	spawn(e, board, &began, &ended);
	trail->timed = false;
	count = (int)trail->passed_count;
	if (count > TRAIL_PASSED)
		return;
	create = find(ROLE_HOST, PHASE_create, 0, count);
	if (create < 0 || trail->passed[create]->library)
		return;
	child = find(ROLE_CHILD, PHASE_child_setup, 0, count);
	exec = find(ROLE_CHILD, PHASE_exec, 0, count);
	after = find(ROLE_HOST, PHASE_resume, create + 1, count);
	parts[PART_PREPARE] = (long long)(trail->passing[create].ns - began);
	if (child >= 0)
		parts[PART_CREATE] = (long long)(trail->passing[child].ns - trail->passing[create].ns);
	if (child >= 0 && exec >= 0)
		parts[PART_CHILD_SETUP] = (long long)(trail->passing[exec].ns - trail->passing[child].ns);
	if (exec >= 0)
		parts[PART_EXEC] = (long long)(ended - trail->passing[exec].ns);
	if (after >= 0)
		parts[PART_SUSPENDED] = (long long)(trail->passing[after].ns - trail->passing[create].ns);
}
