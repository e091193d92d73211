/* Tables that an enum indexes must have all their rows. A missing row leaves a hole without a name. */
#include "cli/bench_flags.h"
#include "cli/command_line.h"
#include "cli/flags.h"
#include "host/registry.h"
#include "tests/tap.h"
#include "tracer/moments.h"
#include "tracer/terminal.h"

static void whole(const char *what, const char *const *names, int count)
{
	int named = 0;

	while (named < count && names[named])
		named++;
	is_int(named, count, what);
	ok(!names[count], "and is ended");
}

static void whole_options(const char *what, const struct option_spec *specs, int count)
{
	int named = 0;

	while (named < count && specs[named].name)
		named++;
	is_int(named, count, what);
	ok(!specs[count].name, "and is ended");
}

static void whole_integers(const char *what, const struct integer_setting *settings, const struct option_spec *specs, int count)
{
	for (int i = 0; i < count; i++) {
		const struct option_spec *s = specs;

		while (s->name && settings[i].key && strcmp(s->name, settings[i].key) != 0)
			s++;
		ok(settings[i].key && s->name, what);
	}
	ok(!settings[count].key, "and is ended");
}

static void whole_strategies(const struct registered *table)
{
	for (; table->id; table++) {
		const struct strategy *s = table->strategy;
		int named = 0;

		while (s->settings && s->settings[named].key)
			named++;
		is_int(named, s->setting_count, table->id);
		ok(named <= MAX_STRATEGY_SETTINGS, "and has room for its values");
	}
}

int main(void)
{
	whole("commands", command_names, COMMANDS);
	whole("moments", moment_names, MOMENTS);
	whole("terminals", terminal_names, TERMINALS);
	whole("keys", key_names, KEYS);
	whole("dispositions", disposition_names, DISPOSITIONS);
	whole_options("options of run and trace", option_specs, WANTS);
	whole_options("options of bench", bench_specs, BENCH_WANTS);
	whole_integers("whole numbers of run", integer_settings, option_specs, INTEGERS);
	whole_integers("whole numbers of bench", bench_integers, bench_specs, BENCH_INTEGERS);
	for (enum phase phase = 0; phase < PHASES; phase++)
		ok(phase_name(phase), "a phase has a name");
	whole_strategies(registry);
	whole_strategies(hazards);
	return done();
}
