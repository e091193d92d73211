/* Help and completion. They read the tables that the parser uses, so they cannot disagree with it. */
#include "cli/help.h"

#include "base/helper.h"
#include "base/options.h"
#include "cli/bench_flags.h"
#include "cli/command_line.h"
#include "cli/flags.h"
#include "decode/names.h"
#include "host/host.h"
#include "host/registry.h"
#include "host/strategy.h"
#include "tracer/moments.h"

#include <stdio.h>
#include <string.h>

#define SENTENCE_COLUMN 34

/* clang-format off */
static const char overview[] =
	"spawnscope: see how a programming language starts a process\n"
	"\n"
	"  spawnscope run STRATEGY [settings] [options]   trace one of our strategies, or an experiment\n"
	"  spawnscope trace [options] -- PROG [ARG ...]   trace any program, as strace -f would\n"
	"  spawnscope bench [STRATEGY ...] [options]      what starting a process costs, by memory and threads\n"
	"  spawnscope describe                            strategies, editions, conditions, settings: JSON\n"
	"  spawnscope check                               what works here, and how to fix what does not\n"
	"  spawnscope help COMMAND                        the options of a command, with examples\n"
	"  node bin/spawnscope.mjs show -- PROG [ARG ...] trace a program and open it in the page\n"
	"\n"
	"Exit status: 0 the run ended, whatever the child did; 2 bad usage; 3 tracing\n"
	"is not permitted here; 4 a limit was hit; 70 a fault of the helper.\n"
	"\n"
	"In a shell: source native/completion.bash\n";

static const char run_head[] =
	"spawnscope run STRATEGY [settings] [options]\n"
	"\n"
	"Forks a host that plays a language runtime, applies the settings to it, lets it\n"
	"start the target as STRATEGY does, and records what the kernel did.\n"
	"Nothing before the strategy's first step is reported.\n";

static const char run_tail[] =
	"\n"
	"NAME is PIPE, SIGPIPE or RTMIN+3. MOMENT is before-create, child-start,\n"
	"before-exec or after-exec. Repeated options accumulate.\n"
	"\n"
	"--hold MOMENT=wait holds the child for 60 s at most. Type meanwhile, or write to\n"
	"the descriptor of --control, one a line:\n"
	"  release              let the child go (so does the end of the input)\n"
	"  send NAME[:child]    send a signal now, to the parent or the child\n"
	"\n"
	"Examples:\n"
	"  spawnscope run rust --signal PIPE=ignore\n"
	"      the child gets the default of SIGPIPE back; try nim instead of rust\n"
	"  spawnscope run vfork --signal USR1=handle --send USR1@child-start\n"
	"      the parent's handler runs in the child, and the parent's memory changes\n"
	"  spawnscope run vfork --threads 1 --hold before-exec=100\n"
	"      the parent sleeps while its other thread keeps counting\n"
	"  spawnscope run vfork --signal INT=handle --hold child-start=wait\n"
	"      the parent is in D until you type release; send INT meanwhile\n"
	"  spawnscope run fork --memory 256M\n"
	"      fork copies the page tables, and page faults follow\n"
	"  spawnscope run nim --edition 2.2.0 --set use_clone=on\n"
	"      the parent frees the child's stack by a wrong address\n"
	"  spawnscope run hazard-return\n"
	"      the child returns, and that kills the parent\n";

static const char trace_head[] =
	"spawnscope trace [options] -- PROG [ARG ...]\n"
	"\n"
	"Traces PROG and everything it starts, as strace -f prints it. PROG is looked up\n"
	"along PATH before it is started. It gets what this command was given: descriptors,\n"
	"signals, terminal. Ctrl-C reaches it; SIGTERM to this command ends both.\n"
	"At --timeout or --max-events the tracing ends and the program runs on\n"
	"(--at-limit kill ends it too).\n"
	"While one task runs at a time, tracer and program share a processor (--pin follow).\n"
	"PROG sees the processors that it would see without us; whoever is not traced may\n"
	"see one for some milliseconds. --pin off leaves everything where it is.\n";

