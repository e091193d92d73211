/*
 * spawnscope-where: answers which lines of a program's sources led to a system call. The helper starts it and asks over descriptor 0; it
 * answers over descriptor 1, and ends when the helper closes its end. Usage: spawnscope-where FOLDER, the folder of the sources.
 */
#include "where/asked.h"
#include "where/known.h"
#include "where/unwind.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* A hostile DWARF may cost any memory and any time. The helper has stopped listening by then. */
#define MOST_MEMORY (2ull << 30)
#define MOST_SECONDS 4

static struct {
	struct asked asked;
	unsigned char rest[ASKED_STACK + ASKED_MAPS];
} question;

/* One read(2) brings most questions whole: the helper waits for the answer before it asks again. */
static bool read_question(void)
{
	size_t have = 0, wanted = sizeof(question.asked);

	while (have < wanted) {
		ssize_t got = read(0, (char *)&question + have, sizeof(question) - have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		have += (size_t)got;
		if (have < sizeof(question.asked))
			continue;
		if (question.asked.stack_bytes > ASKED_STACK || question.asked.maps_bytes > ASKED_MAPS)
			return false;
		wanted = sizeof(question.asked) + question.asked.stack_bytes + question.asked.maps_bytes;
	}
	return have == wanted;
}

/* A name may be of any alphabet; the wire carries ASCII. */
static void to_ascii(char *text)
{
	for (; *text; text++)
		if (*text < 0x20 || *text > 0x7e)
			*text = '?';
}

static void find(struct answer *answer, struct space *space, const char *folder)
{
	const struct asked *asked = &question.asked;
	struct snapshot at = { .pc = asked->pc, .stack_at = asked->stack_at, .call = asked->call, .stack = question.rest, .stack_bytes = asked->stack_bytes };
	struct frame frames[ANSWER_FRAMES];

	memcpy(at.registers, asked->registers, sizeof(at.registers));
	answer->count = (uint32_t)space_frames(space, &at, folder, frames, ANSWER_FRAMES);
	for (uint32_t i = 0; i < answer->count; i++) {
		struct answer_frame *to = &answer->frames[i];

		memcpy(to->file, frames[i].file, sizeof(to->file));
		memcpy(to->function, frames[i].function, sizeof(to->function));
		to_ascii(to->function);
		to->line = (uint32_t)frames[i].line;
	}
}

static void answer_question(struct answer *answer, const char *folder)
{
	const struct asked *asked = &question.asked;
	const struct known *k =
		asked->maps_bytes == 0 ? known_named(asked->space) : known_of((char *)question.rest + asked->stack_bytes, asked->maps_bytes, folder);

	answer->count = 0;
	answer->space = k ? k->name : 0;
	if (!k)
		answer->count = ANSWER_AGAIN;
	else if (k->barren)
		answer->count = ANSWER_NEVER;
	else if (k->space)
		find(answer, k->space, folder);
}

int main(int argc, char **argv)
{
	static struct answer answer;

	if (argc != 2 || argv[1][0] != '/') {
		fprintf(stderr, "spawnscope-where: Cure: only the helper starts it, with the folder of the sources: spawnscope trace --where FOLDER\n");
		return 2;
	}
	setrlimit(RLIMIT_AS, &(const struct rlimit){ MOST_MEMORY, MOST_MEMORY });
	while (read_question()) {
		alarm(MOST_SECONDS);
		answer_question(&answer, argv[1]);
		alarm(0);
		if (write(1, &answer, sizeof(answer)) != sizeof(answer))
			return 1;
	}
	return 0;
}
