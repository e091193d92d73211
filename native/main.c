/*
 * spawnscope starts processes the way language runtimes do and shows what the kernel did.
 *
 * This file only connects the parts: cli/ reads the command line, tracer/ traces, host/ and
 * strategies/ are traced.
 */
#include "base/die.h"
#include "base/helper.h"
#include "base/options.h"
#include "bench/bench.h"
#include "cli/check.h"
#include "cli/command_line.h"
#include "cli/complete.h"
#include "cli/describe.h"
#include "cli/help.h"
#include "cli/man.h"
#include "cli/values.h"
#include "cli/version.h"
#include "host/host.h"
#include "tracer/tracer.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int refuse(const char *text)
{
	fprintf(stderr, "spawnscope: %s\n", text);
	return EXIT_USAGE;
}

/* Opens the output. If that fails, prints why and returns false. */
static bool open_output(struct options *o)
{
	if (o->output_path) {
		o->output_fd = open(o->output_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	} else if (o->output_fd > 2) {
		/* Set at once, so that the tracee does not inherit the tracer's output. */
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

/* PATH is searched before the trace begins, as strace does, so that failed attempts are not shown as the program's own. */
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

/* The control descriptor is ours alone: whoever is traced must not let itself go. */
static bool hide_control(const struct options *o)
{
	return o->control_fd <= 2 || fcntl(o->control_fd, F_SETFD, FD_CLOEXEC) == 0;
}

static int run(struct options *o)
{
	if (!hide_control(o))
		return refuse("bad_value: the descriptor of --control is not open. Cure: open it, for example 4<lines, or leave --control out");
	if (o->uid >= 0 && geteuid() != 0 && (uid_t)o->uid != geteuid())
		return refuse("bad_value: only root can play another user. Cure: leave --uid out, or give your own");
	return open_output(o) ? trace(o, host_run) : EXIT_USAGE;
}

static int measure(struct options *o)
{
	if (o->uid >= 0 && geteuid() != 0 && (uid_t)o->uid != geteuid())
		return refuse("bad_value: only root can play another user. Cure: leave --uid out, or give your own");
	return open_output(o) ? bench(o) : EXIT_USAGE;
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
	case COMMAND_BENCH:
		return measure(&o);
	case COMMAND_DESCRIBE:
		return describe();
	case COMMAND_CHECK:
		return check();
	case COMMAND_HELP:
		return help(argc > 2 ? argv[2] : NULL);
	case COMMAND_COMPLETE:
		return complete(argc - 2, argv + 2);
	case COMMAND_MAN:
		return man();
	case COMMAND_VERSION:
		return version();
	case COMMANDS:
		break;
	}
	return EXIT_OURS;
}
