/* `spawnscope describe`: the tables of options.c, host.c and the strategies, as JSON. */
#include "describe.h"

#include "gen/wire_events.h"
#include "host.h"
#include "names.h"
#include "registry.h"
#include "tracer.h"

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

/* The parts that every kind of setting has. */
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

static void own_settings(const struct strategy_setting *s)
{
	list("settings");
	for (; s && s->key; s++) {
		if (s->kind == SETTING_INTEGER) {
			integer_setting(s->key, "--set", s->sentence, NULL, s->min, s->max, s->fallback);
			continue;
		}
		open_setting("switch", s->key, "--set", s->sentence);
		wire_key(&out, "fallback");
		wire_bool(&out, s->fallback > 0);
		wire_close_object(&out);
	}
	wire_close_array(&out);
}

static void aliases(const char *spaced)
{
	char copy[64], *rest = copy, *word;

	snprintf(copy, sizeof(copy), "%s", spaced);
	list("aliases");
	while ((word = strsep(&rest, " ")))
		if (*word)
			wire_text(&out, word);
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
		aliases(e->aliases);
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

static void common_settings(void)
{
	static const char *const dispositions[] = { "default", "ignore", "handle", NULL };

	list("settings");
	open_setting("dispositions", "signal", "--signal", "what the parent does when the signal arrives (sigaction(2))");
	words("choices", dispositions);
	wire_close_object(&out);
	open_setting("signals", "block", "--block", "signals the parent holds back until it opens its mask (sigprocmask(2))");
	wire_close_object(&out);
	open_setting("choice", "target", "--target", "what is started (execve(2))");
	list("choices");
	for (const struct target *t = targets; t->name; t++)
		wire_text(&out, t->name);
	wire_close_array(&out);
	text("fallback", "ok");
	wire_close_object(&out);
	for (const struct integer_setting *s = integer_settings; s->key; s++) {
		char flag[32];

		snprintf(flag, sizeof(flag), "--%s", s->key);
		integer_setting(s->key, flag, s->sentence, s->unit, s->min, s->max, s->fallback);
	}
	wire_close_array(&out);
}

int describe(void)
{
	struct utsname host;

	uname(&host);
	wire_open(&out, 1);
	wire_open_object(&out);
	wire_key(&out, "version");
	wire_int(&out, PROTOCOL_VERSION);
	text("helper", SPAWNSCOPE_VERSION);
	text("arch", host.machine);
	list("phases");
	for (int phase = PHASE_decide; phase <= PHASE_reap; phase++)
		wire_text(&out, phase_name(phase));
	wire_close_array(&out);
	list("strategies");
	for (const struct registered *r = registry; r->id; r++)
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
	wire_close_object(&out);
	wire_raw(&out, "\n", 1);
	return wire_flush(&out) ? 0 : EXIT_OURS;
}
