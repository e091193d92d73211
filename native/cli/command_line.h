/* The command line. See command_line.c. */
#ifndef COMMAND_LINE_H
#define COMMAND_LINE_H

#include "base/options.h"
#include "cli/values.h"

enum command {
	COMMAND_RUN,
	COMMAND_TRACE,
	COMMAND_BENCH,
	COMMAND_DESCRIBE,
	COMMAND_CHECK,
	COMMAND_HELP,
	COMMAND_VERSION,
	COMMAND_COMPLETE,
	COMMAND_MAN,
	COMMANDS
};

/* COMPLETE and MAN are not for people: no help names them. */
extern const char *const command_names[COMMANDS + 1]; /* by enum command, ended by NULL */

/* A command of bin/spawnscope.mjs, which the helper is asked for by mistake, and what it says then. */
#define SHOW "show"
extern const char show_is_elsewhere[];

/* Refuses a word that is no command. */
bool no_command(const char *word, struct complaint *c);

/*
 * Parses argv into `o`. If something is wrong it returns false with a complaint, and the helper exits
 * with status 2. It changes nothing but its arguments.
 */
bool options_parse(struct options *o, enum command *command, int argc, char **argv, struct complaint *complaint);

#endif
