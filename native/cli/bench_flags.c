/*
 * The command line of `bench`: strategies first, then options. It checks words only; bench.c checks
 * whether there is enough memory.
 */
#include "cli/bench_flags.h"

#include "bench/bench.h"
#include "host/registry.h"
#include "host/strategy.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
const struct integer_setting bench_integers[BENCH_INTEGERS + 1] = {
	[BENCH_INTEGER_REPEAT] = { "repeat", NULL, 5, BENCH_SAMPLES, 21 },
	[BENCH_INTEGER_UID] = { "uid", NULL, 0, 65535, -1 },
	[BENCH_INTEGER_TIMEOUT] = { "timeout", "ms", 100, 3600000, 600000 },
	[BENCH_INTEGER_THREADS] = { "threads", NULL, 0, 256, 0 },
	[BENCH_INTEGER_MEMORY] = { "memory", "MB", 0, 65536, -1 },
};
/* clang-format on */

/* The strategies that --bare compares with a plain loop of the libc call of the same name. */
static const char *const bare_ids[] = { "fork", "vfork", "clone", "posix_spawn", NULL };

static bool take_integer(enum bench_integer which, const char *text, long *value, struct complaint *c)
{
	const struct integer_setting *s = &bench_integers[which];

	return whole_number(text, s->min, s->max, value) ||
	       complain(c, "bad_value: --%s is \"%.60s\". Cure: give a whole number from %ld to %ld", s->key, text, s->min, s->max);
}

static bool take_repeat(struct options *o, const char *text, struct complaint *c)
{
	return take_integer(BENCH_INTEGER_REPEAT, text, &o->bench.repeat, c);
}

static bool take_uid(struct options *o, const char *text, struct complaint *c)
{
	return take_integer(BENCH_INTEGER_UID, text, &o->uid, c);
}

static bool take_timeout(struct options *o, const char *text, struct complaint *c)
{
	return take_integer(BENCH_INTEGER_TIMEOUT, text, &o->timeout_ms, c);
}

/* Calls `one` for each word of a comma-separated list. */
static bool each(struct options *o, const char *text, struct complaint *c, bool (*one)(struct options *, const char *, struct complaint *))
{
	char copy[256], *rest = copy, *word;

	if (strlen(text) >= sizeof(copy))
		return complain(c, "bad_value: \"%.40s...\" is too long. Cure: a few values, separated by commas", text);
	snprintf(copy, sizeof(copy), "%s", text);
	while ((word = strsep(&rest, ",")))
		if (!one(o, word, c))
			return false;
	return true;
}

static bool add(long *list, int *count, long value, const char *flag, struct complaint *c)
{
	for (int i = 0; i < *count; i++)
		if (list[i] == value)
			return true;
	if (*count == BENCH_PLACES)
		return complain(c, "bad_value: --%s has more than %d values. Cure: leave some out", flag, BENCH_PLACES);
	list[(*count)++] = value;
	return true;
}

static bool take_one_memory(struct options *o, const char *text, struct complaint *c)
{
	long mb;

	if (!size_in_mb(text, bench_integers[BENCH_INTEGER_MEMORY].max, &mb))
		return complain(c, "bad_value: --memory has \"%.60s\". Cure: sizes up to 64G, separated by commas: 0,64M,512M,2G", text);
	return add(o->bench.memory_mb, &o->bench.memory_count, mb, "memory", c);
}

static bool take_memory(struct options *o, const char *text, struct complaint *c)
{
	return each(o, text, c, take_one_memory);
}

static bool take_one_threads(struct options *o, const char *text, struct complaint *c)
{
	long count;

	return take_integer(BENCH_INTEGER_THREADS, text, &count, c) && add(o->bench.threads, &o->bench.threads_count, count, "threads", c);
}

static bool take_threads(struct options *o, const char *text, struct complaint *c)
{
	return each(o, text, c, take_one_threads);
}

static bool take_one_pages(struct options *o, const char *text, struct complaint *c)
{
	struct nearest near = nearest_in((const char *const[]){ "small", "huge", NULL }, text);

	if (strcmp(text, "small") == 0)
		o->bench.small_pages = true;
	else if (strcmp(text, "huge") == 0)
		o->bench.huge_pages = true;
	else
		return complain_near(c, &near, "", "bad_value: --pages has \"%.60s\". Cure: small, huge, or small,huge", text);
	return true;
}

