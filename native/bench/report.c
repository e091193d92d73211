/* What `bench` writes: first the machine, then each place once it is measured. Either lines of JSON or a table. */
#include "bench/report.h"

#include "base/release.h"
#include "bench/statistics.h"
#include "host/host.h"
#include "host/strategy.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#define NS_A_US 1000.0

/* place->huge is cast to the enum of each kind of line. */
_Static_assert((int)BENCH_LINE_PROGRESS_PAGES_HUGE == true && (int)BENCH_LINE_CELL_PAGES_HUGE == true && (int)BENCH_LINE_SKIPPED_PAGES_HUGE == true,
	       "huge pages are the second kind");

static const struct options *options;
static struct wire wire;
static bool progress_shown;

/* The first line of a file. With `key`: the text after the colon in the first line that begins with `key`. */
static bool read_line(const char *path, const char *key, char *text, size_t len)
{
	FILE *file = fopen(path, "re");
	char line[256];
	bool found = false;

	while (file && !found && fgets(line, sizeof(line), file)) {
		const char *value = key ? strchr(line, ':') : line;

		found = value && (!key || strncmp(line, key, strlen(key)) == 0);
		if (!found)
			continue;
		value += key ? 1 + strspn(value + 1, " \t") : 0;
		snprintf(text, len, "%.*s", (int)strcspn(value, "\n"), value);
	}
	if (file)
		fclose(file);
	if (!found)
		text[0] = '\0';
	return found;
}

static long number_in(const char *path, long otherwise)
{
	char text[64], *end;
	long value;

	if (!read_line(path, NULL, text, sizeof(text)))
		return otherwise;
	value = strtol(text, &end, 10);
	return end == text ? otherwise : value;
}

/*
 * A container may have less memory than the machine. These are the files of both versions of cgroups,
 * as seen from inside a container.
 */
static long room_in_cgroup_mb(void)
{
	static const char *const files[][2] = {
		{ "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current" },
		{ "/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes" },
	};

	for (int i = 0; i < 2; i++) {
		long max = number_in(files[i][0], LONG_MAX), used = number_in(files[i][1], 0);

		if (max != LONG_MAX && max > 0)
			return max > used ? (max - used) / 1024 / 1024 : 0;
	}
	return LONG_MAX;
}

long bench_room_mb(void)
{
	long machine = host_available_mb(), group = room_in_cgroup_mb();

	return machine < group ? machine : group;
}

void bench_huge_mode(char *mode, size_t len)
{
	char text[64];
	const char *open;

	snprintf(mode, len, "absent");
	if (!read_line("/sys/kernel/mm/transparent_hugepage/enabled", NULL, text, sizeof(text)))
		return;
	open = strchr(text, '[');
	if (open)
		snprintf(mode, len, "%.*s", (int)strcspn(open + 1, "]"), open + 1);
}

/* The name of the process that traces us, if any: tracing makes every figure larger. */
static bool tracer_name(char *name, size_t len)
{
	char pid[32], path[64];

	if (!read_line("/proc/self/status", "TracerPid", pid, sizeof(pid)) || atol(pid) == 0)
		return false;
	snprintf(path, sizeof(path), "/proc/%ld/comm", atol(pid));
	if (!read_line(path, NULL, name, len))
		snprintf(name, len, "unknown");
	return true;
}

static void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void say(const char *format, ...)
{
	char text[600];
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	wire_raw(&wire, text, n < (int)sizeof(text) ? (size_t)n : sizeof(text) - 1);
}

/* Erases the progress line on a terminal, so that the next line replaces it. */
static void wipe_progress(void)
{
	if (progress_shown)
		fputs("\r\033[K", stderr);
	progress_shown = false;
}

void bench_report_open(const struct options *o, int processor, int cells)
{
	char libc[64], cpu[128], thp[32], tracer[64], load[64];
	long long pinned = processor;
	struct utsname host;
	struct sysinfo info;
	bool traced = tracer_name(tracer, sizeof(tracer));
	const struct bench_options *b = &o->bench;

	options = o;
	uname(&host);
	sysinfo(&info);
	libc_words(libc, sizeof(libc));
	if (!read_line("/proc/cpuinfo", "model name", cpu, sizeof(cpu)))
		snprintf(cpu, sizeof(cpu), "unknown");
	bench_huge_mode(thp, sizeof(thp));
	read_line("/proc/loadavg", NULL, load, sizeof(load));
	wire_open(&wire, o->output_fd);
	if (o->format == FORMAT_NDJSON) {
		bench_line_hello(&wire, helper_version, (struct wire_strings){ (const char *const *)o->argv, (size_t)o->argc }, (long long)time(NULL),
				 host.release, libc, host.machine, cpu, sysconf(_SC_NPROCESSORS_ONLN), processor < 0 ? NULL : &pinned,
				 (long long)((unsigned long long)info.totalram * info.mem_unit / 1024 / 1024), bench_room_mb(), thp,
				 o->uid >= 0 ? o->uid : (long)getuid(), (long long)(atof(load) * 100), traced ? tracer : NULL, b->repeat, BENCH_WARMUPS, cells);
	} else {
		say("%s, %ld processors, Linux %s, %s, uid %ld, %s%s%s\n", cpu, sysconf(_SC_NPROCESSORS_ONLN), host.release, libc,
		    o->uid >= 0 ? o->uid : (long)getuid(), processor < 0 ? "not pinned" : "pinned to one", traced ? ", TRACED by " : "", traced ? tracer : "");
		say("untraced start, exec and reaping, in us: median of %ld [quartiles]; parts where no library call hides them\n", b->repeat);
	}
	bench_report_flush();
}

