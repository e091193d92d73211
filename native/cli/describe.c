/* `spawnscope describe`: prints the tables of flags.c, host.c and the strategies as JSON. */
#include "cli/describe.h"

#include "base/helper.h"
#include "base/options.h"
#include "base/release.h"
#include "bench/bench.h"
#include "cli/bench_flags.h"
#include "cli/flags.h"
#include "decode/calls.h"
#include "decode/names.h"
#include "host/host.h"
#include "host/registry.h"
#include "host/strategy.h"
#include "host/trail.h"
#include "tracer/moments.h"
#include "wire/gen/wire_events.h"
#include "wire/wire.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

static struct wire out;

static void text(const char *key, const char *value)
{
	wire_key(&out, key);
	wire_text(&out, value);
}

static void integer(const char *key, long value)
{
	wire_key(&out, key);
	if (value < 0)
		wire_null(&out);
	else
		wire_int(&out, value);
}

static void list(const char *key)
{
	wire_key(&out, key);
	wire_open_array(&out);
}

static void words(const char *key, const char *const *items)
{
	list(key);
	for (; items && *items; items++)
		wire_text(&out, *items);
	wire_close_array(&out);
}

/* Begins a setting with the keys that all kinds have in common. */
static void open_setting(const char *kind, const char *key, const char *flag, const char *sentence)
{
	wire_open_object(&out);
	text("kind", kind);
	text("key", key);
	text("flag", flag);
	text("sentence", sentence);
}

static void integer_setting(const char *key, const char *flag, const char *sentence, const char *unit, long min, long max, long fallback)
{
	open_setting("integer", key, flag, sentence);
	wire_key(&out, "min");
	wire_int(&out, min);
	wire_key(&out, "max");
	wire_int(&out, max);
	text("unit", unit);
	integer("fallback", fallback);
	wire_close_object(&out);
}

static const char *first_word(const char *spaced)
{
	static char word[32];

	snprintf(word, sizeof(word), "%.*s", (int)strcspn(spaced, " "), spaced);
	return word;
}

/* Writes space-separated words as a list of strings. */
static void word_list(const char *key, const char *spaced)
{
	char copy[128], *rest = copy, *word;

	snprintf(copy, sizeof(copy), "%s", spaced);
	list(key);
	while ((word = strsep(&rest, " ")))
		if (*word)
			wire_text(&out, word);
	wire_close_array(&out);
}

static void own_settings(const struct strategy_setting *s)
{
	list("settings");
	for (; s && s->key; s++) {
		if (s->kind == SETTING_INTEGER) {
			integer_setting(s->key, "--set", s->sentence, NULL, s->min, s->max, s->fallback);
			continue;
		}
		open_setting(s->kind == SETTING_SWITCH ? "switch" : "choice", s->key, "--set", s->sentence);
		if (s->kind == SETTING_CHOICE) {
			word_list("choices", s->words);
			wire_key(&out, "fallback");
			wire_text(&out, first_word(s->words));
		} else {
			wire_key(&out, "fallback");
			wire_bool(&out, s->fallback > 0);
		}
		wire_close_object(&out);
	}
	wire_close_array(&out);
}

static void strategy(const struct registered *r)
{
	wire_open_object(&out);
	text("id", r->id);
	text("title", r->strategy->title);
	wire_key(&out, "runtime");
	wire_bool(&out, r->strategy->runtime);
	list("editions");
	for (const struct edition *e = r->strategy->editions; e->name; e++) {
		wire_open_object(&out);
		text("name", e->name);
		word_list("aliases", e->aliases);
		text("versions", e->versions);
		text("mechanism", e->mechanism);
		text("sentence", e->sentence);
		wire_close_object(&out);
	}
	wire_close_array(&out);
	words("mechanisms", r->strategy->mechanisms);
	list("conditions");
	for (const struct condition *c = r->strategy->conditions; c && c->name; c++) {
		wire_open_object(&out);
		text("name", c->name);
		text("sentence", c->sentence);
		wire_close_object(&out);
	}
	wire_close_array(&out);
	own_settings(r->strategy->settings);
	wire_close_object(&out);
}

static void open_common(const char *kind, enum want which)
{
	char flag[32];

	snprintf(flag, sizeof(flag), "--%s", option_specs[which].name);
	open_setting(kind, option_specs[which].name, flag, option_specs[which].sentence);
}

static void choice(enum want which, const char *const *choices, const char *fallback)
{
	open_common("choice", which);
	words("choices", choices);
	text("fallback", fallback);
	wire_close_object(&out);
}

