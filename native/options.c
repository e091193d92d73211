/*
 * The command line. Pure: it fills a struct, or says what is wrong and how to
 * mend it. Every name is matched against a list; nothing is taken on faith.
 */
#include "options.h"

#include "host.h"
#include "names.h"
#include "registry.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct integer_setting integer_settings[] = {
	{ "uid", "the parent's real, effective and saved uid, and the same number as its gid (setresuid(2))", NULL, 0, 65535, -1 },
	{ "timeout", "the whole run is ended after this long", "ms", 10, 60000, 5000 },
	{ "max-events", "the run is ended after this many events", NULL, 1, 1000000, 20000 },
	{ NULL, NULL, NULL, 0, 0, 0 },
};

static bool complain(struct complaint *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool complain(struct complaint *c, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	vsnprintf(c->text, sizeof(c->text), format, list);
	va_end(list);
	return false;
}

static bool whole_number(const char *text, long min, long max, long *value)
{
	char *end;

	if (!isdigit((unsigned char)text[0]))
		return false;
	errno = 0;
	*value = strtol(text, &end, 10);
	return errno == 0 && *end == '\0' && *value >= min && *value <= max;
}

static bool take_integer(struct options *o, const char *key, const char *text, struct complaint *c)
{
	for (const struct integer_setting *s = integer_settings; s->key; s++) {
		long value;

		if (strcmp(s->key, key) != 0)
			continue;
		if (!whole_number(text, s->min, s->max, &value))
			return complain(c, "bad_value: --%s is \"%.60s\". Cure: give a whole number from %ld to %ld", key, text, s->min, s->max);
		if (strcmp(key, "uid") == 0)
			o->uid = value;
		else if (strcmp(key, "timeout") == 0)
			o->timeout_ms = value;
		else
			o->max_events = value;
		return true;
	}
	return false;
}

static bool take_signal_name(const char *name, int *number, struct complaint *c)
{
	*number = signal_number(name);
	return *number || complain(c, "unknown_signal: no signal \"%.60s\". Cure: a name of signal(7): PIPE, SIGPIPE, RTMIN+3", name);
}

static bool take_disposition(struct options *o, const char *text, struct complaint *c)
{
	static const char *const names[] = { "", "default", "ignore", "handle" };
	const char *equals = strchr(text, '=');
	char name[32];
	int number;

	if (!equals || equals - text >= (long)sizeof(name))
		return complain(c, "bad_value: --signal is \"%.60s\". Cure: NAME=default, NAME=ignore or NAME=handle", text);
	snprintf(name, sizeof(name), "%.*s", (int)(equals - text), text);
	if (!take_signal_name(name, &number, c))
		return false;
	if (number == SIGKILL || number == SIGSTOP)
		return complain(c, "bad_value: the kernel lets nobody change %s. Cure: leave it out", signal_name(number));
	/* The C library keeps these two for itself and refuses them. */
	if (number == 32 || number == 33)
		return complain(c, "bad_value: the C library keeps %s for itself. Cure: RTMIN+2 and above are free", signal_name(number));
	for (int d = DISPOSITION_DEFAULT; d <= DISPOSITION_HANDLE; d++) {
		if (strcmp(equals + 1, names[d]) == 0) {
			o->disposition[number] = (enum disposition)d;
			return true;
		}
	}
	return complain(c, "bad_value: no disposition \"%.60s\". Cure: default, ignore or handle", equals + 1);
}

static bool take_blocked(struct options *o, const char *text, struct complaint *c)
{
	char list[1024], *rest = list, *name;
	int number;

	if (strlen(text) >= sizeof(list))
		return complain(c, "bad_value: --block is too long. Cure: name each signal once");
	strcpy(list, text);
	while ((name = strsep(&rest, ","))) {
		if (!take_signal_name(name, &number, c))
			return false;
		o->blocked |= 1ull << (number - 1);
	}
	return true;
}

static bool take_target(struct options *o, const char *text, struct complaint *c)
{
	for (const struct target *t = targets; t->name; t++) {
		if (strcmp(t->name, text) == 0) {
			o->target = t->name;
			return true;
		}
	}
	return complain(c, "unknown_target: no target \"%.60s\". Cure: one of ok, missing, denied, bad-format, directory", text);
}

static bool has_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = words; (at = strstr(at, word)); at += len)
		if ((at == words || at[-1] == ' ') && (at[len] == '\0' || at[len] == ' '))
			return true;
	return false;
}