bool bench_report_flush(void)
{
	return wire_flush(&wire);
}

static const char *doing_words(enum bench_line_progress_doing doing)
{
	switch (doing) {
	case BENCH_LINE_PROGRESS_DOING_POPULATE:
		return "touching the memory";
	case BENCH_LINE_PROGRESS_DOING_MEASURE:
		return "measuring";
	case BENCH_LINE_PROGRESS_DOING_PARTS:
		return "measuring the parts";
	case BENCH_LINE_PROGRESS_DOING_AGAIN:
		return "measuring again";
	}
	return "";
}

void bench_report_progress(const struct bench_place *place, const struct bench_board *board, int done, int total)
{
	if (options->format == FORMAT_NDJSON) {
		bench_line_progress(&wire, done, total, place->memory_mb, (enum bench_line_progress_pages)place->huge, place->threads,
				    (enum bench_line_progress_doing)board->doing);
	} else if (isatty(2)) {
		fprintf(stderr, "\r\033[K%d/%d  %ld MB, %ld threads: %s", done, total, place->memory_mb, place->threads,
			doing_words((enum bench_line_progress_doing)board->doing));
		progress_shown = true;
	}
}

static void report_cell(const struct bench_place *place, const struct bench_board *board, const struct bench_series *s, const struct bench_result *r)
{
	int n = (int)options->bench.repeat;
	const long long *p[BENCH_PARTS];

	for (int i = 0; i < BENCH_PARTS; i++)
		p[i] = r->parts[i] < 0 ? NULL : &r->parts[i];
	bench_line_cell(&wire, s->bare ? BENCH_LINE_CELL_SOURCE_BARE : BENCH_LINE_CELL_SOURCE_OURS, s->id, s->edition->name, r->mechanism, place->memory_mb,
			(enum bench_line_cell_pages)place->huge, place->threads, board->resident_kb, board->huge_kb, board->tables_kb,
			(struct wire_ints){ r->samples, (size_t)n }, bench_median(r->samples, n), bench_nth(r->samples, n, n / 4),
			bench_nth(r->samples, n, n * 3 / 4),
			(struct bench_line_cell_parts){ p[PART_PREPARE], p[PART_CREATE], p[PART_CHILD_SETUP], p[PART_EXEC], p[PART_SUSPENDED] }, r->attempts,
			r->settled);
}

static void part(const char *name, long long ns)
{
	if (ns >= 0)
		say("  %s %.1f", name, (double)ns / NS_A_US);
}

static void report_row(const struct bench_series *s, const struct bench_result *r)
{
	int n = (int)options->bench.repeat;
	char name[64];

	snprintf(name, sizeof(name), "%s%s@%s", s->bare ? "bare " : "", s->id, s->edition->name);
	say("  %-24s %-16s %10.1f  [%.1f %.1f]", name, r->mechanism, (double)bench_median(r->samples, n) / NS_A_US,
	    (double)bench_nth(r->samples, n, n / 4) / NS_A_US, (double)bench_nth(r->samples, n, n * 3 / 4) / NS_A_US);
	part("prepare", r->parts[PART_PREPARE]);
	part("create", r->parts[PART_CREATE]);
	part("child-setup", r->parts[PART_CHILD_SETUP]);
	part("exec", r->parts[PART_EXEC]);
	part("| suspended", r->parts[PART_SUSPENDED]);
	say("%s\n", r->settled ? "" : "  (unstable: the two halves of the samples differ)");
}

void bench_report_place(const struct bench_place *place, const struct bench_board *board)
{
	wipe_progress();
	if (options->format != FORMAT_NDJSON)
		say("%ld MB in %s pages, %ld extra threads (resident %ld kB, page tables %ld kB)\n", place->memory_mb, place->huge ? "huge" : "small",
		    place->threads, board->resident_kb, board->tables_kb);
	for (int i = 0; i < options->bench.series_count; i++) {
		const struct bench_series *s = &options->bench.series[i];

		if (options->format == FORMAT_NDJSON)
			report_cell(place, board, s, &board->results[i]);
		else
			report_row(s, &board->results[i]);
	}
	bench_report_flush();
}

void bench_report_skipped(const struct bench_place *place, const char *why, const char *cure)
{
	if (options->format == FORMAT_NDJSON)
		bench_line_skipped(&wire, place->memory_mb, (enum bench_line_skipped_pages)place->huge, place->threads, why, cure);
	else
		say("%ld MB left out: %s; %s\n", place->memory_mb, why, cure);
}

void bench_report_end(enum bench_line_end_outcome outcome, const char *why)
{
	wipe_progress();
	if (options->format == FORMAT_NDJSON)
		bench_line_end(&wire, outcome, why);
	else if (why)
		say("ended: %s\n", why);
	bench_report_flush();
}
