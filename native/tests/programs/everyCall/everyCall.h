/*
 * Every decoded call, with every value that its printers make a difference of. See main.c.
 */
#ifndef EVERY_CALL_H
#define EVERY_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARGS 6

/* ---- chance.c: numbers that look random and are the same each time ---- */

struct chance {
	uint64_t state;
};
struct chance chance_of(uint64_t seed, uint64_t call, uint64_t trial);
uint64_t draw(struct chance *c, uint64_t below);

/* ---- memory.c: memory at fixed addresses, with unreadable pages behind it ---- */

#define ARENA 0x20000000ull
#define ARENA_BYTES 16384ull
#define ARENA_END (ARENA + ARENA_BYTES)
/* Text without an end: two pages before an unreadable one. */
#define ENDLESS 0x20100000ull
#define ENDLESS_BYTES 8192ull

/* The arena is shared with the process that answers calls (answers.c). */
void map_memory(int shared);
/* Forgets what was placed for the previous call. */
void clear_memory(void);
/* A writer fills at most `len` bytes at `into`. It may place other things and point to them. */
typedef void writer(struct chance *c, unsigned char *into, size_t len);
uint64_t place(struct chance *c, writer *write);
/* The same with only `bytes` of it before an unreadable page. */
uint64_t place_cut(struct chance *c, writer *write, size_t bytes);
uint64_t place_text(const char *text, size_t len);

/* ---- shapes.c: what calls expect to find in memory ---- */

writer zeroes, ones, words, text, address, vectors, header, headers, control, pointers, seconds, netlink_message, polled, flagged;
/* What the pointers of this printer point to. */
writer *shape_of(const char *printer);

/* ---- values.c: what an argument may be ---- */

/* How many values a printer is to be tried with. */
unsigned value_count(const char *printer);
uint64_t value_at(struct chance *c, const char *printer, unsigned number);
/* A value that a program would pass. */
uint64_t plain_value(struct chance *c, const char *printer);

/* ---- named.c: numbers that have names ---- */

/* This call with every number that decides a name, or what follows, and that chance would hardly meet. */
void call_with_names(long number, uint64_t seed);

/* ---- stubs.c: calls that do not happen ---- */

/* From here on, calls through the stubs are answered by a filter. Returns a listener for those that are answered with a result. */
int install_filter(void);
/* The call fails with this error; 0: it succeeds with 0. */
long call_failing(long number, const uint64_t *args, int error);
/* The call returns what the answering process says. */
long call_answered(long number, const uint64_t *args);

/* ---- answers.c: the process that answers ---- */

struct answer {
	int64_t result;
	/* Changed before the call returns, as a kernel would; 0: nothing. */
	uint64_t address;
	uint32_t word;
};
/* Both lie behind the arena in the shared memory. */
#define ANSWER (ARENA_END + 4096)
#define SHARED_BYTES (ARENA_BYTES + 8192)
void answer_calls(const char *name);
/* Hands the listener and the shared memory to the answering process. */
int begin_answers(const char *name, int listener, int shared);

#endif
