/*
 * Any registers and any stack, in this program's own map or in any text for one: spawnscope-where comes to its end, and a frame that it
 * finds has a file and a line. libdw itself is not looked into.
 */
#include "where/asked.h"
#include "where/known.h"
#include "where/unwind.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char maps[ASKED_MAPS];

static size_t own_maps(void)
{
	static size_t have;
	int fd = have == 0 ? open("/proc/self/maps", O_RDONLY) : -1;

	for (ssize_t got; fd >= 0 && have < sizeof(maps) && (got = read(fd, maps + have, sizeof(maps) - have)) > 0;)
		have += (size_t)got;
	if (fd >= 0)
		close(fd);
	return have;
}

/* Words that begin with 0xAB become addresses of this program's code, those with 0xAC of the stack. */
static uint64_t word_of(const uint8_t *at, const struct snapshot *snapshot)
{
	uint64_t word;

	memcpy(&word, at, sizeof(word));
	if (word >> 56 == 0xAB)
		return (uint64_t)(uintptr_t)LLVMFuzzerTestOneInput + word % 65536;
	if (word >> 56 == 0xAC)
		return snapshot->stack_at + word % (ASKED_STACK + 64);
	return word;
}

static void judge(const struct frame *frame)
{
	if (frame->line <= 0 || frame->file[0] == '\0' || !memchr(frame->file, '\0', sizeof(frame->file)) ||
	    !memchr(frame->function, '\0', sizeof(frame->function)))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static unsigned char stack[ASKED_STACK];
	struct snapshot at = { .stack_at = 0x7ffc00001000, .stack = stack };
	struct frame frames[ANSWER_FRAMES];
	const struct known *known;
	size_t words, used, count;

	if (size < 1)
		return 0;
	if (data[0] == 0)
		known_of((const char *)data + 1, size - 1, "/");
	known = known_of(maps, own_maps(), "/");
	if (!known || !known->space)
		return 0;
	words = (size - 1) / 8;
	used = words < SNAPSHOT_REGISTERS ? words : SNAPSHOT_REGISTERS;
	for (size_t i = 0; i < used; i++)
		at.registers[i] = word_of(data + 1 + i * 8, &at);
	at.registers[SNAPSHOT_STACK_POINTER] = at.stack_at;
	at.pc = at.registers[SNAPSHOT_RETURN];
	at.call = data[0];
	for (size_t i = used; i < words && at.stack_bytes + 8 <= sizeof(stack); i++, at.stack_bytes += 8) {
		uint64_t word = word_of(data + 1 + i * 8, &at);

		memcpy(stack + at.stack_bytes, &word, 8);
	}
	count = space_frames(known->space, &at, "/", frames, ANSWER_FRAMES);
	if (count > ANSWER_FRAMES)
		abort();
	for (size_t i = 0; i < count; i++)
		judge(&frames[i]);
	return 0;
}
