/* Help. It reads the tables that the parser uses, so it cannot disagree with them; manual.c has the rest of the text. */
#include "cli/help.h"

#include "base/helper.h"
#include "base/options.h"
#include "cli/bench_flags.h"
#include "cli/command_line.h"
#include "cli/flags.h"
#include "cli/manual.h"
#include "host/host.h"
#include "host/registry.h"
#include "host/strategy.h"

#include <stdio.h>
#include <string.h>

#define SENTENCE_COLUMN 34
#define USAGE_COLUMN 55

static void list_one(const struct option_spec *s)
{
	char left[64];

	snprintf(left, sizeof(left), "  --%s %s", s->name, s->argument);
	if (strlen(left) >= SENTENCE_COLUMN)
		printf("%s\n%*s%s\n", left, SENTENCE_COLUMN, "", s->sentence);
	else
		printf("%-*s%s\n", SENTENCE_COLUMN, left, s->sentence);
}

static void list_options(bool run)
{
	for (int pass = 0; pass < 2; pass++) {
		if (pass == 0 && !run)
			continue;
		puts(pass == 0 ? "\nSettings:" : "\nOptions:");
		for (const struct option_spec *s = option_specs; s->name; s++) {
			if ((s->of == RUN_ONLY) == (pass == 0) && option_is_for(s, run))
				list_one(s);
		}
	}
}

static void list_strategies(const char *title, const struct registered *table, bool with_settings)
{
	char values[128];

	printf("\n%s\n", title);
	for (; table->id; table++) {
		printf("  %-22s %s\n", table->id, table->strategy->title);
		for (const struct edition *e = table->strategy->editions; e->name && table->strategy->editions[1].name; e++)
			printf("  %-22s   --edition %s: %s\n", "", e->name, e->versions);
		for (const struct strategy_setting *s = with_settings ? table->strategy->settings : NULL; s && s->key; s++) {
			values_of(s, values, sizeof(values));
			printf("  %-22s   --set %s=%s: %s\n", "", s->key, values, s->sentence);
		}
	}
}

static void overview_line(const char *usage, const char *sentence)
{
	printf("  %-*s %s\n", USAGE_COLUMN, usage, sentence);
}

static void overview(void)
{
	char usage[96];

	printf("spawnscope: %s\n\n", manual_headline);
	for (const struct manual *m = manuals; m->command; m++) {
		snprintf(usage, sizeof(usage), "spawnscope %s %s", m->command, m->usage);
		overview_line(usage, m->sentence);
	}
	overview_line(show_usage, show_sentence);
	puts("\nExit status:");
	for (const struct exit_status *e = exit_statuses; e->means; e++)
		printf("  %-2d %s\n", e->status, e->means);
	puts("\nCompletion: source native/completion.bash, .zsh or .fish in your shell. make -C native install\n"
	     "puts the helper, its man page and the completions where everybody finds them.");
}

static void list_examples(const struct example *e)
{
	if (e)
		puts("\nExamples:");
	for (; e && e->line; e++) {
		printf("  spawnscope %s\n", e->line);
		if (e->says)
			printf("      %s\n", e->says);
	}
}

/* What the tables say about a command. */
static void list_tables(const char *command)
{
	if (strcmp(command, "run") == 0) {
		list_options(true);
		puts("\nTargets:");
		for (const struct target *t = targets; t->name; t++)
			printf("  %-22s %s\n", t->name, t->sentence);
		list_strategies("Strategies:", registry, true);
		list_strategies("Experiments, each with one hazard:", hazards, true);
	} else if (strcmp(command, "trace") == 0) {
		list_options(false);
	} else if (strcmp(command, "bench") == 0) {
		puts("\nOptions:");
		for (const struct option_spec *s = bench_specs; s->name; s++)
			list_one(s);
		list_strategies("Strategies:", registry, false);
	}
}

static int no_help(const char *command)
{
	struct complaint c;

	if (strcmp(command, SHOW) == 0)
		complain(&c, "%s", show_is_elsewhere);
	else
		no_command(command, &c);
	fprintf(stderr, "spawnscope: %s\n", c.text);
	return EXIT_USAGE;
}

int help(const char *command)
{
	const struct manual *m = command ? manual_of(command) : NULL;

	if (command && !m)
		return no_help(command);
	if (!m) {
		overview();
		return 0;
	}
	printf("spawnscope %s%s%s\n\n%s", m->command, *m->usage ? " " : "", m->usage, m->about);
	list_tables(m->command);
	if (m->notes)
		printf("\n%s", m->notes);
	list_examples(m->examples);
	return 0;
}