/* Writes a whole-number setting. Its sentence is that of the option of the same name. */
static void common_integer(const struct integer_setting *s, const struct option_spec *specs)
{
	char flag[32];

	while (specs->name && strcmp(specs->name, s->key) != 0)
		specs++;
	snprintf(flag, sizeof(flag), "--%s", s->key);
	integer_setting(s->key, flag, specs->sentence, s->unit, s->min, s->max, s->fallback);
}

static void common_settings(void)
{
	static const char *const names[] = { "path", "bare", NULL };
	const char *target_names[32] = { NULL };

	for (int i = 0; targets[i].name; i++)
		target_names[i] = targets[i].name;
	list("settings");
	open_common("dispositions", WANT_SIGNAL);
	words("choices", &disposition_names[DISPOSITION_DEFAULT]);
	wire_close_object(&out);
	open_common("signals", WANT_BLOCK);
	wire_close_object(&out);
	open_common("dispositions", WANT_INHERIT);
	words("choices", inherited_names);
	wire_close_object(&out);
	open_common("signals", WANT_INHERIT_BLOCK);
	wire_close_object(&out);
	open_common("sends", WANT_SEND);
	words("choices", moment_names);
	wire_close_object(&out);
	open_common("holds", WANT_HOLD);
	words("choices", moment_names);
	wire_key(&out, "min");
	wire_int(&out, 0);
	wire_key(&out, "max");
	wire_int(&out, MAX_HOLD_MS);
	wire_key(&out, "wait");
	wire_int(&out, MAX_WAIT_MS);
	wire_close_object(&out);
	choice(WANT_TERMINAL, terminal_names, terminal_names[TERMINAL_NONE]);
	choice(WANT_PRESS, offered_presses, NULL);
	choice(WANT_TARGET, target_names, "ok");
	choice(WANT_NAME, names, "path");
	choice(WANT_CWD, offered_directories, NULL);
	choice(WANT_PATH, offered_paths, NULL);
	for (const struct integer_setting *s = integer_settings; s->key; s++)
		common_integer(s, option_specs);
	wire_close_array(&out);
}

static void numbers(const char *key, const long *list)
{
	wire_key(&out, key);
	wire_open_array(&out);
	for (; *list >= 0; list++)
		wire_int(&out, *list);
	wire_close_array(&out);
}

static void bench_settings(void)
{
	static const char *const pages[] = { "small", "huge", NULL };

	wire_key(&out, "bench");
	wire_open_object(&out);
	numbers("memory", bench_memory);
	numbers("threads", bench_threads);
	words("pages", pages);
	list("settings");
	for (const struct integer_setting *s = bench_integers; s->key; s++)
		common_integer(s, bench_specs);
	wire_close_array(&out);
	wire_close_object(&out);
}

static void libc(void)
{
	wire_key(&out, "libc");
	wire_open_object(&out);
	text("name", libc_name);
	text("version", libc_version());
	wire_key(&out, "static");
	wire_bool(&out, libc_is_static());
	wire_close_object(&out);
}

int describe(void)
{
	struct utsname host;

	uname(&host);
	wire_open(&out, 1);
	wire_open_object(&out);
	wire_key(&out, "version");
	wire_int(&out, PROTOCOL_VERSION);
	text("helper", helper_version);
	text("arch", host.machine);
	libc();
	list("phases");
	for (enum phase phase = 0; phase < PHASES; phase++)
		wire_text(&out, phase_name(phase));
	wire_close_array(&out);
	list("strategies");
	for (const struct registered *r = registry; r->id; r++)
		strategy(r);
	wire_close_array(&out);
	list("hazards");
	for (const struct registered *r = hazards; r->id; r++)
		strategy(r);
	wire_close_array(&out);
	common_settings();
	list("targets");
	for (const struct target *t = targets; t->name; t++) {
		wire_open_object(&out);
		text("name", t->name);
		text("sentence", t->sentence);
		wire_close_object(&out);
	}
	wire_close_array(&out);
	list("signals");
	for (int n = 1; n <= SIGNALS; n++) {
		wire_open_object(&out);
		text("name", signal_name(n) + 3);
		wire_key(&out, "number");
		wire_int(&out, n);
		wire_key(&out, "fixed");
		wire_bool(&out, n == SIGKILL || n == SIGSTOP);
		wire_close_object(&out);
	}
	wire_close_array(&out);
	words("decoded", decoded_calls());
	bench_settings();
	wire_close_object(&out);
	wire_raw(&out, "\n", 1);
	return wire_flush(&out) ? 0 : EXIT_OURS;
}
