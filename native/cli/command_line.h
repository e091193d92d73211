/* The command line. See command_line.c. */
#ifndef COMMAND_LINE_H
#define COMMAND_LINE_H

#include "base/options.h"
#include "cli/values.h"

enum command { COMMAND_RUN, COMMAND_TRACE, COMMAND_BENCH, COMMAND_DESCRIBE, COMMAND_CHECK, COMMAND_HELP, COMMAND_COMPLETE, COMMAND_VERSION, COMMANDS };

extern const char *const command_names[COMMANDS + 1]; /* by enum command, ended by NULL */

/*
 * Parses argv. False with a complaint when something in it is wrong; then the
 * exit status is 2. Touches nothing outside `o`.
 */
bool options_parse(struct options *o, enum command *command, int argc, char **argv, struct complaint *complaint);

#endif
