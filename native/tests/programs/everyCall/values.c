/* What an argument may be, by the name of its printer. A printer that is not known here is tried with everything. */
#define _GNU_SOURCE
#include "everyCall.h"

#include <fcntl.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

/* Numbers, lengths and counts. */
static const uint64_t numbers[] = {
	0,          1,   2,    3,        4,    5,     7,     8,          9,          12,         15,         16,          17,          20,
	24,         28,  31,   32,       33,   40,    48,    56,         63,         64,         65,         88,          96,          110,
	128,        129, 4095, 4096,     4097, 65536, 65537, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0x100000000, 0x100000003, 0xdeadbeef00000008,
	1ull << 63, -1,  -2,   AT_FDCWD,
};
/* Codes beyond the first ones: fcntl, madvise, open. */
static const uint64_t codes[] = {
	64,
	65,
	66,
	69,
	70,
	71,
	96,
	100,
	101,
	102,
	127,
	128,
	129,
	130,
	255,
	256,
	257,
	512,
	1023,
	1024,
	1025,
	1026,
	1027,
	1028,
	1029,
	1030,
	1031,
	1032,
	1033,
	1034,
	1035,
	1036,
	1037,
	4096,
	0x7fffffff,
	0x80000000,
	0xffffffff,
	0xfffffffe,
	0x100000000,
	0x100000001,
	0xdeadbeef00000002,
	-1,
	-2,
};
#define FIRST_CODES 64
/* Requests, options and codes of one call only. */
static const struct {
	const char *printer;
	uint64_t first, last;
} own_codes[] = {
	{ "p_ptrace", 0x4200, 0x4212 },        { "p_prctl", 0x53564d41, 0x53564d41 }, { "p_prctl", 0x59616d61, 0x59616d61 }, { "p_arch", 0x1000, 0x1005 },
	{ "p_arch", 0x1011, 0x1013 },          { "p_arch", 0x1020, 0x1026 },          { "p_arch", 0x2000, 0x2004 },          { "p_option", 255, 284 },
	{ "p_ioctl", 0x80084500, 0x800845ff }, { "p_ioctl", 0x40184580, 0x401845ff },
};
/* The commands of ioctl(2) that the decoder knows (commands.h, made from ioctl_names.c). */
static const uint32_t commands[] = {
#include <commands.h>
};
/* Printers of an argument that says what the others are: each of its values is tried several times with several of theirs. */
static const struct {
	const char *printer;
	unsigned times;
} selectors[] = {
	{ "p_prctl", 8 },          { "p_ptrace", 8 }, { "p_arch", 8 }, { "p_fcntl", 8 },   { "p_futex", 8 },        { "p_option_to_set", 8 },
	{ "p_option_to_read", 8 }, { "p_ioctl", 2 },  { "p_kcmp", 8 }, { "p_seccomp", 8 }, { "p_wait_options", 2 }, { "p_membarrier", 2 },
};

static const uint64_t sets[] = { 0, 3, 7, 0xff, 0777, 07777, 0xffff, 0xffff0000, 0xffffffff, 0x100000001, 0xdeadbeef00000001, -1 };
static const char *const texts[] = {
	"",
	"/",
	"name",
	"/dev/null",
	"\"quoted\\\"",
	"\1"
	"7\2"
	"8\3"
	"9",
	"tab\tnew\nline\r\v\f\a\b",
	"\177\200\377",
	"0123456789012345678901234567890",
	"01234567890123456789012345678901",
	"012345678901234567890123456789012",
	"\33[0m",
};
/* How many bytes are readable before the unreadable page. */
static const unsigned cuts[] = { 1, 2, 3, 4, 6, 7, 8, 11, 12, 15, 16, 20, 23, 24, 28, 31, 32, 40, 47, 48, 55, 56, 63, 64, 72, 80, 88, 112, 120, 128, 136, 144 };
static const uint64_t bad_pointers[] = { 0, 1, -1, ARENA_END, ARENA_END + 8, 1ull << 48 };
/* Rubbish of several kinds, a few times. */
static writer *const rubbish[] = { zeroes, ones, words, words, words, flagged, flagged, flagged, text, seconds };
#define SHAPED 8

enum kind { NUMBER, SET, CODE, STRING, POINTER, ANYTHING };

static bool has(const char *printer, const char *part)
{
	return strstr(printer, part) != NULL;
}

static enum kind kind_of(const char *printer)
{
	static const char *const plain[] = { "p_int", "p_uint", "p_long", "p_ulong", "p_hex", "p_hex32", "p_octal", "p_id", "p_dirfd", "p_done" };

	for (size_t i = 0; i < COUNT(plain); i++)
		if (strcmp(printer, plain[i]) == 0)
			return NUMBER;
	if (strcmp(printer, "p_path") == 0 || strcmp(printer, "p_string") == 0)
		return STRING;
	if (has(printer, "flags") || has(printer, "_mask") || has(printer, "rights") || has(printer, "_prot") || has(printer, "access") ||
	    has(printer, "options") || has(printer, "_mode") || has(printer, "p_flock"))
		return SET;
	if (has(printer, "_out") || has(printer, "_in") || shape_of(printer) != words)
		return POINTER;
	return ANYTHING;
}

