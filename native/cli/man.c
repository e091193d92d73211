/*
 * `spawnscope man`: the man page, which `make install` puts in its place. It reads the same tables as help and the parser, so it
 * cannot disagree with them. No date stands in it: a build must be reproducible.
 */
#include "cli/man.h"

#include "base/release.h"
#include "cli/bench_flags.h"
#include "cli/command_line.h"
#include "cli/flags.h"
#include "cli/manual.h"
#include "cli/roff.h"
#include "host/host.h"
#include "host/registry.h"
#include "host/strategy.h"

#include <stdio.h>
#include <string.h>

static void option(const struct option_spec *s)
{
	char flag[64];

	snprintf(flag, sizeof(flag), "--%s", s->name);
	roff_term(flag, s->argument, s->sentence);
}

static void options(const struct option_spec *specs, bool run, bool settings)
{
	for (const struct option_spec *s = specs; s->name; s++)
		if ((s->of == RUN_ONLY) == settings && option_is_for(s, run))
			option(s);
}

static void command_options(const char *command)
{
	if (strcmp(command, "run") == 0) {
		roff_paragraph("Settings:");
		options(option_specs, true, true);
		roff_paragraph("Options:");
		options(option_specs, true, false);
	} else if (strcmp(command, "trace") == 0) {
		roff_paragraph("Options:");
		options(option_specs, false, false);
	} else if (strcmp(command, "bench") == 0) {
		roff_paragraph("Options:");
		for (const struct option_spec *s = bench_specs; s->name; s++)
			option(s);
	}
}

static void commands(void)
{
	char title[96];

	roff_heading(".SH", "COMMANDS");
	for (const struct manual *m = manuals; m->command; m++) {
		snprintf(title, sizeof(title), "%s%s%s", m->command, *m->usage ? " " : "", m->usage);
		roff_heading(".SS", title);
		roff_paragraphs(m->about);
		command_options(m->command);
		if (m->notes)
			roff_paragraphs(m->notes);
	}
}

static void setting(const struct strategy_setting *s)
{
	char flag[64], values[128];

	snprintf(flag, sizeof(flag), "--set %s=", s->key);
	values_of(s, values, sizeof(values));
	roff_term(flag, values, s->sentence);
}

static void strategy(const struct registered *r)
{
	const struct edition *editions = r->strategy->editions;

	roff_term(r->id, "", r->strategy->title);
	/* mandoc(1) warns of an empty block. */
	if (!editions[1].name && r->strategy->setting_count == 0)
		return;
	puts(".RS");
	for (const struct edition *e = editions; e->name && editions[1].name; e++)
		roff_term("--edition", e->name, e->versions);
	for (const struct strategy_setting *s = r->strategy->settings; s && s->key; s++)
		setting(s);
	puts(".RE");
}

static void strategies(const char *title, const char *about, const struct registered *table)
{
	roff_heading(".SH", title);
	roff_paragraph(about);
	for (; table->id; table++)
		strategy(table);
}

static void synopsis(void)
{
	roff_heading(".SH", "SYNOPSIS");
	for (const struct manual *m = manuals; m->command; m++) {
		if (m != manuals)
			puts(".br");
		fputs("\\fBspawnscope ", stdout);
		roff_text(m->command);
		fputs(*m->usage ? "\\fR " : "\\fR", stdout);
		roff_text(m->usage);
		putchar('\n');
	}
}

static void description(void)
{
	roff_heading(".SH", "DESCRIPTION");
	roff_paragraphs("spawnscope starts processes as the runtimes of programming languages do, traces them with\n"
			"ptrace(2), and reports what the kernel did: as lines of strace(1), or as NDJSON, one event a\n"
			"line. It traces other programs too, and measures what starting a process costs.\n"
			"\n"
			"A refusal has a code, says what was wrong, and names the cure.\n");
	for (const struct manual *m = manuals; m->command; m++)
		roff_term(m->command, "", m->sentence);
}

static void exits(void)
{
	char status[8];

	roff_heading(".SH", "EXIT STATUS");
	for (const struct exit_status *e = exit_statuses; e->means; e++) {
		snprintf(status, sizeof(status), "%d", e->status);
		roff_term(status, "", e->means);
	}
}

static void surroundings(void)
{
	roff_heading(".SH", "ENVIRONMENT");
	roff_term("PATH", "", "where trace looks for a program whose name has no slash.");
	roff_term("NO_COLOR", "", "if set, lines of strace have no colour on a terminal, unless --color always asks for it.");
	roff_heading(".SH", "FILES");
	roff_paragraph("They are beside the program, or below the folder that its own folder is in:");
	roff_term("libexec/spawnscope/targets/", "", "the programs that a strategy starts.");
	roff_term("libexec/spawnscope/preludes/", "", "say which line of a script runs (--where script).");
	roff_term("libexec/spawnscope/spawnscope-where", "", "finds lines of compiled programs (--where FOLDER/). It needs libdw.");
}

static void examples(void)
{
	char line[160];

	roff_heading(".SH", "EXAMPLES");
	for (const struct manual *m = manuals; m->command; m++) {
		for (const struct example *e = m->examples; e && e->line; e++) {
			snprintf(line, sizeof(line), "spawnscope %s", e->line);
			if (e->says)
				roff_term(line, "", e->says);
			else
				roff_paragraph(line);
		}
	}
}

int man(void)
{
	printf(".\\\" Made by spawnscope man. Do not edit.\n.TH SPAWNSCOPE 1 \"\" \"spawnscope ");
	roff_text(helper_version);
	puts("\" \"User Commands\"\n.nh\n.ad l");
	roff_heading(".SH", "NAME");
	printf("spawnscope \\- ");
	roff_text(manual_headline);
	putchar('\n');
	synopsis();
	description();
	commands();
	roff_heading(".SH", "TARGETS");
	roff_paragraph("What a strategy may start (--target NAME):");
	for (const struct target *t = targets; t->name; t++)
		roff_term(t->name, "", t->sentence);
	strategies("STRATEGIES", "How the runtimes and system calls of these names start a process:", registry);
	strategies("EXPERIMENTS", "Each has one hazard of the window between create and exec. They run as a strategy does.", hazards);
	exits();
	surroundings();
	examples();
	roff_heading(".SH", "SEE ALSO");
	puts("strace(1), clone(2), execve(2), fork(2), ptrace(2), vfork(2), wait(2), posix_spawn(3), proc(5), signal(7)");
	return 0;
}
