/* What an address belongs to, by DWARF. See places.c. */
#ifndef PLACES_H
#define PLACES_H

#include "where/frame.h"

#include <elfutils/libdwfl.h>
#include <stdbool.h>
#include <stddef.h>

/* Inlined functions stand at one address, the innermost first. */
#define PLACES 4
struct places {
	size_t count;
	struct frame frames[PLACES];
};

/* Whether the program says any line of files that begin with `prefix`. */
bool places_any(Dwfl_Module *module, const char *prefix);
/* The lines of files that begin with `prefix`. None if the program does not say. */
void places_find(struct places *p, Dwfl_Module *module, Dwarf_Addr pc, const char *prefix);

#endif
