/* Building blocks of a decoded line. See blocks.c. */
#ifndef DECODE_BLOCKS_H
#define DECODE_BLOCKS_H

#include "decode/call.h"
#include "decode/peek.h"

/* arg_begin() starts the next argument, arg_add() appends to it. What does not fit is cut off. */
void arg_begin(struct args *out);
/* arg_cut() takes back what was added after `used` was so much. */
void arg_cut(struct args *out, size_t used);
void arg_add(struct args *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Starts an argument and reads what args[at] points to. If it cannot be read, or if the call failed so
 * that the kernel wrote nothing, it prints the pointer and returns false.
 */
bool arg_read(struct args *out, const struct call *c, int at, void *into, size_t len);
/* The same without starting an argument, for a part of a structure. */
bool part_read(struct args *out, const struct call *c, uint64_t address, void *into, size_t len);
/* Is all of it readable? It may be longer than what is looked at otherwise. */
bool all_readable(const struct call *c, uint64_t address, uint64_t len);
/* The same as part_read(), but what was passed in is shown even if the call failed. */
bool part_read_anyway(struct args *out, const struct call *c, uint64_t address, void *into, size_t len);

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
/* Has any bit a name? */
bool any_flag(uint64_t value, const struct flag *table);
/* Adds the name of a value, or its number with `what` in a comment. */
void add_choice(struct args *out, uint64_t value, const struct flag *table, const char *what);
/* The name of a value; NULL if it has none. */
const char *choice(uint64_t value, const struct flag *table);
/* Adds bytes as text in quotation marks, with `...` behind them if there are more; or as bytes that are not text. */
void add_bytes(struct args *out, const unsigned char *bytes, size_t len, bool more);
void add_hex_bytes(struct args *out, const unsigned char *bytes, size_t len, bool more);
void add_pointer(struct args *out, uint64_t address);
/* ", name=0x…". */
void add_field_pointer(struct args *out, const char *name, uint64_t address);

/* Adds "[a, b]": `count` items of `size` bytes each (128 at most), printed by `add`. */
typedef void element(struct args *out, const struct call *c, const void *item, void *state);
struct list {
	uint64_t address, count;
	size_t size;
	element *add;
	void *state;
	bool filled;    /* shown even if the call failed */
	uint64_t shown; /* so many items less one are shown; 0: as many as of a string */
};
void add_list(struct args *out, const struct call *c, const struct list *list);
void add_array(struct args *out, const struct call *c, uint64_t address, uint64_t count, size_t size, element *add);

#endif
