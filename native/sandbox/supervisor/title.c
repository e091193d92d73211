/*
 * A run's supervisor is a copy of the starter and has its command line. The mark of the run has to stand in there, because the
 * server finds leftovers by it (server/helper/sweep.ts); and a reader of ps(1) sees which sandboxes only wait. /proc/PID/cmdline
 * shows the memory itself, so a long word of argv is written over.
 */
#include "sandbox/supervisor/title.h"

#include <stddef.h>
#include <string.h>

static char *room;
static size_t size, used;

void title_lives_in(char *word)
{
	room = word;
	size = strlen(word) + 1;
}

static void write_at(size_t at, const char *text)
{
	size_t length = strlen(text);

	if (!room || at + length >= size)
		return;
	memset(room + at, '\0', size - at);
	memcpy(room + at, text, length);
}

void title_names(const char *mark)
{
	used = strlen(mark) + 1;
	write_at(0, mark);
}

void title_says(const char *state)
{
	if (used > 0)
		write_at(used, state);
}