static bool take_edition(struct options *o, const char *text, struct complaint *c)
{
	char names[256] = "";

	for (const struct edition *e = o->strategy->editions; e->name; e++) {
		size_t used = strlen(names);

		if (strcmp(e->name, text) == 0 || (*text && has_word(e->aliases, text))) {
			o->edition = e;
			return true;
		}
		snprintf(names + used, sizeof(names) - used, "%s%s%s%s", used ? ", " : "", e->name, *e->aliases ? ", " : "", e->aliases);
	}
	return complain(c, "unknown_edition: %s has no edition \"%.60s\". Cure: one of %s", o->strategy_id, text, names);
}

static bool take_own_setting(struct options *o, const char *text, struct complaint *c)
{
	const char *equals = strchr(text, '=');
	const struct strategy_setting *s = o->strategy->settings;

	if (!equals)
		return complain(c, "bad_value: --set is \"%.60s\". Cure: KEY=VALUE", text);
	for (int i = 0; s && s->key; i++, s++) {
		long value;

		if (strlen(s->key) != (size_t)(equals - text) || strncmp(s->key, text, strlen(s->key)) != 0)
			continue;
		if (s->kind == SETTING_SWITCH) {
			if (strcmp(equals + 1, "on") != 0 && strcmp(equals + 1, "off") != 0)
				return complain(c, "bad_value: --set %s is \"%.60s\". Cure: on or off", s->key, equals + 1);
			o->values[i] = strcmp(equals + 1, "on") == 0;
			return true;
		}
		if (!whole_number(equals + 1, s->min, s->max, &value))
			return complain(c, "bad_value: --set %s is \"%.60s\". Cure: a whole number from %ld to %ld", s->key, equals + 1, s->min, s->max);
		o->values[i] = value;
		return true;
	}
	return complain(c, "unknown_setting: %s has no setting \"%.60s\". Cure: spawnscope describe lists them", o->strategy_id, text);
}

static bool take_output(struct options *o, const char *text, struct complaint *c)
{
	long fd;

	if (strncmp(text, "fd:", 3) != 0) {
		o->output_path = text;
		return true;
	}
	if (!whole_number(text + 3, 0, 1023, &fd))
		return complain(c, "bad_value: --output is \"%.60s\". Cure: a file, or fd:N with N from 0 to 1023", text);
	o->output_fd = (int)fd;
	return true;
}

static bool take_choice(const char *flag, const char *text, const char *const *names, int *chosen, struct complaint *c)
{
	for (int i = 0; names[i]; i++) {
		if (strcmp(names[i], text) == 0) {
			*chosen = i;
			return true;
		}
	}
	return complain(c, "bad_value: --%s is \"%.60s\". Cure: see spawnscope --help", flag, text);
}

