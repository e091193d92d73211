/* Completion. It reads the tables that the parser uses, so it cannot disagree with it. */
#include "cli/complete.h"

#include "base/options.h"
#include "cli/bench_flags.h"
#include "cli/command_line.h"
#include "cli/flags.h"
#include "cli/manual.h"
#include "decode/names.h"
#include "host/host.h"
#include "host/registry.h"
#include "host/strategy.h"
#include "tracer/moments.h"

#include <stdio.h>
#include <string.h>

/* What a word must begin with, and what of the same word stands before that: "--target=", "PIPE,". */
static const char *typed;
static char before[256];

static void offer(const char *format, const char *word)
{
	char line[128];

	snprintf(line, sizeof(line), format, word);
	if (strncmp(line, typed, strlen(typed)) == 0)
		printf("%s%s\n", before, line);
}

/* What has been typed up to here stands before every word from now on. */
static void step_over(const char *end)
{
	size_t used = strlen(before);

	snprintf(before + used, sizeof(before) - used, "%.*s", (int)(end - typed), typed);
	typed = end;
}

static void offer_words(const char *spaced)
{
	char copy[256], *rest = copy, *word;

	snprintf(copy, sizeof(copy), "%s", spaced);
	while ((word = strsep(&rest, " ")))
		if (*word)
			offer("%s", word);
}

/* Of a list, the last is completed. */
static void step_over_list(void)
{
	const char *comma = strrchr(typed, ',');

	if (comma)
		step_over(comma + 1);
}

static void offer_signals(const char *format)
{
	for (int n = 1; n <= SIGNALS; n++)
		offer(format, signal_name(n) + (strncmp(typed, "SIG", 3) == 0 ? 0 : 3));
}

/* Offers NAME=, or NAME@. Once that is typed, offers what may follow it. */
static void offer_behind_signals(const char *after, const char *const *behind)
{
	const char *end = strchr(typed, *after), *colon = strchr(typed, ':');
	char format[32];

	if (!end) {
		snprintf(format, sizeof(format), "%%s%s", after);
		offer_signals(format);
		return;
	}
	if (*after == '@' && colon) {
		step_over(colon + 1);
		offer_words("child parent");
		return;
	}
	step_over(end + 1);
	for (; *behind; behind++)
		offer("%s", *behind);
}

static void offer_table(const struct registered *table)
{
	for (; table->id; table++)
		offer("%s", table->id);
}

static const struct registered *strategy_named(const struct registered *table, const char *id, size_t length)
{
	for (; table->id; table++)
		if (strlen(table->id) == length && strncmp(table->id, id, length) == 0)
			return table;
	return NULL;
}

static void offer_editions(const struct strategy *strategy)
{
	for (const struct edition *e = strategy->editions; e->name; e++) {
		offer("%s", e->name);
		offer_words(e->aliases);
	}
}

/* NAME, and NAME@EDITION once the name is there. */
static void offer_series(void)
{
	size_t length = strcspn(typed, "@");
	const struct registered *r = strategy_named(registry, typed, length);

	if (!typed[length]) {
		offer_table(registry);
		snprintf(before, sizeof(before), "%s@", typed);
		typed += length;
	} else {
		step_over(typed + length + 1);
	}
	if (r)
		offer_editions(r->strategy);
}

/* KEY=, and what that setting takes once the key is there. */
static void offer_own_settings(const struct strategy *strategy)
{
	const char *equals = strchr(typed, '=');

	for (const struct strategy_setting *s = strategy->settings; s && s->key; s++) {
		if (!equals) {
			offer("%s=", s->key);
		} else if (strlen(s->key) == (size_t)(equals - typed) && strncmp(s->key, typed, strlen(s->key)) == 0) {
			step_over(equals + 1);
			offer_words(s->kind == SETTING_SWITCH ? "on off" : s->kind == SETTING_CHOICE ? s->words : "");
			return;
		}
	}
}