static unsigned count_of(enum kind kind)
{
	switch (kind) {
	case NUMBER:
		return COUNT(numbers);
	case SET:
		return COUNT(sets) + 64;
	case CODE:
		return FIRST_CODES + COUNT(codes);
	case STRING:
		return COUNT(texts) + COUNT(cuts) / 2 + COUNT(bad_pointers) + 3;
	case POINTER:
		return COUNT(bad_pointers) + COUNT(rubbish) + COUNT(cuts) + SHAPED;
	case ANYTHING:
		return count_of(CODE) + count_of(POINTER);
	}
	return 0;
}

static uint64_t string_at(struct chance *c, unsigned n)
{
	if (n < COUNT(texts))
		return place_text(texts[n], strlen(texts[n]));
	n -= COUNT(texts);
	if (n < COUNT(bad_pointers))
		return bad_pointers[n];
	n -= COUNT(bad_pointers);
	if (n < 3)
		return ENDLESS + (n == 0 ? 0 : ENDLESS_BYTES - 4095 - n);
	return place_cut(c, n % 2 ? text : ones, cuts[n - 3]);
}

static uint64_t pointer_at(struct chance *c, const char *printer, unsigned n)
{
	if (n < COUNT(bad_pointers))
		return bad_pointers[n];
	n -= COUNT(bad_pointers);
	if (n < COUNT(rubbish))
		return place(c, rubbish[n]);
	n -= COUNT(rubbish);
	if (n < COUNT(cuts))
		return place_cut(c, shape_of(printer), cuts[n]);
	return place(c, shape_of(printer));
}

static uint64_t of_kind(struct chance *c, enum kind kind, const char *printer, unsigned n)
{
	switch (kind) {
	case NUMBER:
		return numbers[n];
	case SET:
		return n < 64 ? 1ull << n : sets[n - 64];
	case CODE:
		return n < FIRST_CODES ? n : codes[n - FIRST_CODES];
	case STRING:
		return string_at(c, n);
	case POINTER:
		return pointer_at(c, printer, n);
	case ANYTHING:
		return n < count_of(CODE) ? of_kind(c, CODE, printer, n) : pointer_at(c, printer, n - count_of(CODE));
	}
	return 0;
}

/* The number-th of a printer's own codes; without so many, the number that is left. */
static bool own_code(const char *printer, unsigned *number, uint64_t *code)
{
	if (strcmp(printer, "p_ioctl") == 0) {
		if (*number < COUNT(commands)) {
			*code = commands[*number];
			return true;
		}
		*number -= (unsigned)COUNT(commands);
	}
	for (size_t i = 0; i < COUNT(own_codes); i++) {
		uint64_t count = own_codes[i].last - own_codes[i].first + 1;

		if (strncmp(printer, own_codes[i].printer, strlen(own_codes[i].printer)) != 0)
			continue;
		if (*number < count) {
			*code = own_codes[i].first + *number;
			return true;
		}
		*number -= (unsigned)count;
	}
	return false;
}

static unsigned own_count(const char *printer)
{
	unsigned left = UINT32_MAX;
	uint64_t code;

	own_code(printer, &left, &code);
	return UINT32_MAX - left;
}

/* How often each value of a selector is tried; 0: it is none. */
static unsigned selected_times(const char *printer)
{
	for (size_t i = 0; i < COUNT(selectors); i++)
		if (strcmp(printer, selectors[i].printer) == 0)
			return selectors[i].times;
	return 0;
}

static unsigned distinct_count(const char *printer)
{
	return count_of(selected_times(printer) ? CODE : kind_of(printer)) + own_count(printer);
}

unsigned value_count(const char *printer)
{
	return distinct_count(printer) * (selected_times(printer) ? selected_times(printer) : 1);
}

uint64_t value_at(struct chance *c, const char *printer, unsigned number)
{
	uint64_t code;

	number %= distinct_count(printer);
	if (own_code(printer, &number, &code))
		return code;
	return of_kind(c, selected_times(printer) ? CODE : kind_of(printer), printer, number);
}

uint64_t plain_value(struct chance *c, const char *printer)
{
	enum kind kind = kind_of(printer);

	if (selected_times(printer))
		return value_at(c, printer, (unsigned)draw(c, value_count(printer)));
	if (draw(c, 3) == 0)
		return of_kind(c, kind, printer, (unsigned)draw(c, count_of(kind)));
	switch (kind) {
	case NUMBER:
		return draw(c, 20);
	case SET:
	case CODE:
		return draw(c, 4);
	case STRING:
		return place_text("name", 4);
	case POINTER:
		return place(c, draw(c, 3) ? shape_of(printer) : words);
	case ANYTHING:
		return draw(c, 2) ? draw(c, 12) : place(c, draw(c, 3) ? words : text);
	}
	return 0;
}
