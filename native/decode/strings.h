/* Text and bytes of a tracee. See strings.c. */
#ifndef DECODE_STRINGS_H
#define DECODE_STRINGS_H

#include "decode/blocks.h"

/* Adds text with an end, in a field of `len` bytes. */
void add_field_text(struct args *out, const unsigned char *bytes, size_t len);

/*
 * These read the tracee's memory: all of a path, a path that has `room` bytes with its end, the beginning of a string, a string of
 * `len` bytes with its end if it has one, a string that has `room` bytes with its end.
 */
void add_path(struct args *out, pid_t pid, uint64_t address);
void add_short_path(struct args *out, pid_t pid, uint64_t address, size_t room);
void add_string(struct args *out, pid_t pid, uint64_t address);
void add_ended_string(struct args *out, pid_t pid, uint64_t address, size_t len);
void add_short_string(struct args *out, pid_t pid, uint64_t address, size_t room);
/* Adds `len` bytes at `address` as text, or as bytes that are none. */
void add_buffer(struct args *out, const struct call *c, uint64_t address, uint64_t len);
void add_hex_buffer(struct args *out, const struct call *c, uint64_t address, uint64_t len);
/*
 * A newer program may pass a larger structure than the `known` bytes; the next argument is its size.
 * Shows the rest after `begin` if it is not all zero, and returns true.
 */
bool add_unknown_bytes(struct args *out, const struct call *c, int at, size_t known, const char *begin);

#endif
