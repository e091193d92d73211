/*
 * spawnscope: starts processes the way language runtimes do, and shows what the
 * kernel did. This file only joins: options.c says what is wanted, tracer.c
 * watches, host.c and strategies/ are watched.
 */
#include "check.h"
#include "describe.h"
#include "die.h"
#include "host.h"
#include "options.h"
#include "tracer.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
	"spawnscope: see how a programming language starts a process\n"
	"\n"
	"  spawnscope run STRATEGY [settings] [options]   trace one of our strategies\n"
	"  spawnscope trace [options] -- PROG [ARG ...]   trace any program, as strace -f would\n"
	"  spawnscope describe                            strategies, editions, conditions, settings: JSON\n"
	"  spawnscope check                               what works here, and the cure for the rest\n"
	"\n"
	"Settings of run (a repeated flag adds up; NAME is PIPE, SIGPIPE or RTMIN+3):\n"
	"  --signal NAME=default|ignore|handle   the parent's disposition\n"
	"  --block NAME[,NAME]                   the parent's blocked mask\n"
	"  --target ok|missing|denied|bad-format|directory\n"
	"  --uid N                               the parent's uid and gid\n"
	"  --edition NAME                        today, or one that describe lists\n"
	"  --set KEY=VALUE                       a setting of that strategy alone\n"
	"\n"
	"Options of run and trace:\n"
	"  --format strace|ndjson                strace to a terminal, ndjson to a pipe\n"
	"  --output FILE|fd:N                    standard output otherwise\n"
	"  --color auto|always|never\n"
	"  --timeout MS                          5000\n"
	"  --max-events N                        20000\n"
	"\n"
	"Exit status: 0 the run ended, whatever the child did; 2 bad usage; 3 tracing\n"
	"is not permitted here; 4 a limit was hit; 70 a fault of ours.\n";

static int refuse(const char *text)
{
	fprintf(stderr, "spawnscope: %s\n", text);
	return EXIT_USAGE;
}

/* False, with the words on standard error, when the output cannot be written to. */
static bool open_output(struct options *o)
{
	if (o->output_path) {
		o->output_fd = open(o->output_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	} else if (o->output_fd > 2) {
		/* From birth: the watched must not inherit the watcher's channel. */
		if (fcntl(o->output_fd, F_SETFD, FD_CLOEXEC) != 0)
			o->output_fd = -1;
	}
	if (o->output_fd < 0) {
		fprintf(stderr, "spawnscope: bad_value: the output cannot be opened: %m. Cure: another --output\n");
		return false;
	}
	if (o->format == FORMAT_AUTO)
		o->format = isatty(o->output_fd) ? FORMAT_STRACE : FORMAT_NDJSON;
	o->color_on = o->color == COLOR_ALWAYS || (o->color == COLOR_AUTO && isatty(o->output_fd) && !getenv("NO_COLOR"));
	return true;
}

/* PATH is searched before the trace begins, as strace does: its misses are not the program's. */
static bool resolve(struct options *o)
{
	static char found[PATH_MAX];
	const char *path = getenv("PATH");
	char *folders, *rest, *folder;

	if (strchr(o->program[0], '/'))
		return access(o->program[0], F_OK) == 0;
	folders = rest = strdup(path ? path : "/usr/bin:/bin");
	if (!folders)
		die("strdup: %m");
	while ((folder = strsep(&rest, ":"))) {
		snprintf(found, sizeof(found), "%s/%s", *folder ? folder : ".", o->program[0]);
		if (access(found, X_OK) == 0) {
			o->file = found;
			break;
		}
	}
	free(folders);
	return o->file != NULL;
}

static int run(struct options *o)
{
	if (o->uid >= 0 && geteuid() != 0 && (uid_t)o->uid != geteuid())
		return refuse("bad_value: only root can play another user. Cure: leave --uid out, or give your own");
	return open_output(o) ? trace(o, host_run) : EXIT_USAGE;
}

static int trace_program(struct options *o)
{
	char text[300];

	if (!resolve(o)) {
		snprintf(text, sizeof(text), "bad_value: there is no program \"%.100s\". Cure: give a path, or one that PATH finds", o->program[0]);
		return refuse(text);
	}
	return open_output(o) ? trace(o, host_exec) : EXIT_USAGE;
}

int main(int argc, char **argv)
{
	struct complaint complaint;
	enum command command = COMMAND_HELP;
	struct options o;

	if (!options_parse(&o, &command, argc, argv, &complaint))
		return refuse(complaint.text);
	switch (command) {
	case COMMAND_RUN:
		return run(&o);
	case COMMAND_TRACE:
		return trace_program(&o);
	case COMMAND_DESCRIBE:
		return describe();
	case COMMAND_CHECK:
		return check();
	case COMMAND_HELP:
		fputs(help, stdout);
		return 0;
	case COMMAND_VERSION:
		puts("spawnscope " SPAWNSCOPE_VERSION);
		return 0;
	}
	return EXIT_OURS;
}
