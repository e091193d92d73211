/* What help and the man page say about each command. See manual.c. */
#ifndef MANUAL_H
#define MANUAL_H

#include "host/strategy.h"

#include <stddef.h>

struct example {
	const char *line; /* without "spawnscope " */
	const char *says; /* NULL: the line speaks for itself */
};

struct manual {
	const char *command;
	const char *usage;    /* what follows the command */
	const char *sentence; /* one line, for the overview */
	/*
	 * Text of at most 80 columns a line. An empty line separates paragraphs; a line that begins with two spaces is
	 * a term, two spaces or more, and what it means.
	 */
	const char *about;
	const char *notes;              /* after the options; NULL: none */
	const struct example *examples; /* ended by a NULL line; NULL: none */
};
extern const struct manual manuals[]; /* in the order of the overview, ended by a NULL command */

struct exit_status {
	int status;
	const char *means;
};
extern const struct exit_status exit_statuses[]; /* ended by a NULL meaning */

/* What the whole is, after its name. */
extern const char manual_headline[];
/* The one command that the helper does not have, as a whole line, and what it does. */
extern const char show_usage[], show_sentence[];

/* What --set KEY= takes: "on|off", "N", or the words of a choice. */
void values_of(const struct strategy_setting *s, char *text, size_t size);
/* The manual of a command, or NULL. */
const struct manual *manual_of(const char *command);

#endif
