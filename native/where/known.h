/* What the traced processes have mapped, as far as it has been read. See known.c. */
#ifndef KNOWN_H
#define KNOWN_H

#include "where/asked.h"
#include "where/unwind.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEY_ROOM (ASKED_MAPS + 1)
struct known {
	uint32_t name; /* 0: this place is free */
	char key[KEY_ROOM];
	struct space *space; /* NULL: nothing of it can be read */
	bool barren;         /* the program has no line of these sources */
	unsigned long used;
};

/* NULL: it is not known any more. */
const struct known *known_named(uint32_t name);
/* Reads it, if nobody has what is executed mapped at the same places. `maps`: the text of /proc/PID/maps. */
const struct known *known_of(const char *maps, size_t bytes, const char *folder);

#endif
