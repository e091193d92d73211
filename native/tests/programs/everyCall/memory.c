/* Memory at fixed addresses, so that both traces show the same ones. */
#define _GNU_SOURCE
#include "everyCall.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PLACE_BYTES 256
/* Where things that are cut off are placed, from the end. */
#define TAIL_BYTES 1024

static uint64_t next;

static void map(uint64_t at, size_t len, int protection, int flags, int fd, off_t from)
{
	if (mmap((void *)at, len, protection, flags | MAP_FIXED_NOREPLACE, fd, from) == MAP_FAILED) {
		perror("mmap");
		exit(2);
	}
}

void map_memory(int shared)
{
	map(ARENA, ARENA_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, shared, 0);
	map(ARENA_END, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	map(ANSWER, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, shared, ARENA_BYTES);
	map(ENDLESS, ENDLESS_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	map(ENDLESS + ENDLESS_BYTES, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	memset((void *)ENDLESS, 'x', ENDLESS_BYTES);
	next = ARENA;
}

void clear_memory(void)
{
	memset((void *)ARENA, 0, next - ARENA);
	memset((void *)(ARENA_END - TAIL_BYTES), 0, TAIL_BYTES);
	next = ARENA;
}

uint64_t place(struct chance *c, writer *write)
{
	uint64_t at = next;

	if (at + PLACE_BYTES > ARENA_END - TAIL_BYTES)
		return ARENA;
	next += PLACE_BYTES;
	write(c, (unsigned char *)at, PLACE_BYTES);
	return at;
}

uint64_t place_cut(struct chance *c, writer *write, size_t bytes)
{
	unsigned char whole[PLACE_BYTES] = { 0 };

	write(c, whole, sizeof(whole));
	memcpy((void *)(ARENA_END - bytes), whole, bytes < sizeof(whole) ? bytes : sizeof(whole));
	return ARENA_END - bytes;
}

uint64_t place_text(const char *bytes, size_t len)
{
	uint64_t at = next;

	if (at + len + 1 > ARENA_END - TAIL_BYTES)
		return ARENA;
	next += (len + 1 + 15) / 16 * 16;
	memcpy((void *)at, bytes, len);
	((char *)at)[len] = '\0';
	return at;
}