static bool take_pages(struct options *o, const char *text, struct complaint *c)
{
	return each(o, text, c, take_one_pages);
}

static bool add_series(struct options *o, const struct registered *r, const struct edition *edition, bool bare, struct complaint *c)
{
	struct bench_options *b = &o->bench;

	for (int i = 0; i < b->series_count; i++)
		if (b->series[i].strategy == r->strategy && b->series[i].edition == edition && b->series[i].bare == bare)
			return true;
	if (b->series_count == BENCH_SERIES)
		return complain(c, "bad_value: more than %d strategies. Cure: leave some out", BENCH_SERIES);
	b->series[b->series_count++] = (struct bench_series){ r->id, r->strategy, edition, bare };
	return true;
}

static bool take_bare(struct options *o, const char *text, struct complaint *c)
{
	static const char *const words[] = { [false] = "off", [true] = "on", NULL };
	int chosen = word_index(words, text, strlen(text));
	struct nearest near = nearest_in(words, text);

	if (chosen < 0)
		return complain_near(c, &near, "", "bad_value: --bare is \"%.60s\". Cure: on or off", text);
	for (const struct registered *r = registry; chosen && r->id; r++)
		if (word_index(bare_ids, r->id, strlen(r->id)) >= 0 && !add_series(o, r, r->strategy->editions, true, c))
			return false;
	return true;
}

static bool take_pin(struct options *o, const char *text, struct complaint *c)
{
	static const char *const words[PINNINGS + 1] = { [PIN_AUTO] = "auto", [PIN_ON] = "on", [PIN_OFF] = "off" };
	int chosen = word_index(words, text, strlen(text));
	struct nearest near = nearest_in(&words[PIN_ON], text);

	o->pinning = (enum pinning)chosen;
	return chosen >= 0 || complain_near(c, &near, "", "bad_value: --pin is \"%.60s\". Cure: on or off", text);
}

static bool take_format(struct options *o, const char *text, struct complaint *c)
{
	/* A table counts as the text format of a run: both are for people. */
	static const char *const words[FORMATS + 1] = { [FORMAT_AUTO] = "auto", [FORMAT_STRACE] = "table", [FORMAT_NDJSON] = "ndjson" };
	int chosen = word_index(words, text, strlen(text));
	struct nearest near = nearest_in(&words[FORMAT_STRACE], text);

	if (chosen < 0)
		return complain_near(c, &near, "", "bad_value: --format is \"%.60s\". Cure: table or ndjson", text);
	o->format = (enum format)chosen;
	return true;
}

static bool take_output(struct options *o, const char *text, struct complaint *c)
{
	return option_specs[WANT_OUTPUT].take(o, text, c);
}

/* clang-format off */
const struct option_spec bench_specs[BENCH_WANTS + 1] = {
	[BENCH_WANT_MEMORY] = { "memory", "SIZE[,SIZE]", "resident memory of the parent, touched once: 0,64M,512M,2G; default: the sizes from 1M to 2G that fit", RUN_ONLY, take_memory, "0 64M 512M 1,16,64,256,1024" },
	[BENCH_WANT_PAGES] = { "pages", "small|huge", "pages of 4 KB, or transparent huge pages (madvise(2)), for that memory; default: small", RUN_ONLY, take_pages, "small huge small,huge" },
	[BENCH_WANT_THREADS] = { "threads", "N[,N]", "extra sleeping threads in the parent; default: 0", RUN_ONLY, take_threads, "0 1 4 32 0,1,4,32" },
	[BENCH_WANT_REPEAT] = { "repeat", "N", "samples of each series, after 3 to warm up; default: 21", RUN_ONLY, take_repeat, "21 101" },
	[BENCH_WANT_UID] = { "uid", "N", "the parent's uid and gid; as root Ruby uses fork, as another user vfork", RUN_ONLY, take_uid, "65534" },
	[BENCH_WANT_PIN] = { "pin", "on|off", "parent and child on one processor; without it figures vary more; default: on", RUN_ONLY, take_pin, "on off" },
	[BENCH_WANT_BARE] = { "bare", "on|off", "measure bare loops of fork, vfork, clone and posix_spawn too, to check the measurement; default: off", RUN_ONLY, take_bare, "on off" },
	[BENCH_WANT_FORMAT] = { "format", "table|ndjson", "a table (default on a terminal) or one JSON object a line (default to a pipe)", RUN_AND_TRACE, take_format, "table ndjson" },
	[BENCH_WANT_OUTPUT] = { "output", "FILE|fd:N", "where to write; default: standard output", RUN_AND_TRACE, take_output, "FILE fd:" },
	[BENCH_WANT_TIMEOUT] = { "timeout", "MS", "end the measurement after this many milliseconds; default: 600000", RUN_AND_TRACE, take_timeout, NULL },
};
/* clang-format on */

