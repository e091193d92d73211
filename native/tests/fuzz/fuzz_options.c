/* Any words as a command line: the result is a filled struct, or a complaint with a code and a cure. */
#include "cli/command_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS 48

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = malloc(size + 1), *rest = copy, *word;
	char *argv[WORDS + 1] = { (char *)"spawnscope" };
	struct complaint complaint = { "" };
	enum command command;
	struct options o;
	int argc = 1;

	memcpy(copy, data, size);
	copy[size] = '\0';
	while (argc < WORDS && (word = strsep(&rest, "\n")))
		argv[argc++] = word;
	argv[argc] = NULL;
	if (options_parse(&o, &command, argc, argv, &complaint)) {
		if (command == COMMAND_RUN && (!o.strategy || !o.edition || !o.target))
			abort();
		if (command == COMMAND_TRACE && !o.program)
			abort();
	} else if (!strchr(complaint.text, ':') || !strstr(complaint.text, "Cure: ")) {
		/* A word may be cut off, but not the cure. */
		fprintf(stderr, "no cure: %s\n", complaint.text);
		abort();
	}
	free(copy);
	return 0;
}
