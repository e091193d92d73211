/*
 * spawnscope-where: answers which lines of a program's sources led to a system call. The helper starts it and asks over descriptor 0; it
 * answers over descriptor 1, and ends when the helper closes its end. Usage: spawnscope-where FOLDER, the folder of the sources.
 */
#include "where/asked.h"
#include "where/unwind.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Processes that run at the same time have a few programs between them; what one had mapped long ago comes again only by exec. */
#define SPACES 8
#define MOST_MEMORY (2ull << 30)
#define MOST_SECONDS 4

static struct known {
	char *maps;
	size_t bytes;
	struct space *space;
	unsigned long used;
} known[SPACES];
static unsigned long clock_now;

static bool read_all(void *to, size_t bytes)
{
	for (size_t have = 0; have < bytes;) {
		ssize_t got = read(0, (char *)to + have, bytes - have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		have += (size_t)got;
	}
	return true;
}

/* A space is read once for each text of maps: a child of fork has its parent's. */
static struct space *space_of(const char *maps, size_t bytes)
{
	struct known *oldest = &known[0];

	clock_now++;
	for (struct known *k = known; k < known + SPACES; k++) {
		if (k->maps && k->bytes == bytes && memcmp(k->maps, maps, bytes) == 0) {
			k->used = clock_now;
			return k->space;
		}
		if (k->used < oldest->used)
			oldest = k;
	}
	space_close(oldest->space);
	free(oldest->maps);
	*oldest = (struct known){ malloc(bytes + 1), bytes, NULL, clock_now };
	if (!oldest->maps)
		return NULL;
	memcpy(oldest->maps, maps, bytes);
	oldest->space = space_open(oldest->maps, bytes);
	return oldest->space;
}

/* A name may be of any alphabet; the wire carries ASCII. */
static void copy(char *to, size_t size, const char *from)
{
	snprintf(to, size, "%s", from);
	for (; *to; to++)
		if (*to < 0x20 || *to > 0x7e)
			*to = '?';
}

/* A hostile DWARF may cost any memory and any time. The helper has stopped listening by then. */
static void limit(void)
{
	setrlimit(RLIMIT_AS, &(const struct rlimit){ MOST_MEMORY, MOST_MEMORY });
}

int main(int argc, char **argv)
{
	static unsigned char stack[ASKED_STACK];
	static char maps[ASKED_MAPS];
	struct asked asked;

	if (argc != 2 || argv[1][0] != '/') {
		fprintf(stderr, "spawnscope-where: Cure: only the helper starts it, with the folder of the sources: spawnscope trace --where FOLDER\n");
		return 2;
	}
	limit();
	while (read_all(&asked, sizeof(asked))) {
		struct snapshot at = { .pc = asked.pc, .stack_at = asked.stack_at, .call = asked.call, .stack = stack, .stack_bytes = asked.stack_bytes };
		struct frame frames[ANSWER_FRAMES];
		struct answer answer = { 0 };
		struct space *space;

		if (asked.stack_bytes > sizeof(stack) || asked.maps_bytes > sizeof(maps) || !read_all(stack, asked.stack_bytes) ||
		    !read_all(maps, asked.maps_bytes))
			return 1;
		memcpy(at.registers, asked.registers, sizeof(at.registers));
		alarm(MOST_SECONDS);
		space = space_of(maps, asked.maps_bytes);
		answer.count = space ? (uint32_t)space_frames(space, &at, argv[1], frames, ANSWER_FRAMES) : 0;
		for (uint32_t i = 0; i < answer.count; i++) {
			copy(answer.frames[i].file, sizeof(answer.frames[i].file), frames[i].file);
			copy(answer.frames[i].function, sizeof(answer.frames[i].function), frames[i].function);
			answer.frames[i].line = (uint32_t)frames[i].line;
		}
		alarm(0);
		if (write(1, &answer, sizeof(answer)) != sizeof(answer))
			return 1;
	}
	return 0;
}
