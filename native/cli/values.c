/* Turns text into values. Pure. */
#include "cli/values.h"

#include "decode/names.h"
#include "host/strategy.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CURE "Cure: "

bool complain(struct complaint *c, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	vsnprintf(c->text, sizeof(c->text), format, list);
	va_end(list);
	return false;
}

/* The cure is the last one: what was typed may stand before it, and may be anything. */
static char *cure_in(char *text)
{
	char *found = NULL;

	for (char *at = text; (at = strstr(at, CURE)); at++)
		found = at + strlen(CURE);
	return found;
}

bool complain_near(struct complaint *c, const struct nearest *n, const char *before, const char *format, ...)
{
	const char *meant = nearest_found(n);
	char cure[sizeof(c->text)], *at;
	va_list list;

	va_start(list, format);
	vsnprintf(c->text, sizeof(c->text), format, list);
	va_end(list);
	if (!meant || !(at = cure_in(c->text)))
		return false;
	snprintf(cure, sizeof(cure), "%s", at);
	snprintf(at, (size_t)(c->text + sizeof(c->text) - at), "did you mean %s%s? Otherwise %s", before, meant, cure);
	return false;
}

struct nearest nearest_in(const char *const *names, const char *word)
{
	struct nearest n = nearest_to(word, strlen(word));

	nearest_try_all(&n, names);
	return n;
}

bool whole_number(const char *text, long min, long max, long *value)
{
	char *end;

	if (!isdigit((unsigned char)text[0]))
		return false;
	errno = 0;
	*value = strtol(text, &end, 10);
	return errno == 0 && *end == '\0' && *value >= min && *value <= max;
}

bool size_in_mb(const char *text, long max_mb, long *mb)
{
	static const struct {
		char suffix;
		long kb;
	} units[] = { { 'K', 1 }, { 'M', 1024 }, { 'G', 1024 * 1024 } };
	size_t len = strlen(text);
	char digits[16];
	long kb = 1024;

	if (len == 0 || len >= sizeof(digits))
		return false;
	memcpy(digits, text, len + 1);
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (toupper((unsigned char)digits[len - 1]) == units[i].suffix) {
			kb = units[i].kb;
			digits[len - 1] = '\0';
			break;
		}
	}
	if (!whole_number(digits, 0, max_mb * 1024, mb))
		return false;
	*mb = *mb * kb / 1024;
	return *mb <= max_mb;
}

int word_index(const char *const *names, const char *text, size_t len)
{
	for (int i = 0; names[i]; i++)
		if (strlen(names[i]) == len && strncmp(names[i], text, len) == 0)
			return i;
	return -1;
}

bool has_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = words; len && (at = strstr(at, word)); at += len)
		if ((at == words || at[-1] == ' ') && (at[len] == '\0' || at[len] == ' '))
			return true;
	return false;
}

bool take_signal_name(const char *text, size_t len, int *number, struct complaint *c)
{
	struct nearest near = nearest_signal(text, len);
	char name[32] = "";

	if (len < sizeof(name))
		memcpy(name, text, len);
	*number = signal_number(name);
	return *number || complain_near(c, &near, "", "unknown_signal: no signal \"%.*s\". Cure: a name of signal(7): PIPE, SIGPIPE, RTMIN+3",
					len < 60 ? (int)len : 60, text);
}

/* The index of `word` in a space-separated list, or -1. */
static long choice_of(const char *words, const char *word)
{
	char copy[128], *rest = copy, *next;

	snprintf(copy, sizeof(copy), "%s", words);
	for (long i = 0; (next = strsep(&rest, " ")); i++)
		if (strcmp(next, word) == 0)
			return i;
	return -1;
}

static bool take_own_value(const struct strategy_setting *s, const char *text, long *value, struct complaint *c)
{
	struct nearest near = nearest_to(text, strlen(text));

	switch (s->kind) {
	case SETTING_SWITCH:
		*value = strcmp(text, "on") == 0;
		nearest_try_spaced(&near, "on off");
		return *value || strcmp(text, "off") == 0 || complain_near(c, &near, "", "bad_value: --set %s is \"%.60s\". Cure: on or off", s->key, text);
	case SETTING_INTEGER:
		return whole_number(text, s->min, s->max, value) ||
		       complain(c, "bad_value: --set %s is \"%.60s\". Cure: a whole number from %ld to %ld", s->key, text, s->min, s->max);
	case SETTING_CHOICE:
		*value = choice_of(s->words, text);
		nearest_try_spaced(&near, s->words);
		return *value >= 0 || complain_near(c, &near, "", "bad_value: --set %s is \"%.60s\". Cure: one of %s", s->key, text, s->words);
	}
	return false;
}

bool take_own_setting(struct options *o, const char *text, struct complaint *c)
{
	const char *equals = strchr(text, '=');
	const struct strategy_setting *s = o->strategy->settings;
	struct nearest near = nearest_to(text, strcspn(text, "="));

	if (!equals)
		return complain(c, "bad_value: --set is \"%.60s\". Cure: KEY=VALUE", text);
	for (int i = 0; s && s->key; i++, s++) {
		if (strlen(s->key) == (size_t)(equals - text) && strncmp(s->key, text, strlen(s->key)) == 0)
			return take_own_value(s, equals + 1, &o->values[i], c);
		nearest_try(&near, s->key);
	}
	return complain_near(c, &near, "", "unknown_setting: %s has no setting \"%.60s\". Cure: see spawnscope help run", o->strategy_id, text);
}
