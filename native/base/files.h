/* The helper's own files: the targets, spawnscope-where. See files.c. */
#ifndef FILES_H
#define FILES_H

#include <stdbool.h>
#include <stddef.h>

/* Where they may be: beside the binary, or where `make install` puts them. */
enum place { PLACE_BESIDE, PLACE_INSTALLED, PLACES };

/* Writes the path that a file of this name has in one of the places. False if it does not fit, or without /proc. */
bool file_in(enum place place, const char *name, char *path, size_t size);

#endif