static bool no_edition(const struct registered *r, const char *wanted, struct complaint *c)
{
	struct nearest near = nearest_to(wanted, strlen(wanted));

	for (const struct edition *e = r->strategy->editions; e->name; e++)
		nearest_edition(&near, e);
	return complain_near(c, &near, "", "unknown_edition: %s has no edition \"%.60s\". Cure: spawnscope help run lists them", r->id, wanted);
}

/* NAME, or NAME@EDITION. */
static bool take_strategy(struct options *o, const char *word, struct complaint *c)
{
	size_t len = strcspn(word, "@");
	const char *wanted = word[len] ? word + len + 1 : "today";
	struct nearest near = nearest_to(word, len);
	char names[384] = "";

	for (const struct registered *r = registry; r->id; r++) {
		size_t used = strlen(names);

		snprintf(names + used, sizeof(names) - used, "%s%s", used ? ", " : "", r->id);
		nearest_try(&near, r->id);
		if (strlen(r->id) != len || strncmp(r->id, word, len) != 0)
			continue;
		for (const struct edition *e = r->strategy->editions; e->name; e++)
			if (strcmp(e->name, wanted) == 0 || has_word(e->aliases, wanted))
				return add_series(o, r, e, false, c);
		return no_edition(r, wanted, c);
	}
	return complain_near(c, &near, "", "unknown_strategy: no strategy \"%.60s\" to measure. Cure: one of %s, or NAME@EDITION", word, names);
}

static bool take_flag(struct options *o, const char *flag, const char *value, struct complaint *c)
{
	struct nearest near = nearest_to(flag, strlen(flag));

	for (const struct option_spec *s = bench_specs; s->name; s++)
		if (strcmp(s->name, flag) == 0)
			return s->take(o, value, c);
	nearest_option(&near, bench_specs, true);
	return complain_near(c, &near, "--", "unknown_setting: no option --%.60s here. Cure: see spawnscope help bench", flag);
}

/* A word in the place of an option: perhaps its dashes are missing. */
static bool no_option(const char *word, struct complaint *c)
{
	struct nearest near = nearest_to(word + strspn(word, "-"), strcspn(word + strspn(word, "-"), "="));

	nearest_option(&near, bench_specs, true);
	return complain_near(c, &near, "--", "unknown_setting: \"%.60s\" is not expected here. Cure: put strategies first, then options, which begin with --",
			     word);
}

bool options_parse_bench(struct options *o, int argc, char **argv, struct complaint *c)
{
	struct bench_options *b = &o->bench;
	int at = 2, named;

	b->repeat = bench_integers[BENCH_INTEGER_REPEAT].fallback;
	o->timeout_ms = bench_integers[BENCH_INTEGER_TIMEOUT].fallback;
	for (; at < argc && argv[at][0] != '-'; at++)
		if (!take_strategy(o, argv[at], c))
			return false;
	named = at > 2;
	for (const struct registered *r = registry; !named && r->id; r++)
		if (!take_strategy(o, r->id, c))
			return false;
	while (at < argc) {
		const char *word = argv[at++], *equals = strchr(word, '=');
		char flag[32];

		if (strncmp(word, "--", 2) != 0)
			return no_option(word, c);
		snprintf(flag, sizeof(flag), "%.*s", equals ? (int)(equals - word - 2) : (int)sizeof(flag) - 1, word + 2);
		if (!equals && at == argc)
			return complain(c, "bad_value: --%.30s needs a value. Cure: see spawnscope help bench", flag);
		if (!take_flag(o, flag, equals ? equals + 1 : argv[at++], c))
			return false;
	}
	if (!b->huge_pages)
		b->small_pages = true;
	if (b->threads_count == 0)
		b->threads[b->threads_count++] = bench_threads[0];
	return true;
}