static const char trace_tail[] =
	"\n"
	"Examples:\n"
	"  spawnscope trace --format strace -- sh -c 'true | true'\n"
	"  spawnscope trace --format strace --output log -- make\n"
	"  spawnscope trace -- ruby -e 'spawn(\"true\"); Process.wait' > events.ndjson\n"
	"  cc -g -Og main.c -o main; spawnscope trace --where \"$PWD/\" --format ndjson -- ./main\n"
	"      which line of main.c led to each call; so does run STRATEGY --where \"$PWD/native/\"\n"
	"  spawnscope trace --where script -- python3 native/preludes/prelude.py main.py\n"
	"      of a script (ruby -r prelude.rb main.rb, node -r prelude.cjs main.js)\n";

static const char bench_head[] =
	"spawnscope bench [STRATEGY[@EDITION] ...] [options]\n"
	"\n"
	"Measures start, exec and reaping of a tiny program, untraced. It makes one process\n"
	"for each memory size, kind of pages and number of threads. In that process all\n"
	"strategies take turns, so drift affects all alike. A series whose halves differ by\n"
	"more than a tenth is measured again, at most twice.\n";

static const char bench_tail[] =
	"\n"
	"Parts: prepare (to the creating call), create (to the child's first step),\n"
	"child-setup (to execve), exec (until it is reaped). suspended is the time from the\n"
	"creating call until the parent continues. A library call hides the parts.\n"
	"\n"
	"Examples:\n"
	"  spawnscope bench fork vfork posix_spawn --memory 1M,64M,1G\n"
	"      what sharing memory saves\n"
	"  spawnscope bench ruby --uid 65534\n"
	"      Ruby without privileges: it uses vfork\n"
	"  spawnscope bench fork --memory 1G --pages small,huge\n"
	"      the same memory, fewer page tables\n";
/* clang-format on */

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
	printf("\n%s\n", title);
	for (; table->id; table++) {
		printf("  %-22s %s\n", table->id, table->strategy->title);
		for (const struct edition *e = table->strategy->editions; e->name && table->strategy->editions[1].name; e++)
			printf("  %-22s   --edition %s: %s\n", "", e->name, e->versions);
		for (const struct strategy_setting *s = with_settings ? table->strategy->settings : NULL; s && s->key; s++)
			printf("  %-22s   --set %s=%s: %s\n", "", s->key,
			       s->kind == SETTING_SWITCH    ? "on|off"
			       : s->kind == SETTING_INTEGER ? "N"
							    : s->words,
			       s->sentence);
	}
}

int help(const char *command)
{
	if (!command) {
		fputs(overview, stdout);
		return 0;
	}
	if (strcmp(command, "run") == 0) {
		fputs(run_head, stdout);
		list_options(true);
		puts("\nTargets:");
		for (const struct target *t = targets; t->name; t++)
			printf("  %-22s %s\n", t->name, t->sentence);
		list_strategies("Strategies:", registry, true);
		list_strategies("Experiments, each with one hazard:", hazards, true);
		fputs(run_tail, stdout);
		return 0;
	}
	if (strcmp(command, "trace") == 0) {
		fputs(trace_head, stdout);
		list_options(false);
		fputs(trace_tail, stdout);
		return 0;
	}
	if (strcmp(command, "bench") == 0) {
		fputs(bench_head, stdout);
		puts("\nOptions:");
		for (const struct option_spec *s = bench_specs; s->name; s++)
			list_one(s);
		list_strategies("Strategies:", registry, false);
		fputs(bench_tail, stdout);
		return 0;
	}
	if (strcmp(command, "describe") == 0 || strcmp(command, "check") == 0) {
		puts(command[0] == 'd' ? "spawnscope describe\n\nPrints, as one line of JSON, what can be run and set here (protocol/catalog.ts, Catalog)."
				       : "spawnscope check\n\nSays what works here, and how to fix what does not: a table to a terminal, JSON to a pipe.");
		return 0;
	}
	if (strcmp(command, SHOW) == 0)
		fprintf(stderr, "spawnscope: %s\n", show_is_elsewhere);
	else
		fprintf(stderr, "spawnscope: unknown_setting: no command \"%.60s\". Cure: run, trace, bench, describe or check\n", command);
	return EXIT_USAGE;
}