static bool take(struct options *o, const char *flag, const char *value, struct complaint *c)
{
	static const char *const formats[] = { "auto", "strace", "ndjson", NULL }, *const colors[] = { "auto", "always", "never", NULL };
	int chosen = 0;

	if (strcmp(flag, "timeout") == 0 || strcmp(flag, "max-events") == 0)
		return take_integer(o, flag, value, c);
	if (strcmp(flag, "output") == 0)
		return take_output(o, value, c);
	if (strcmp(flag, "format") == 0)
		return take_choice(flag, value, formats, &chosen, c) && (o->format = (enum format)chosen, true);
	if (strcmp(flag, "color") == 0)
		return take_choice(flag, value, colors, &chosen, c) && (o->color = (enum color)chosen, true);
	if (o->strategy) {
		if (strcmp(flag, "signal") == 0)
			return take_disposition(o, value, c);
		if (strcmp(flag, "block") == 0)
			return take_blocked(o, value, c);
		if (strcmp(flag, "target") == 0)
			return take_target(o, value, c);
		if (strcmp(flag, "edition") == 0)
			return take_edition(o, value, c);
		if (strcmp(flag, "uid") == 0)
			return take_integer(o, flag, value, c);
		if (strcmp(flag, "set") == 0)
			return take_own_setting(o, value, c);
	}
	return complain(c, "unknown_setting: no option --%.60s here. Cure: see spawnscope --help", flag);
}

/* The flags from argv[at] on. `*end` is where they stop: at "--", or at the end. */
static bool take_flags(struct options *o, int argc, char **argv, int at, int *end, struct complaint *c)
{
	while (at < argc && strcmp(argv[at], "--") != 0) {
		const char *word = argv[at++], *equals = strchr(word, '=');
		char flag[32];

		if (strncmp(word, "--", 2) != 0)
			return complain(c, "unknown_setting: \"%.60s\" is out of place. Cure: options begin with --, a traced program with --", word);
		snprintf(flag, sizeof(flag), "%.*s", equals ? (int)(equals - word - 2) : (int)sizeof(flag) - 1, word + 2);
		if (!equals && at == argc)
			return complain(c, "bad_value: --%.30s wants a value. Cure: see spawnscope --help", flag);
		if (!take(o, flag, equals ? equals + 1 : argv[at++], c))
			return false;
	}
	*end = at;
	return true;
}

static bool parse_run(struct options *o, int argc, char **argv, struct complaint *c)
{
	char names[256] = "";
	int end;

	for (const struct registered *r = registry; r->id; r++) {
		size_t used = strlen(names);

		snprintf(names + used, sizeof(names) - used, "%s%s", used ? ", " : "", r->id);
		if (argc > 2 && strcmp(argv[2], r->id) == 0) {
			o->strategy_id = r->id;
			o->strategy = r->strategy;
		}
	}
	if (!o->strategy)
		return complain(c, "unknown_strategy: no strategy \"%.60s\". Cure: one of %s", argc > 2 ? argv[2] : "", names);
	for (int i = 0; o->strategy->settings && o->strategy->settings[i].key; i++)
		o->values[i] = o->strategy->settings[i].fallback;
	if (!take_edition(o, "today", c) || !take_flags(o, argc, argv, 3, &end, c))
		return false;
	return end == argc || complain(c, "unknown_setting: run starts no program. Cure: --target, or spawnscope trace -- PROG");
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

bool options_parse(struct options *o, enum command *command, int argc, char **argv, struct complaint *c)
{
	static const char *const names[] = { "run", "trace", "describe", "check", "help", "version", NULL };
	const char *word = argc > 1 ? argv[1] : "help";
	int chosen = 0;

	*o = (struct options){ .target = "ok", .uid = -1, .output_fd = 1, .timeout_ms = 5000, .max_events = 20000, .argc = argc, .argv = argv };
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		word = "help";
	if (strcmp(word, "--version") == 0)
		word = "version";
	for (chosen = 0; names[chosen] && strcmp(names[chosen], word) != 0; chosen++)
		;
	if (!names[chosen])
		return complain(c, "unknown_setting: no command \"%.60s\". Cure: run, trace, describe, check or help", word);
	*command = (enum command)chosen;
	if (*command == COMMAND_RUN)
		return parse_run(o, argc, argv, c);
	if (*command == COMMAND_TRACE)
		return parse_trace(o, argc, argv, c);
	if (argc > 2 && *command != COMMAND_HELP)
		return complain(c, "unknown_setting: %s takes no argument. Cure: leave \"%.60s\" out", word, argv[2]);
	return true;
}
