/* The texts of help and of the man page. What the parser's tables say (options, strategies, targets) is not repeated here. */
#include "cli/manual.h"

#include "base/helper.h"

#include <stdio.h>
#include <string.h>

const char manual_headline[] = "see how a programming language starts a process";
const char show_usage[] = "npx spawnscope show -- PROG [ARG ...]";
const char show_sentence[] = "trace a program and open it in the page";

static const char about_run[] = "Forks a host that plays a language runtime, applies the settings to it, lets it\n"
				"start the target as STRATEGY does, and records what the kernel did.\n"
				"Nothing before the strategy's first step is reported.\n";

static const char notes_run[] = "NAME is PIPE, SIGPIPE or RTMIN+3. MOMENT is before-create, child-start,\n"
				"before-exec or after-exec. Repeated options accumulate.\n"
				"\n"
				"--hold MOMENT=wait holds the child for 60 s at most. Type meanwhile, or write to\n"
				"the descriptor of --control, one a line:\n"
				"  release              let the child go (so does the end of the input)\n"
				"  send NAME[:child]    send a signal now, to the parent or the child\n";

static const struct example examples_run[] = {
	{ "run rust --signal PIPE=ignore", "the child gets the default of SIGPIPE back; try nim instead of rust" },
	{ "run vfork --signal USR1=handle --send USR1@child-start", "the parent's handler runs in the child, and the parent's memory changes" },
	{ "run vfork --threads 1 --hold before-exec=100", "the parent sleeps while its other thread keeps counting" },
	{ "run vfork --signal INT=handle --hold child-start=wait", "the parent is in D until you type release; send INT meanwhile" },
	{ "run fork --memory 256M", "fork copies the page tables, and page faults follow" },
	{ "run nim --edition 2.2.0 --set use_clone=on", "the parent frees the child's stack by a wrong address" },
	{ "run hazard-return", "the child returns, and that kills the parent" },
	{ NULL, NULL },
};

static const char about_trace[] = "Traces PROG and everything it starts, as strace -f prints it. PROG is looked up\n"
				  "along PATH before it is started. It gets what this command was given: descriptors,\n"
				  "signals, terminal. Ctrl-C reaches it; SIGTERM to this command ends both.\n"
				  "At --timeout or --max-events the tracing ends and the program runs on\n"
				  "(--at-limit kill ends it too).\n"
				  "While one task runs at a time, tracer and program share a processor (--pin follow).\n"
				  "PROG sees the processors that it would see without us; whoever is not traced may\n"
				  "see one for some milliseconds. --pin off leaves everything where it is.\n";

static const struct example examples_trace[] = {
	{ "trace --format strace -- sh -c 'true | true'", NULL },
	{ "trace --format strace --output log -- make", NULL },
	{ "trace -- ruby -e 'spawn(\"true\"); Process.wait' > events.ndjson", NULL },
	{ "trace --where \"$PWD/\" --format ndjson -- ./main",
	  "which line of main.c led to each call, after cc -g -Og main.c -o main; so does run STRATEGY --where \"$PWD/native/\"" },
	{ "trace --where script -- python3 native/preludes/prelude.py main.py",
	  "of a script (ruby -r prelude.rb main.rb, node -r prelude.cjs main.js); installed, they are in libexec/spawnscope/preludes" },
	{ NULL, NULL },
};

static const char about_bench[] = "Measures start, exec and reaping of a tiny program, untraced. It makes one process\n"
				  "for each memory size, kind of pages and number of threads. In that process all\n"
				  "strategies take turns, so drift affects all alike. A series whose halves differ by\n"
				  "more than a tenth is measured again, at most twice.\n";

static const char notes_bench[] = "Parts: prepare (to the creating call), create (to the child's first step),\n"
				  "child-setup (to execve), exec (until it is reaped). suspended is the time from the\n"
				  "creating call until the parent continues. A library call hides the parts.\n";

static const struct example examples_bench[] = {
	{ "bench fork vfork posix_spawn --memory 1M,64M,1G", "what sharing memory saves" },
	{ "bench ruby --uid 65534", "Ruby without privileges: it uses vfork" },
	{ "bench fork --memory 1G --pages small,huge", "the same memory, fewer page tables" },
	{ NULL, NULL },
};

/* clang-format off */
const struct manual manuals[] = {
	{ "run", "STRATEGY [settings] [options]", "trace one of our strategies, or an experiment", about_run, notes_run, examples_run },
	{ "trace", "[options] -- PROG [ARG ...]", "trace any program, as strace -f would", about_trace, NULL, examples_trace },
	{ "bench", "[STRATEGY[@EDITION] ...] [options]", "what starting a process costs, by memory and threads", about_bench, notes_bench, examples_bench },
	{ "describe", "", "strategies, editions, conditions, settings: JSON",
	  "Prints, as one line of JSON, what can be run and set here (protocol/catalog.ts, Catalog).\n", NULL, NULL },
	{ "check", "", "what works here, and how to fix what does not",
	  "Says what works here, and how to fix what does not: a table to a terminal, JSON to a pipe.\n", NULL, NULL },
	{ "help", "[COMMAND]", "the options of a command, with examples", "Prints an overview, or what there is to know about a command.\n", NULL, NULL },
	{ "version", "", "the version, the libc, and what the helper was built from",
	  "Prints the version on a line of its own, then the libc, the compiler and the commit, and\n"
	  "whether --where finds lines of compiled programs. So does --version.\n", NULL, NULL },
	{ NULL, NULL, NULL, NULL, NULL, NULL },
};
/* clang-format on */

const struct exit_status exit_statuses[] = {
	{ EXIT_RUN_ENDED, "the run ended, whatever the child did" },
	{ EXIT_USAGE, "bad usage" },
	{ EXIT_REFUSED, "tracing is not permitted here" },
	{ EXIT_LIMIT, "a limit was hit" },
	{ EXIT_OURS, "a fault of the helper" },
	{ 0, NULL },
};

void values_of(const struct strategy_setting *s, char *text, size_t size)
{
	snprintf(text, size, "%s", s->kind == SETTING_SWITCH ? "on|off" : s->kind == SETTING_INTEGER ? "N" : s->words);
	for (char *space = text; (space = strchr(space, ' '));)
		*space = '|';
}

const struct manual *manual_of(const char *command)
{
	for (const struct manual *m = manuals; m->command; m++)
		if (strcmp(m->command, command) == 0)
			return m;
	return NULL;
}