/* ---- completion ---- */

static const char *typed;

static void offer(const char *format, const char *word)
{
	char line[128];

	snprintf(line, sizeof(line), format, word);
	if (strncmp(line, typed, strlen(typed)) == 0)
		puts(line);
}

static void offer_words(const char *spaced)
{
	char copy[256], *rest = copy, *word;

	snprintf(copy, sizeof(copy), "%s", spaced);
	while ((word = strsep(&rest, " ")))
		offer("%s", word);
}

/* Offers NAME, or NAME= or NAME@. Once that is typed, offers what may follow it. */
static void offer_signals(const char *after, const char *const *dispositions)
{
	const char *const *behind = *after == '=' ? dispositions : *after == '@' ? moment_names : NULL;
	bool named = behind && strchr(typed, *after);
	char format[32];

	for (int i = 0; named && behind[i]; i++) {
		snprintf(format, sizeof(format), "%%s%s%s", after, behind[i]);
		for (int n = 1; n <= SIGNALS; n++)
			offer(format, signal_name(n) + 3);
	}
	snprintf(format, sizeof(format), "%%s%s", after);
	for (int n = 1; n <= SIGNALS && !named; n++)
		offer(format, signal_name(n) + 3);
}

static const struct strategy *strategy_named(const char *id)
{
	for (int pass = 0; pass < 2; pass++)
		for (const struct registered *r = pass ? hazards : registry; r->id; r++)
			if (strcmp(r->id, id) == 0)
				return r->strategy;
	return NULL;
}

static void offer_values(const struct option_spec *option, const struct strategy *strategy)
{
	const char *words = option->words;

	if (!words)
		return;
	if (strncmp(words, "NAME", 4) == 0) {
		offer_signals(words + 4, option->take == option_specs[WANT_INHERIT].take ? inherited_names : &disposition_names[DISPOSITION_DEFAULT]);
	} else if (strcmp(words, "TARGET") == 0) {
		for (const struct target *t = targets; t->name; t++)
			offer("%s", t->name);
	} else if (strcmp(words, "SET") == 0) {
		for (const struct strategy_setting *s = strategy ? strategy->settings : NULL; s && s->key; s++)
			offer("%s=", s->key);
	} else {
		offer_words(words);
	}
	if (strcmp(option->name, "edition") == 0)
		for (const struct edition *e = strategy ? strategy->editions : NULL; e && e->name; e++)
			offer("%s", e->name);
}

int complete(int count, char **words)
{
	const char *command = count > 1 ? words[0] : "", *before = count > 1 ? words[count - 2] : "";
	bool run = strcmp(command, "run") == 0;
	const struct option_spec *specs = option_specs;

	typed = count > 0 ? words[count - 1] : "";
	if (count <= 1) {
		for (int i = 0; command_names[i]; i++)
			offer("%s", command_names[i]);
		return 0;
	}
	if (run && count == 2) {
		for (int pass = 0; pass < 2; pass++)
			for (const struct registered *r = pass ? hazards : registry; r->id; r++)
				offer("%s", r->id);
		return 0;
	}
	if (strcmp(command, "help") == 0)
		offer_words("run trace bench describe check");
	if (strcmp(command, "bench") == 0 && strncmp(before, "--", 2) != 0)
		for (const struct registered *r = registry; r->id; r++)
			offer("%s", r->id);
	if (!run && strcmp(command, "trace") != 0 && strcmp(command, "bench") != 0)
		return 0;
	if (strcmp(command, "bench") == 0)
		specs = bench_specs;
	for (const struct option_spec *s = specs; s->name; s++) {
		if (strncmp(before, "--", 2) == 0 && strcmp(before + 2, s->name) == 0 && option_is_for(s, run)) {
			offer_values(s, run ? strategy_named(words[1]) : NULL);
			return 0;
		}
	}
	for (const struct option_spec *s = specs; s->name; s++)
		if (option_is_for(s, run) || specs == bench_specs)
			offer("--%s", s->name);
	if (strcmp(command, "trace") == 0)
		offer("%s", "--");
	return 0;
}
