/* Reading the memory of a tracee. See peek.c. */
#ifndef DECODE_PEEK_H
#define DECODE_PEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Bytes that one system call reads of a long list. */
#define PEEK_PAGE 4096

/*
 * The most items that a decoder reads of a list. The tracee says how long its list is, and it may lie. The kernel itself
 * takes no longer list: execve(2) takes 6 MiB of pointers and strings, poll(2) takes RLIMIT_NOFILE descriptors.
 */
#define MANY_ITEMS (1024 * 1024)

/* Reads `len` bytes of a tracee's memory. Returns how many could be read. */
size_t peek(pid_t pid, uint64_t address, void *into, size_t len);
/* The same, but stops at the page in which the text ends. */
size_t peek_text(pid_t pid, uint64_t address, char *into, size_t len);

/* Reads a list from its beginning to its end, each page once. Begins as { .pid = pid }. */
struct reader {
	pid_t pid;
	uint64_t from;
	size_t held;
	unsigned char bytes[PEEK_PAGE];
};

/* Reads an item of at most PEEK_PAGE bytes. Returns false if not all of it could be read. */
bool reader_get(struct reader *r, uint64_t address, void *into, size_t len);

#endif
