/* Limits of the program and of everything that it starts: setrlimit(2). See limits.c. */
#ifndef SUPERVISOR_LIMITS_H
#define SUPERVISOR_LIMITS_H

#include <stdbool.h>

#define LIMIT_COUNT 10

struct limits {
	bool wanted[LIMIT_COUNT];
	unsigned long value[LIMIT_COUNT];
};

/* Takes a word like "nofile=64". False if it is none. */
bool limits_take(struct limits *l, const char *word);
/* Sets what was taken, or dies. A limit that is lower already stays. */
void limits_set(const struct limits *l);

#endif
