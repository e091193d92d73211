/* `spawnscope help` and `spawnscope complete`. See help.c. */
#ifndef HELP_H
#define HELP_H

/*
 * Prints the help for a command, or an overview for NULL. Returns the exit status: 2, with a message,
 * if there is no such command.
 */
int help(const char *command);

/*
 * Prints the possible completions, one a line. `words` is what was typed after the program's name; the
 * last one is incomplete and may be empty.
 */
int complete(int count, char **words);

#endif
