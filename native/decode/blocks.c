/* Building blocks of a decoded line: numbers, flags, strings, reading the tracee's memory. */
#include "decode/blocks.h"

#include "decode/foreign.h"
#include "decode/names.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void arg_begin(struct args *out)
{
	if (out->count >= sizeof(out->items) / sizeof(*out->items))
		return;
	if (out->count > 0)
		out->used++; /* the NUL of the previous argument */
	if (out->used >= sizeof(out->text))
		out->used = sizeof(out->text) - 1;
	out->text[out->used] = '\0';
	out->items[out->count++] = out->text + out->used;
}

static void put_bytes(struct args *out, const char *bytes, size_t len)
{
	size_t room = sizeof(out->text) - 1 - out->used;

	if (len > room)
		len = room;
	memcpy(out->text + out->used, bytes, len);
	out->used += len;
	out->text[out->used] = '\0';
}

#define DIGITS 24

static void put_decimal(struct args *out, uint64_t value, bool negative)
{
	char digits[DIGITS], *at = digits + sizeof(digits);

	do
		*--at = (char)('0' + value % 10);
	while (value /= 10);
	if (negative)
		*--at = '-';
	put_bytes(out, at, (size_t)(digits + sizeof(digits) - at));
}

static void put_signed(struct args *out, int64_t value)
{
	put_decimal(out, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, value < 0);
}

/* Zero has no prefix, as with printf(3). */
static void put_hex(struct args *out, uint64_t value, bool prefixed)
{
	char digits[DIGITS], *at = digits + sizeof(digits);
	bool any = value;

	do
		*--at = "0123456789abcdef"[value & 0xf];
	while (value >>= 4);
	if (prefixed && any) {
		*--at = 'x';
		*--at = '0';
	}
	put_bytes(out, at, (size_t)(digits + sizeof(digits) - at));
}

/* Adds what one conversion asks for, and returns where the format goes on; NULL if it is none of the common ones. */
static const char *put_common(struct args *out, const char *at, va_list *list)
{
	bool prefixed = *at == '#', is_long;
	const char *text;

	at += prefixed;
	is_long = *at == 'l';
	at += is_long;
	if (prefixed && *at != 'x')
		return NULL;
	switch (*at) {
	case 's':
		text = va_arg(*list, const char *);
		if (!text)
			return NULL;
		put_bytes(out, text, strlen(text));
		break;
	case 'd':
		put_signed(out, is_long ? va_arg(*list, long) : va_arg(*list, int));
		break;
	case 'u':
		put_decimal(out, is_long ? va_arg(*list, unsigned long) : va_arg(*list, unsigned), false);
		break;
	case 'x':
		put_hex(out, is_long ? va_arg(*list, unsigned long) : va_arg(*list, unsigned), prefixed);
		break;
	default:
		return NULL;
	}
	return at + 1;
}

/* False if the format has a conversion that is not common. Then nothing is certain about `out`. */
static bool add_common(struct args *out, const char *format, va_list *list)
{
	while (*format) {
		const char *conversion = strchrnul(format, '%');

		put_bytes(out, format, (size_t)(conversion - format));
		format = conversion;
		if (*format && !(format = put_common(out, format + 1, list)))
			return false;
	}
	return true;
}

/* Every line needs this many times, and vsnprintf(3) takes longer than all the rest. */
void arg_add(struct args *out, const char *format, ...)
{
	size_t used = out->used, room = sizeof(out->text) - used;
	va_list list;
	int n;

	va_start(list, format);
	if (add_common(out, format, &list)) {
		va_end(list);
		return;
	}
	va_end(list);
	va_start(list, format);
	out->used = used;
	n = vsnprintf(out->text + used, room, format, list);
	va_end(list);
	if (n > 0)
		out->used += (size_t)n < room ? (size_t)n : room - 1;
}

void arg_cut(struct args *out, size_t used)
{
	out->used = used;
	out->text[used] = '\0';
}

bool all_readable(const struct call *c, uint64_t address, uint64_t len)
{
	uint64_t end = address + len;
	unsigned char byte;

	if (!address || end < address)
		return false;
	for (uint64_t at = address; at < end; at = (at / PEEK_PAGE + 1) * PEEK_PAGE)
		if (peek(c->pid, at, &byte, 1) != 1)
			return false;
	return true;
}

bool part_read(struct args *out, const struct call *c, uint64_t address, void *into, size_t len)
{
	if (address && !(c->left && c->failed) && peek(c->pid, address, into, len) == len)
		return true;
	add_pointer(out, address);
	return false;
}

bool part_read_anyway(struct args *out, const struct call *c, uint64_t address, void *into, size_t len)
{
	if (address && peek(c->pid, address, into, len) == len)
		return true;
	add_pointer(out, address);
	return false;
}

bool arg_read(struct args *out, const struct call *c, int at, void *into, size_t len)
{
	arg_begin(out);
	return part_read(out, c, c->args[at], into, len);
}

