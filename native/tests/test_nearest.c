/* Which word was meant: known typing errors, and what must hold for any two words. */
#include "base/nearest.h"
#include "tests/tap.h"

#include <stdint.h>

static const char *const words[] = { "run",     "trace", "bench", "describe", "check",       "help",  "signal",      "block", "inherit", "inherit-block",
				     "timeout", "uid",   "on",    "off",      "posix_spawn", "vfork", "child-start", "today", "1.26",    NULL };

static uint32_t seed = 1;

/* xorshift: the same numbers on every machine. */
static size_t below(size_t limit)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % limit;
}

static const char *meant(const char *typed)
{
	static struct nearest n;

	n = nearest_to(typed, strlen(typed));
	nearest_try_all(&n, words);
	return nearest_found(&n);
}

static void is_meant(const char *typed, const char *wanted)
{
	is_str(meant(typed), wanted, typed);
}

static void is_nothing(const char *typed)
{
	const char *found = meant(typed);

	ok(!found, *typed ? typed : "nothing");
	if (found)
		printf("# got %s\n", found);
}

/* One letter changed, added or removed, or two neighbours swapped. */
static void mistype(char *word)
{
	size_t length = strlen(word), at = below(length), kind = below(4);

	if (kind == 0) {
		word[at] = (char)('a' + below(26));
	} else if (kind == 1) {
		memmove(word + at + 1, word + at, length - at + 1);
		word[at] = (char)('a' + below(26));
	} else if (kind == 2) {
		memmove(word + at, word + at + 1, length - at);
	} else if (at + 1 < length) {
		char first = word[at];

		word[at] = word[at + 1];
		word[at + 1] = first;
	}
}

static void random_word(char *word)
{
	size_t length = 1 + below(NEAREST_LONGEST - 1);

	for (size_t i = 0; i < length; i++)
		word[i] = (char)('a' + below(4));
	word[length] = '\0';
}

/* What holds for every two words; the first that does not is printed. */
static bool holds(const char *a, const char *b)
{
	size_t apart = letters_apart(a, b), longer = strlen(a) > strlen(b) ? strlen(a) : strlen(b);
	size_t difference = strlen(a) > strlen(b) ? strlen(a) - strlen(b) : strlen(b) - strlen(a);
	bool good = apart == letters_apart(b, a) && apart <= longer && apart >= difference && (apart == 0) == (strcmp(a, b) == 0);

	if (!good)
		printf("# %s and %s: %zu\n", a, b, apart);
	return good;
}

static void any_two_words(void)
{
	bool distances = true, one_error = true, same = true;
	char a[NEAREST_LONGEST + 2], b[NEAREST_LONGEST + 2];

	for (int i = 0; i < 20000; i++) {
		random_word(a);
		random_word(b);
		distances = distances && holds(a, b);
		same = same && letters_apart(a, a) == 0;
		strcpy(b, a);
		mistype(b);
		one_error = one_error && letters_apart(a, b) <= 1;
	}
	ok(distances, "a distance is the same both ways, 0 for the same word alone, at least the difference in length, at most the longer word");
	ok(same, "a word is not apart from itself");
	ok(one_error, "one typing error is a distance of one");
}

/* A word of four letters and more is found again after one typing error, unless the error makes another word of the list. */
static void each_mistyped(void)
{
	bool found = true;

	for (int i = 0; i < 20000; i++) {
		const char *word = words[below(sizeof(words) / sizeof(*words) - 1)], *got;
		char typed[NEAREST_LONGEST + 2];

		strcpy(typed, word);
		mistype(typed);
		got = meant(typed);
		if (strlen(word) < 4 || (got && (strcmp(got, word) == 0 || letters_apart(typed, got) <= 1)))
			continue;
		printf("# %s for %s\n", got ? got : "nothing", typed);
		found = false;
	}
	ok(found, "a word with one typing error is found");
}

static void spaced(void)
{
	struct nearest n = nearest_to("artcile", 7);

	nearest_try_spaced(&n, "");
	nearest_try_spaced(&n, "today article");
	is_str(nearest_found(&n), "article", "a word of a list with spaces");
	n = nearest_to("PIEP=ignore", 4);
	nearest_try(&n, "PIPE");
	is_str(nearest_found(&n), "PIPE", "the first letters of a text");
}

int main(void)
{
	is_meant("singal", "signal");
	is_meant("sgnal", "signal");
	is_meant("SIGNAL", "signal");
	is_meant("rnu", "run");
	is_meant("of", "off");
	is_meant("posix-spwan", "posix_spawn");
	is_meant("desc", "describe");
	is_meant("inherit-blok", "inherit-block");
	is_meant("inheri", "inherit");
	is_nothing("");
	is_nothing("zig");
	is_nothing("x");
	is_nothing("frobnicate");
	is_nothing("an-option-that-is-longer-than-any-word-that-we-have-ever-had");
	is_nothing("in");
	spaced();
	any_two_words();
	each_mistyped();
	return done();
}
