/* Which word of a list was probably meant. See nearest.c. */
#ifndef NEAREST_H
#define NEAREST_H

#include <stddef.h>

/* No word of ours is longer; a longer one is near to nothing. */
#define NEAREST_LONGEST 47

struct nearest {
	char word[NEAREST_LONGEST + 1]; /* what was typed; "": it was too long, or nothing */
	size_t distance;
	char found[NEAREST_LONGEST + 1]; /* the word at that distance; "": none is near */
	int beginnings;                  /* so many words begin with what was typed */
	char longer[NEAREST_LONGEST + 1];
};

/* Begins a search for the first `length` letters of `word`. */
struct nearest nearest_to(const char *word, size_t length);
/* Offers a word of the list; of words that are equally near, the first stays. */
void nearest_try(struct nearest *n, const char *candidate);
/* Offers all words of a list that NULL ends. */
void nearest_try_all(struct nearest *n, const char *const *candidates);
/* Offers all words of a list that spaces separate. */
void nearest_try_spaced(struct nearest *n, const char *candidates);
/* The word that was probably meant, or NULL. */
const char *nearest_found(const struct nearest *n);

/* How many letters to change, add, remove, or swap with their neighbour. Upper and lower case are alike. NEAREST_LONGEST letters at most. */
size_t letters_apart(const char *a, const char *b);

#endif
