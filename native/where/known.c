/*
 * A program is read once for all processes that have it mapped at the same places: a child of fork has what its parent has. Heap and stacks
 * do not matter, only files that are mapped to be executed.
 */
#include "where/known.h"

#include <string.h>

/* Processes that run at the same time have a few programs between them; what one had mapped long ago comes again only by exec. */
#define KNOWN 8

static struct known all[KNOWN];
static unsigned long clock_now;
static uint32_t names;

static struct known *use(struct known *k)
{
	k->used = ++clock_now;
	return k;
}

const struct known *known_named(uint32_t name)
{
	for (struct known *k = all; name != 0 && k < all + KNOWN; k++)
		if (k->name == name)
			return use(k);
	return NULL;
}

/* The lines of what is executed: address, access, offset, device, inode, path. */
static void take_key(char key[KEY_ROOM], const char *maps, size_t bytes)
{
	size_t used = 0;

	for (const char *line = maps, *end = maps + bytes; line < end;) {
		const char *next = memchr(line, '\n', (size_t)(end - line)), *access = memchr(line, ' ', (size_t)(end - line));
		size_t length = next ? (size_t)(next - line) + 1 : (size_t)(end - line);

		if (access && access + 3 < line + length && access[3] == 'x' && memchr(line, '/', length)) {
			memcpy(key + used, line, length);
			used += length;
		}
		line += length;
	}
	key[used] = '\0';
}

static struct known *find_key(const char *key)
{
	for (struct known *k = all; k < all + KNOWN; k++)
		if (k->name && strcmp(k->key, key) == 0)
			return k;
	return NULL;
}

static struct known *oldest(void)
{
	struct known *found = all;

	for (struct known *k = all; k < all + KNOWN; k++)
		if (k->used < found->used)
			found = k;
	return found;
}

const struct known *known_of(const char *maps, size_t bytes, const char *folder)
{
	static char key[KEY_ROOM];
	struct known *k;

	if (bytes >= sizeof(key))
		return NULL;
	take_key(key, maps, bytes);
	k = find_key(key);
	if (k)
		return use(k);
	k = oldest();
	space_close(k->space);
	k->name = ++names;
	strcpy(k->key, key);
	k->space = space_open(maps, bytes);
	k->barren = !k->space || !space_has_lines(k->space, folder);
	return use(k);
}
