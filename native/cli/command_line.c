/*
 * Parses the command line. Pure: it fills a struct, or explains what is wrong and how to fix it. Every
 * name is checked against a list. flags.c says what each option takes.
 */
#include "cli/command_line.h"

#include "cli/bench_flags.h"
#include "cli/flags.h"
#include "host/registry.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
const char *const command_names[COMMANDS + 1] = {
	[COMMAND_RUN] = "run",
	[COMMAND_TRACE] = "trace",
	[COMMAND_BENCH] = "bench",
	[COMMAND_DESCRIBE] = "describe",
	[COMMAND_CHECK] = "check",
	[COMMAND_HELP] = "help",
	[COMMAND_VERSION] = "version",
	[COMMAND_COMPLETE] = "complete",
	[COMMAND_MAN] = "man",
};
/* clang-format on */

const char show_is_elsewhere[] = "unknown_setting: the helper has no page to show. Cure: npx spawnscope show -- PROG [ARG ...]";

static bool take(struct options *o, const char *flag, const char *value, struct complaint *c)
{
	struct nearest near = nearest_to(flag, strlen(flag));

	for (const struct option_spec *s = option_specs; s->name; s++)
		if (strcmp(s->name, flag) == 0 && option_is_for(s, o->strategy))
			return s->take(o, value, c);
	nearest_option(&near, option_specs, o->strategy);
	return complain_near(c, &near, "--", "unknown_setting: no option --%.60s here. Cure: see spawnscope help %s", flag, o->strategy ? "run" : "trace");
}

/* A word in the place of an option: perhaps its dashes are missing. */
static bool no_option(const struct options *o, const char *word, struct complaint *c)
{
	struct nearest near = nearest_to(word + strspn(word, "-"), strcspn(word + strspn(word, "-"), "="));

	nearest_option(&near, option_specs, o->strategy);
	return complain_near(c, &near, "--",
			     "unknown_setting: \"%.60s\" is not expected here. Cure: begin each option with --, and put -- before a traced program", word);
}

/* Takes the options from argv[at] on. Sets `*end` to where they stop: at "--", or at the end. */
static bool take_flags(struct options *o, int argc, char **argv, int at, int *end, struct complaint *c)
{
	while (at < argc && strcmp(argv[at], "--") != 0) {
		const char *word = argv[at++], *equals = strchr(word, '=');
		char flag[32];

		if (strncmp(word, "--", 2) != 0)
			return no_option(o, word, c);
		snprintf(flag, sizeof(flag), "%.*s", equals ? (int)(equals - word - 2) : (int)sizeof(flag) - 1, word + 2);
		if (!equals && at == argc)
			return complain(c, "bad_value: --%.30s needs a value. Cure: see spawnscope --help", flag);
		if (!take(o, flag, equals ? equals + 1 : argv[at++], c))
			return false;
	}
	*end = at;
	return true;
}

static const struct registered *known(const struct registered *table, const char *id)
{
	for (; table->id; table++)
		if (strcmp(table->id, id) == 0)
			return table;
	return NULL;
}

static bool unknown_strategy(const char *id, struct complaint *c)
{
	struct nearest near = nearest_to(id, strlen(id));
	char names[768] = "";

	for (int pass = 0; pass < 2; pass++) {
		for (const struct registered *r = pass ? hazards : registry; r->id; r++) {
			size_t used = strlen(names);

			snprintf(names + used, sizeof(names) - used, "%s%s", used ? ", " : "", r->id);
			nearest_try(&near, r->id);
		}
	}
	return complain_near(c, &near, "", "unknown_strategy: no strategy \"%.60s\". Cure: one of %s", id, names);
}

static bool parse_run(struct options *o, int argc, char **argv, struct complaint *c)
{
	const char *id = argc > 2 ? argv[2] : "";
	const struct registered *found = known(registry, id);
	int end;

	if (!found)
		found = known(hazards, id);
	if (!found)
		return unknown_strategy(id, c);
	o->strategy_id = found->id;
	o->strategy = found->strategy;
	for (int i = 0; o->strategy->settings && o->strategy->settings[i].key; i++)
		o->values[i] = o->strategy->settings[i].fallback;
	if (!take(o, "edition", "today", c) || !take_flags(o, argc, argv, 3, &end, c))
		return false;
	return end == argc || complain(c, "unknown_setting: run does not take a program. Cure: --target NAME, or spawnscope trace -- PROG");
}

static bool parse_trace(struct options *o, int argc, char **argv, struct complaint *c)
{
	int end;

	if (!take_flags(o, argc, argv, 2, &end, c))
		return false;
	if (end + 1 >= argc)
		return complain(c, "bad_value: nothing to trace. Cure: spawnscope trace [options] -- PROG [ARG …]");
	o->program = argv + end + 1;
	return true;
}

bool no_command(const char *word, struct complaint *c)
{
	struct nearest near = nearest_to(word, strlen(word));

	for (enum command one = 0; one < COMMAND_COMPLETE; one++)
		nearest_try(&near, command_names[one]);
	return complain_near(c, &near, "", "unknown_setting: no command \"%.60s\". Cure: run, trace, bench, describe, check, help or version", word);
}

bool options_parse(struct options *o, enum command *command, int argc, char **argv, struct complaint *c)
{
	const char *word = argc > 1 ? argv[1] : "help";
	int chosen;

	*o = (struct options){
		.target = "ok",
		.uid = -1,
		.output_fd = 1,
		.timeout_ms = integer_settings[INTEGER_TIMEOUT].fallback,
		.max_events = integer_settings[INTEGER_MAX_EVENTS].fallback,
		.argc = argc,
		.argv = argv,
	};
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		word = "help";
	if (strcmp(word, "--version") == 0)
		word = "version";
	chosen = word_index(command_names, word, strlen(word));
	if (strcmp(word, SHOW) == 0)
		return complain(c, "%s", show_is_elsewhere);
	if (chosen < 0)
		return no_command(word, c);
	*command = (enum command)chosen;
	switch (*command) {
	case COMMAND_RUN:
		return parse_run(o, argc, argv, c);
	case COMMAND_TRACE:
		return parse_trace(o, argc, argv, c);
	case COMMAND_BENCH:
		return options_parse_bench(o, argc, argv, c);
	case COMMAND_HELP:
	case COMMAND_COMPLETE:
		return true;
	default:
		return argc <= 2 || complain(c, "unknown_setting: %s takes no argument. Cure: leave \"%.60s\" out", word, argv[2]);
	}
}
