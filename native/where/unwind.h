/* Which lines of a program's sources led to a system call: unwinding a snapshot. See unwind.c. */
#ifndef UNWIND_H
#define UNWIND_H

#include "where/frame.h"
#include "where/snapshot.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Registers in the order of DWARF, the stack from its pointer on, and the call that is about to be made. */
struct snapshot {
	uint64_t registers[SNAPSHOT_REGISTERS];
	uint64_t pc, stack_at, call;
	const unsigned char *stack;
	size_t stack_bytes;
};

struct space;

/* What one program has mapped: the text of /proc/PID/maps. NULL if nothing of it can be read. */
struct space *space_open(const char *maps, size_t bytes);
void space_close(struct space *s);
/* Whether any file that is mapped has a line of files that begin with `prefix`. */
bool space_has_lines(struct space *s, const char *prefix);
/* Fills in the frames whose file begins with `prefix`, the innermost first; returns how many. The words live as long as the space. */
size_t space_frames(struct space *s, const struct snapshot *at, const char *prefix, struct frame *frames, size_t most);

#endif
