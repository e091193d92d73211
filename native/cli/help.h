/* `spawnscope help` and `spawnscope complete`: what the tables of options.c and the registry have to say. See help.c. */
#ifndef HELP_H
#define HELP_H

/* Prints the help of a command; NULL: the overview. Returns an exit status: 2, with words, for what is no command. */
int help(const char *command);

/*
 * Prints the words that may stand at the end of `words` (what was typed after
 * the program's name; the last one is unfinished, maybe empty), one a line.
 */
int complete(int count, char **words);

#endif
