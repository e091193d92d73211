/* Building blocks of a decoded line. See blocks.c. */
#ifndef DECODE_BLOCKS_H
#define DECODE_BLOCKS_H

#include "decode/call.h"
#include "decode/peek.h"

/* arg_begin() starts the next argument, arg_add() appends to it. What does not fit is cut off. */
void arg_begin(struct args *out);
void arg_add(struct args *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Starts an argument and reads what args[at] points to. If it cannot be read, or if the call failed so
 * that the kernel wrote nothing, it prints the pointer and returns false.
 */
bool arg_read(struct args *out, const struct call *c, int at, void *into, size_t len);
/* The same without starting an argument, for a part of a structure. */
bool part_read(struct args *out, const struct call *c, uint64_t address, void *into, size_t len);
bool readable(const struct call *c, uint64_t address, size_t len);

/* "execve", or "syscall_0x1b2". */
const char *call_name(const struct call *c);
bool call_is(const struct call *c, const char *name);

/* A bit or value and its name. Tables are ended by a NULL name. */
struct flag {
	uint64_t bit;
	const char *name;
};
/* clang-format off */
#define NAMED(constant) { (uint64_t)(constant), #constant }
/* clang-format on */
/* Make the most common printers: for a set of flags, of 32 bits or of 64, and for one of several values. */
#define FLAGS_PRINTER(printer_name, none, what, ...)                             \
	void printer_name(struct args *out, const struct call *c, int at)        \
	{                                                                        \
		static const struct flag table[] = { __VA_ARGS__, { 0, NULL } }; \
		arg_begin(out);                                                  \
		add_flags(out, (unsigned)c->args[at], table, none, what);        \
	}
#define WIDE_FLAGS_PRINTER(printer_name, none, what, ...)                        \
	void printer_name(struct args *out, const struct call *c, int at)        \
	{                                                                        \
		static const struct flag table[] = { __VA_ARGS__, { 0, NULL } }; \
		arg_begin(out);                                                  \
		add_flags(out, c->args[at], table, none, what);                  \
	}
#define CHOICE_PRINTER(printer_name, what, ...)                                  \
	void printer_name(struct args *out, const struct call *c, int at)        \
	{                                                                        \
		static const struct flag table[] = { __VA_ARGS__, { 0, NULL } }; \
		arg_begin(out);                                                  \
		add_choice(out, (unsigned)c->args[at], table, what);             \
	}
/*
 * Adds "A|B|0x100". Adds `none` if no bit is set. If no set bit has a name, `what` follows in a
 * comment, unless it is NULL because other flags come before.
 */
void add_flags(struct args *out, uint64_t value, const struct flag *table, const char *none, const char *what);
/* Adds the name of a value, or its number with `what` in a comment. */
void add_choice(struct args *out, uint64_t value, const struct flag *table, const char *what);
/* The name of a value; NULL if it has none. */
const char *choice(uint64_t value, const struct flag *table);
void add_bytes(struct args *out, const unsigned char *bytes, size_t len, bool more);
/* Adds bytes that are not text. */
void add_hex_bytes(struct args *out, const unsigned char *bytes, size_t len, bool more);
/*
 * A newer program may pass a larger structure than the `known` bytes; the next argument is its size.
 * Shows the rest if it is not all zero.
 */
void add_unknown_bytes(struct args *out, const struct call *c, int at, size_t known);
void add_pointer(struct args *out, uint64_t address);
/* ", name=0x…". */
void add_field_pointer(struct args *out, const char *name, uint64_t address);
/* Adds a string: all of it if max is 0 (a path), else at most `max` bytes. */
void add_string(struct args *out, pid_t pid, uint64_t address, size_t max);
/* Adds `len` bytes at `address` as text. */
void add_buffer(struct args *out, const struct call *c, uint64_t address, uint64_t len);

/* Adds "[a, b]": `count` items of `size` bytes each (64 at most), printed by `add`. */
typedef void element(struct args *out, const struct call *c, const void *item);
void add_array(struct args *out, const struct call *c, uint64_t address, uint64_t count, size_t size, element *add);

/* Printers for plain arguments (p_) and plain results (r_). */
printer p_done, p_int, p_uint, p_long, p_ulong, p_hex, p_hex32, p_pointer, p_octal, p_uint_out, p_int_out, p_ulong_out, p_pointer_out, r_never, r_pointer,
	r_octal, r_unsigned;

#endif
