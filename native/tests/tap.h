/* The Test Anything Protocol in one small file. */
#ifndef TAP_H
#define TAP_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int tap_run, tap_failed;

static inline bool ok(bool good, const char *what)
{
	printf("%sok %d - %s\n", good ? "" : "not ", ++tap_run, what);
	tap_failed += !good;
	return good;
}

static inline bool is_str(const char *got, const char *wanted, const char *what)
{
	bool good = got && strcmp(got, wanted) == 0;

	ok(good, what);
	if (!good)
		printf("# got    %s\n# wanted %s\n", got ? got : "NULL", wanted);
	return good;
}

static inline bool is_int(long long got, long long wanted, const char *what)
{
	ok(got == wanted, what);
	if (got != wanted)
		printf("# got %lld, wanted %lld\n", got, wanted);
	return got == wanted;
}

/* The last line of main(). */
static inline int done(void)
{
	printf("1..%d\n", tap_run);
	return tap_failed > 0;
}

#endif
