/* Building blocks of a decoded line. See blocks.c. */
#ifndef DECODE_BLOCKS_H
#define DECODE_BLOCKS_H

#include "decode/call.h"

/* Opens the next argument, adds to it. What does not fit is cut. */
void arg_begin(struct args *out);
void arg_add(struct args *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Opens an argument and reads what args[at] points to. Where that cannot be, or
 * the kernel failed and so wrote nothing, it prints the pointer and says false.
 */
bool arg_read(struct args *out, const struct call *c, int at, void *into, size_t len);
/* The same without opening one: part of a structure. */
bool part_read(struct args *out, const struct call *c, uint64_t address, void *into, size_t len);
/* Reads `len` bytes of a tracee's memory; returns how many could be read. */
size_t peek(pid_t pid, uint64_t address, void *into, size_t len);
bool readable(const struct call *c, uint64_t address, size_t len);

/* "execve", or "syscall_0x1b2". */
const char *call_name(const struct call *c);
bool call_is(const struct call *c, const char *name);

/* Bits and their names, ended by a NULL name. */
struct flag {
	uint64_t bit;
	const char *name;
};
/* clang-format off */
#define NAMED(constant) { (uint64_t)(constant), #constant }
/* clang-format on */
/* The commonest printers: a set of flags, of 32 bits or of all, and one of several values. */
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
 * "A|B|0x100"; `none` where no bit is set; a comment with `what` where no bit
 * has a name, unless it is NULL because other flags stand before.
 */
void add_flags(struct args *out, uint64_t value, const struct flag *table, const char *none, const char *what);
/* The name of the one value, or its number with `what` in a comment. */
void add_choice(struct args *out, uint64_t value, const struct flag *table, const char *what);
/* The name of the one value, if it has one. */
const char *choice(uint64_t value, const struct flag *table);
void add_bytes(struct args *out, const unsigned char *bytes, size_t len, bool more);
/* Bytes that are no text. */
void add_hex_bytes(struct args *out, const unsigned char *bytes, size_t len, bool more);
/* What a newer program added to a structure of `known` bytes, whose size is the next argument: shown if it is not all zero. */
void add_unknown_bytes(struct args *out, const struct call *c, int at, size_t known);
void add_pointer(struct args *out, uint64_t address);
/* ", name=0x…". */
void add_field_pointer(struct args *out, const char *name, uint64_t address);
/* All of a string for max 0 (a path), else at most `max` bytes of it. */
void add_string(struct args *out, pid_t pid, uint64_t address, size_t max);
/* `len` bytes at `address`, as text. */
void add_buffer(struct args *out, const struct call *c, uint64_t address, uint64_t len);

/* "[a, b]": `count` items of `size` bytes, 64 at most, each printed by `add`. */
typedef void element(struct args *out, const struct call *c, const void *item);
void add_array(struct args *out, const struct call *c, uint64_t address, uint64_t count, size_t size, element *add);

/* Printers of plain arguments (p_) and results (r_). */
printer p_done, p_int, p_uint, p_long, p_ulong, p_hex, p_hex32, p_pointer, p_octal, p_uint_out, p_int_out, p_ulong_out, p_pointer_out, r_never, r_pointer,
	r_octal, r_unsigned;

#endif
