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

void arg_add(struct args *out, const char *format, ...)
{
	size_t room = sizeof(out->text) - out->used;
	va_list list;
	int n;

	va_start(list, format);
	n = vsnprintf(out->text + out->used, room, format, list);
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

void add_bytes(struct args *out, const unsigned char *bytes, size_t len, bool more)
{
	arg_add(out, "\"");
	for (size_t i = 0; i < len; i++) {
		static const char letters[] = "\a\b\t\n\v\f\r";
		const char *letter = bytes[i] ? strchr(letters, bytes[i]) : NULL;
		bool digit_follows = i + 1 < len && bytes[i + 1] >= '0' && bytes[i + 1] <= '7';

		if (bytes[i] == '"' || bytes[i] == '\\')
			arg_add(out, "\\%c", bytes[i]);
		else if (letter && *letter != '\a' && *letter != '\b')
			arg_add(out, "\\%c", "abtnvfr"[letter - letters]);
		else if (bytes[i] >= 0x20 && bytes[i] < 0x7f)
			arg_add(out, "%c", bytes[i]);
		else
			arg_add(out, digit_follows ? "\\%03o" : "\\%o", bytes[i]);
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
