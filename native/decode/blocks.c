/* Building blocks of a decoded line: numbers, flags, strings, reading the tracee's memory. */
#include "decode/blocks.h"

#include "decode/foreign.h"
#include "decode/names.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* No more than a page is looked at. */
#define PAGE 4096

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

bool readable(const struct call *c, uint64_t address, size_t len)
{
	unsigned char bytes[64];

	return address && peek(c->pid, address, bytes, len) == len;
}

bool part_read(struct args *out, const struct call *c, uint64_t address, void *into, size_t len)
{
	if (address && !(c->left && c->failed) && peek(c->pid, address, into, len) == len)
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
		bool digit_follows = i + 1 < len && bytes[i + 1] >= '0' && bytes[i + 1] <= '9';

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

void add_string(struct args *out, pid_t pid, uint64_t address, size_t max)
{
	char bytes[4097];
	size_t got, len;

	if (!address) {
		arg_add(out, "NULL");
		return;
	}
	got = peek(pid, address, bytes, sizeof(bytes) - 1);
	if (got == 0) {
		add_pointer(out, address);
		return;
	}
	len = strnlen(bytes, got);
	if (max && len > max)
		add_bytes(out, (unsigned char *)bytes, max, true);
	else
		add_bytes(out, (unsigned char *)bytes, len, false);
}

void add_buffer(struct args *out, const struct call *c, uint64_t address, uint64_t len)
{
	unsigned char bytes[STRING_BYTES];
	size_t part = len < sizeof(bytes) ? len : sizeof(bytes);

	if (!address || peek(c->pid, address, bytes, part) != part)
		add_pointer(out, address);
	else
		add_bytes(out, bytes, part, len > part);
}

void add_unknown_bytes(struct args *out, const struct call *c, int at, size_t known)
{
	unsigned char bytes[PAGE];
	size_t size = c->args[at + 1] < PAGE ? c->args[at + 1] : PAGE, len = size - known;
	bool any = false;

	if (size <= known || peek(c->pid, c->args[at] + known, bytes, len) != len)
		return;
	for (size_t i = 0; i < len; i++)
		any = any || bytes[i];
	if (!any)
		return;
	arg_add(out, ", /* bytes %zu..%zu */ ", known, size - 1);
	add_hex_bytes(out, bytes, len < STRING_BYTES ? len : STRING_BYTES, len > STRING_BYTES);
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

void add_array(struct args *out, const struct call *c, uint64_t address, uint64_t count, size_t size, element *add)
{
	unsigned char item[64];

	if (!address || (count && peek(c->pid, address, item, size) != size)) {
		add_pointer(out, address);
		return;
	}
	arg_add(out, "[");
	for (uint64_t i = 0; i < count; i++) {
		arg_add(out, i ? ", " : "");
		if (i == STRING_BYTES) {
			arg_add(out, "...");
			break;
		}
		if (peek(c->pid, address + i * size, item, size) != size) {
			arg_add(out, "... /* %#lx */", address + i * size);
			break;
		}
		add(out, c, item);
	}
	arg_add(out, "]");
}

void p_done(struct args *out, const struct call *c, int at)
{
	(void)out, (void)c, (void)at;
}

void p_int(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, "%d", (int)c->args[at]);
}

void p_uint(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, "%u", (unsigned)c->args[at]);
}

void p_long(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, "%ld", (long)c->args[at]);
}

void p_ulong(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, "%lu", c->args[at]);
}

void p_hex(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, c->args[at] ? "%#lx" : "%lx", c->args[at]);
}

void p_hex32(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, (unsigned)c->args[at] ? "%#x" : "%x", (unsigned)c->args[at]);
}

void p_pointer(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_pointer(out, c->args[at]);
}

void p_octal(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	arg_add(out, "%#03o", (unsigned)c->args[at] & 0xffff);
}

void p_uint_out(struct args *out, const struct call *c, int at)
{
	unsigned value;

	if (arg_read(out, c, at, &value, sizeof(value)))
		arg_add(out, "[%u]", value);
}

void p_int_out(struct args *out, const struct call *c, int at)
{
	int value;

	if (arg_read(out, c, at, &value, sizeof(value)))
		arg_add(out, "[%d]", value);
}

void p_ulong_out(struct args *out, const struct call *c, int at)
{
	uint64_t value;

	if (arg_read(out, c, at, &value, sizeof(value)))
		arg_add(out, "[%lu]", value);
}

void p_pointer_out(struct args *out, const struct call *c, int at)
{
	uint64_t value;

	if (!arg_read(out, c, at, &value, sizeof(value)))
		return;
	arg_add(out, "[");
	add_pointer(out, value);
	arg_add(out, "]");
}

void r_never(struct args *out, const struct call *c, int at)
{
	(void)c, (void)at;
	arg_add(out, "?");
}

void r_pointer(struct args *out, const struct call *c, int at)
{
	(void)at;
	add_pointer(out, (uint64_t)c->result);
}

void r_octal(struct args *out, const struct call *c, int at)
{
	(void)at;
	arg_add(out, c->result ? "%#lo" : "%lo", (unsigned long)c->result);
}

void r_unsigned(struct args *out, const struct call *c, int at)
{
	(void)at;
	arg_add(out, "%lu", (unsigned long)c->result);
}