/* The tables that a word in capitals stands for. */
static void offer_kind(const struct option_spec *option, const char *kind, const struct strategy *strategy)
{
	if (strcmp(kind, "FILE") == 0) {
		puts("<files>");
	} else if (strcmp(kind, "FOLDER") == 0) {
		puts("<folders>");
	} else if (strcmp(kind, "NAME") == 0) {
		step_over_list();
		offer_signals("%s");
	} else if (strcmp(kind, "NAME@") == 0) {
		offer_behind_signals("@", moment_names);
	} else if (strcmp(kind, "NAME=") == 0) {
		offer_behind_signals("=", option->take == option_specs[WANT_INHERIT].take ? inherited_names : &disposition_names[DISPOSITION_DEFAULT]);
	} else if (strcmp(kind, "TARGET") == 0) {
		for (const struct target *t = targets; t->name; t++)
			offer("%s", t->name);
	} else if (strategy && strcmp(kind, "SET") == 0) {
		offer_own_settings(strategy);
	} else if (strategy && strcmp(kind, "EDITION") == 0) {
		offer_editions(strategy);
	}
}

static void offer_values(const struct option_spec *option, const struct strategy *strategy)
{
	char copy[256], *rest = copy, *word;

	snprintf(copy, sizeof(copy), "%s", option->words ? option->words : "");
	while ((word = strsep(&rest, " "))) {
		if (*word >= 'A' && *word <= 'Z')
			offer_kind(option, word, strategy);
		else if (*word)
			offer("%s", word);
	}
}

/* The option that the last word is a value of, as in `--target ok` and `--target=ok`; NULL if it is no value. */
static const struct option_spec *option_before(const struct option_spec *specs, bool run, const char *last)
{
	const char *equals = strncmp(typed, "--", 2) == 0 ? strchr(typed, '=') : NULL, *name = equals ? typed : last;
	size_t length = equals ? (size_t)(equals - typed) : strlen(last);

	for (const struct option_spec *s = specs; length > 2 && s->name; s++) {
		if (strncmp(name, "--", 2) != 0 || strlen(s->name) != length - 2 || strncmp(s->name, name + 2, length - 2) != 0 || !option_is_for(s, run))
			continue;
		if (equals)
			step_over(equals + 1);
		return s;
	}
	return NULL;
}

/* Offers the values of an option, or all options. False if these were values. */
static bool offer_options(const struct option_spec *specs, const struct strategy *strategy, bool run, const char *last)
{
	const struct option_spec *option = option_before(specs, run, last);

	if (option) {
		offer_values(option, strategy);
		return false;
	}
	for (const struct option_spec *s = specs; s->name; s++)
		if (option_is_for(s, run))
			offer("--%s", s->name);
	return true;
}

static void complete_run(int count, char **words)
{
	const struct registered *r = strategy_named(registry, words[1], strlen(words[1]));

	if (!r)
		r = strategy_named(hazards, words[1], strlen(words[1]));
	if (count > 2) {
		offer_options(option_specs, r ? r->strategy : NULL, true, words[count - 2]);
		return;
	}
	offer_table(registry);
	offer_table(hazards);
}

/* After -- stands the program, which the shell completes, and then its arguments. */
static void complete_trace(int count, char **words)
{
	for (int i = 1; i < count - 1; i++) {
		if (strcmp(words[i], "--") == 0) {
			puts(i == count - 2 ? "<program>" : "<arguments>");
			return;
		}
	}
	if (offer_options(option_specs, NULL, false, words[count - 2]))
		offer("%s", "--");
}

/* Strategies come first, then options. */
static void complete_bench(int count, char **words)
{
	bool first = true, dashed = *typed == '-', nothing = !*typed;

	for (int i = 1; i < count - 1; i++)
		first = first && words[i][0] != '-';
	if (!first || dashed || nothing)
		offer_options(bench_specs, NULL, true, first ? "" : words[count - 2]);
	if (first && !dashed)
		offer_series();
}

static void offer_commands(void)
{
	for (const struct manual *m = manuals; m->command; m++)
		offer("%s", m->command);
}

int complete(int count, char **words)
{
	const char *command = count > 1 ? words[0] : "";

	typed = count > 0 ? words[count - 1] : "";
	before[0] = '\0';
	if (count <= 1) {
		offer_commands();
		offer_words(*typed == '-' ? "--help --version" : "");
	} else if (strcmp(command, "run") == 0) {
		complete_run(count, words);
	} else if (strcmp(command, "trace") == 0) {
		complete_trace(count, words);
	} else if (strcmp(command, "bench") == 0) {
		complete_bench(count, words);
	} else if (strcmp(command, "help") == 0 && count == 2) {
		offer_commands();
	}
	return 0;
}
