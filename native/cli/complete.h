/* `spawnscope complete`, which the completions of the shells ask. See complete.c. */
#ifndef COMPLETE_H
#define COMPLETE_H

/*
 * Prints the possible completions, one a line. `words` is what was typed after the program's name; the
 * last one is incomplete and may be empty. Where the shell knows better, a line in < > says what it should
 * complete: <files>, <folders>, <program> (the word after --), or <arguments> of that program.
 */
int complete(int count, char **words);

#endif
