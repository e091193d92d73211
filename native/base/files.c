/*
 * The helper's own files are beside its binary (native/build, the sandbox, a package of npm), or where `make install` puts them:
 * ../libexec/spawnscope. Both are relative to the binary, so that a whole tree can be moved.
 */
#include "base/files.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What stands in place of the binary's own name, or of its folder and its name. */
static const char *const places[PLACES] = {
	[PLACE_BESIDE] = "/",
	[PLACE_INSTALLED] = "/libexec/spawnscope/",
};

/* Cuts the last name off a path. False if there is none. */
static bool cut(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash)
		*slash = '\0';
	return slash != NULL;
}

bool file_in(enum place place, const char *name, char *path, size_t size)
{
	ssize_t length = readlink("/proc/self/exe", path, size - 1);
	size_t used;

	if (length <= 0)
		return false;
	path[length] = '\0';
	if (!cut(path) || (place == PLACE_INSTALLED && !cut(path)))
		return false;
	used = strlen(path);
	return (size_t)snprintf(path + used, size - used, "%s%s", places[place], name) < size - used;
}
