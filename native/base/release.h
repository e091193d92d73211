/* Which helper this is: its release, and what it was built with. See release.c. */
#ifndef RELEASE_H
#define RELEASE_H

#include <stdbool.h>
#include <stddef.h>

/* The helper's version, which package.json states. The protocol has one of its own (PROTOCOL_VERSION). */
extern const char helper_version[];
/* The commit that it was built from, with "-dirty" if files differed from it; NULL if that is not known. */
extern const char *const helper_commit;
/* "gcc 12.2.0" */
extern const char helper_compiler[];

/* "glibc", "musl" … */
extern const char libc_name[];
/* "glibc 2.36", or the name alone. */
void libc_words(char *text, size_t size);
/* "2.36", as the libc says at run time; NULL if it does not say. */
const char *libc_version(void);
/* Is the libc part of the helper itself? A static program has no interpreter that loads one. */
bool libc_is_static(void);

#endif
