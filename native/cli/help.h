/* `spawnscope help`. See help.c. */
#ifndef HELP_H
#define HELP_H

/*
 * Prints the help for a command, or an overview for NULL. Returns the exit status: 2, with a message,
 * if there is no such command.
 */
int help(const char *command);

#endif
