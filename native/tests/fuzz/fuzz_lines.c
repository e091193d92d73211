/*
 * Any bytes as an answer of spawnscope-where, as the page of a script, and as what a script writes: what is taken of them is text of the
 * wire and a line that a file can have.
 */
#include "tracer/claims.h"
#include "tracer/lines.h"
#include "where/asked.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void judge(const char *text, size_t room)
{
	if (memchr(text, '\0', room) == NULL)
		abort();
	for (; *text; text++)
		if (*text < 0x20 || *text > 0x7e)
			abort();
}

static void judge_all(const struct where *where)
{
	if (where->count > WHERE_FRAMES)
		abort();
	for (uint32_t i = 0; i < where->count; i++) {
		judge(where->file[i], sizeof(where->file[i]));
		judge(where->function[i], sizeof(where->function[i]));
		if (where->line[i] == 0 || where->line[i] > 1000000 || where->file[i][0] == '\0')
			abort();
	}
}

static void fill(void *to, size_t room, const uint8_t *data, size_t size)
{
	memset(to, 0, room);
	memcpy(to, data, size < room ? size : room);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct answer answer;
	struct line_page page;
	struct claimed claimed;
	struct where where = { 0 };
	char text[256];

	fill(&answer, sizeof(answer), data, size);
	if (!lines_of_answer(&answer, &where) && where.count > 0)
		abort();
	judge_all(&where);

	fill(&page, sizeof(page), data, size);
	if (claim_of_page(&page, &where) != (where.count == 1))
		abort();
	judge_all(&where);

	fill(text, sizeof(text) - 1, data, size);
	text[sizeof(text) - 1] = '\0';
	claim_of_text(text, &claimed);
	if (memchr(claimed.file, '\0', sizeof(claimed.file)) == NULL || memchr(claimed.function, '\0', sizeof(claimed.function)) == NULL)
		abort();
	return 0;
}