void add_flags(struct args *out, uint64_t value, const struct flag *table, const char *none, const char *what)
{
	bool any = false;

	if (value == 0) {
		arg_add(out, "%s", none);
		return;
	}
	for (; table->name; table++) {
		if (table->bit == 0 || (value & table->bit) != table->bit)
			continue;
		arg_add(out, "%s%s", any ? "|" : "", table->name);
		value &= ~table->bit;
		any = true;
	}
	if (value && (any || !what))
		arg_add(out, any ? "|%#lx" : "%#lx", value);
	else if (value)
		arg_add(out, "%#lx /* %s */", value, what);
}

bool any_flag(uint64_t value, const struct flag *table)
{
	for (; table->name; table++)
		if (table->bit && (value & table->bit) == table->bit)
			return true;
	return false;
}

const char *choice(uint64_t value, const struct flag *table)
{
	for (; table->name; table++)
		if (table->bit == value)
			return table->name;
	return NULL;
}

void add_choice(struct args *out, uint64_t value, const struct flag *table, const char *what)
{
	const char *name = choice(value, table);

	if (name)
		arg_add(out, "%s", name);
	else
		arg_add(out, "%#lx /* %s */", value, what);
}

/* With a digit behind it, an octal number needs all its places. */
static void add_escaped(struct args *out, unsigned char byte, bool digit_follows)
{
	static const char letters[] = "\t\n\v\f\r";
	const char *letter = byte ? strchr(letters, byte) : NULL;
	char octal[] = { '\\', (char)('0' + (byte >> 6)), (char)('0' + (byte >> 3 & 7)), (char)('0' + (byte & 7)) };
	size_t zeroes = digit_follows || byte >> 6 ? 0 : byte >> 3 ? 1 : 2;

	if (letter)
		put_bytes(out, (const char[]){ '\\', "tnvfr"[letter - letters] }, 2);
	else if (byte == '"' || byte == '\\')
		put_bytes(out, (const char[]){ '\\', (char)byte }, 2);
	else {
		octal[zeroes] = '\\';
		put_bytes(out, octal + zeroes, sizeof(octal) - zeroes);
	}
}

void add_bytes(struct args *out, const unsigned char *bytes, size_t len, bool more)
{
	put_bytes(out, "\"", 1);
	for (size_t i = 0; i < len;) {
		size_t plain = i;

		while (plain < len && bytes[plain] >= 0x20 && bytes[plain] < 0x7f && bytes[plain] != '"' && bytes[plain] != '\\')
			plain++;
		put_bytes(out, (const char *)bytes + i, plain - i);
		i = plain;
		if (i < len) {
			add_escaped(out, bytes[i], i + 1 < len && bytes[i + 1] >= '0' && bytes[i + 1] <= '7');
			i++;
		}
	}
	arg_add(out, more ? "\"..." : "\"");
}

void add_hex_bytes(struct args *out, const unsigned char *bytes, size_t len, bool more)
{
	arg_add(out, "\"");
	for (size_t i = 0; i < len; i++)
		arg_add(out, "\\x%02x", bytes[i]);
	arg_add(out, more ? "\"..." : "\"");
}

void add_field_pointer(struct args *out, const char *name, uint64_t address)
{
	arg_add(out, ", %s=", name);
	add_pointer(out, address);
}

void add_pointer(struct args *out, uint64_t address)
{
	if (address)
		arg_add(out, "%#lx", address);
	else
		arg_add(out, "NULL");
}

static const char *known_name(const struct call *c)
{
	return is_foreign(c) ? foreign_name(c->number) : syscall_name(c->number);
}

const char *call_name(const struct call *c)
{
	static char unknown[32];
	const char *name = known_name(c);

	if (name)
		return name;
	snprintf(unknown, sizeof(unknown), "syscall_%#lx", (unsigned long)c->number);
	return unknown;
}

bool call_is(const struct call *c, const char *name)
{
	const char *own = known_name(c);

	return own && strcmp(own, name) == 0;
}

void add_list(struct args *out, const struct call *c, const struct list *list)
{
	uint64_t size = list->count * list->size, end = list->address + size;
	unsigned char item[128];

	if (!list->address || (list->count && (end <= list->address || size / list->size != list->count))) {
		add_pointer(out, list->address);
		return;
	}
	if (list->count && ((c->left && c->failed && !list->filled) || peek(c->pid, list->address, item, list->size) != list->size)) {
		add_pointer(out, list->address);
		return;
	}
	arg_add(out, "[");
	for (uint64_t i = 0; i < list->count; i++) {
		arg_add(out, i ? ", " : "");
		if (i && peek(c->pid, list->address + i * list->size, item, list->size) != list->size) {
			arg_add(out, "... /* %#lx */", list->address + i * list->size);
			break;
		}
		if (i == STRING_BYTES || (list->shown && i == list->shown - 1)) {
			arg_add(out, "...");
			break;
		}
		list->add(out, c, item, list->state);
	}
	arg_add(out, "]");
}

void add_array(struct args *out, const struct call *c, uint64_t address, uint64_t count, size_t size, element *add)
{
	add_list(out, c, &(struct list){ address, count, size, add, NULL, false, 0 });
}
