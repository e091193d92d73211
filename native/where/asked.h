/* What the helper asks of spawnscope-where, and what it answers: two pipes, in the machine's own byte order. */
#ifndef ASKED_H
#define ASKED_H

#include "where/snapshot.h"

#include <stdint.h>

/*
 * Then `stack_bytes` of stack, then `maps_bytes` of the text of /proc/PID/maps. That is left out where nothing that is executed has been
 * mapped since an answer that named a `space`.
 */
struct asked {
	uint64_t registers[SNAPSHOT_REGISTERS];
	uint64_t pc, stack_at;
	uint64_t call; /* its number */
	uint32_t space;
	uint32_t stack_bytes, maps_bytes;
};
#define ASKED_STACK 8192u
#define ASKED_MAPS (256u * 1024)

/* As many frames as `count`; a text that is longer is cut. */
#define ANSWER_FRAMES 4
/* In place of `count`: the text of maps is wanted again, or the program has no line of these sources, so nobody need ask before the next exec. */
#define ANSWER_AGAIN 0xfffffffeu
#define ANSWER_NEVER 0xffffffffu
struct answer_frame {
	char file[128], function[128];
	uint32_t line;
};
struct answer {
	uint32_t count;
	uint32_t space; /* the name of what is mapped; never 0 */
	struct answer_frame frames[ANSWER_FRAMES];
};

#endif
