/* Which word of a list was probably meant: the one with the fewest typing errors, or the only one that begins so. Pure. */
#include "base/nearest.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* More typing errors than this make another word. */
#define MOST_ERRORS 2

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static int same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Optimal string alignment: as Levenshtein's distance, but two neighbours that changed places count once. */
size_t letters_apart(const char *a, const char *b)
{
	size_t rows[3][NEAREST_LONGEST + 1] = { 0 }, *before = rows[0], *above = rows[1], *row = rows[2], width = strlen(b);

	for (size_t j = 0; j <= width; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t *oldest = before;

		before = above;
		above = row;
		row = oldest;
		row[0] = i;
		for (size_t j = 1; j <= width; j++) {
			row[j] = least(above[j - 1] + !same(a[i - 1], b[j - 1]), least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
	}
	return row[width];
}

struct nearest nearest_to(const char *word, size_t length)
{
	struct nearest n = { .distance = MOST_ERRORS + 1 };

	if (length <= NEAREST_LONGEST)
		memcpy(n.word, word, length);
	return n;
}

void nearest_try(struct nearest *n, const char *candidate)
{
	size_t typed = strlen(n->word), length = strlen(candidate), distance;

	if (typed == 0 || length == 0 || length > NEAREST_LONGEST)
		return;
	/* Two letters begin too much, and a word of which half is wrong is another word. */
	if (typed > 2 && strncasecmp(candidate, n->word, typed) == 0 && n->beginnings++ == 0)
		strcpy(n->longer, candidate);
	distance = letters_apart(n->word, candidate);
	if (distance >= n->distance || 2 * distance >= (typed > length ? typed : length))
		return;
	n->distance = distance;
	strcpy(n->found, candidate);
}

void nearest_try_all(struct nearest *n, const char *const *candidates)
{
	for (; *candidates; candidates++)
		nearest_try(n, *candidates);
}

void nearest_try_spaced(struct nearest *n, const char *candidates)
{
	while (*candidates) {
		size_t length = strcspn(candidates, " ");
		char word[NEAREST_LONGEST + 1] = "";

		if (length <= NEAREST_LONGEST)
			memcpy(word, candidates, length);
		nearest_try(n, word);
		candidates += length + (candidates[length] == ' ');
	}
}

const char *nearest_found(const struct nearest *n)
{
	if (*n->found)
		return n->found;
	return n->beginnings == 1 ? n->longer : NULL;
}
