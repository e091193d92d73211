/* Text and bytes of a tracee, in quotation marks. */
#include "decode/strings.h"

#include <string.h>

/* No more than a page is looked at. */
#define PAGE 4096
/* The longest path, with its end. */
#define PATH_BYTES 4096

/*
 * Adds the string at `address`: at most `shown` bytes of it, and `...` if its end is not among the first `looked_at`. If its end is
 * behind an unreadable page, it is no string but an address.
 */
static void add_terminated(struct args *out, pid_t pid, uint64_t address, size_t shown, size_t looked_at)
{
	char bytes[PATH_BYTES];
	size_t got, len;

	if (!address) {
		arg_add(out, "NULL");
		return;
	}
	got = peek_text(pid, address, bytes, looked_at);
	len = strnlen(bytes, got);
	if (len == got && got < looked_at)
		add_pointer(out, address);
	else
		add_bytes(out, (unsigned char *)bytes, len < shown ? len : shown, len > shown || len == looked_at);
}

void add_path(struct args *out, pid_t pid, uint64_t address)
{
	add_terminated(out, pid, address, PATH_BYTES - 1, PATH_BYTES);
}

void add_short_path(struct args *out, pid_t pid, uint64_t address, size_t room)
{
	/* A length that cannot be is that of the longest path. */
	size_t looked_at = room && room < PATH_BYTES ? room : PATH_BYTES;

	add_terminated(out, pid, address, looked_at - 1, looked_at);
}

void add_string(struct args *out, pid_t pid, uint64_t address)
{
	add_terminated(out, pid, address, STRING_BYTES, STRING_BYTES + 1);
}

void add_ended_string(struct args *out, pid_t pid, uint64_t address, size_t len)
{
	if (len > STRING_BYTES)
		add_string(out, pid, address);
	else
		add_terminated(out, pid, address, len, len);
}

void add_short_string(struct args *out, pid_t pid, uint64_t address, size_t room)
{
	add_terminated(out, pid, address, room, room);
}

void add_field_text(struct args *out, const unsigned char *bytes, size_t len)
{
	size_t known = strnlen((const char *)bytes, len);

	add_bytes(out, bytes, known < len ? known : len - 1, known == len);
}

typedef void bytes_adder(struct args *out, const unsigned char *bytes, size_t len, bool more);

static void add_read_bytes(struct args *out, const struct call *c, uint64_t address, uint64_t len, bytes_adder *add)
{
	unsigned char bytes[STRING_BYTES + 1];
	size_t part = len < sizeof(bytes) ? len : sizeof(bytes);

	/* If there is more than is shown, the first byte of it must be readable too. */
	if (!address || peek(c->pid, address, bytes, part) != part)
		add_pointer(out, address);
	else
		add(out, bytes, part < STRING_BYTES ? part : STRING_BYTES, len > STRING_BYTES);
}

void add_buffer(struct args *out, const struct call *c, uint64_t address, uint64_t len)
{
	add_read_bytes(out, c, address, len, add_bytes);
}

void add_hex_buffer(struct args *out, const struct call *c, uint64_t address, uint64_t len)
{
	add_read_bytes(out, c, address, len, add_hex_bytes);
}

bool add_unknown_bytes(struct args *out, const struct call *c, int at, size_t known, const char *begin)
{
	unsigned char bytes[PAGE];
	size_t size = c->args[at + 1] < PAGE ? c->args[at + 1] : PAGE, len = size - known;
	bool any = false;

	if (size <= known)
		return false;
	if (peek(c->pid, c->args[at] + known, bytes, len) != len) {
		arg_add(out, "%s???", begin);
		return true;
	}
	for (size_t i = 0; i < len; i++)
		any = any || bytes[i];
	if (!any)
		return false;
	arg_add(out, "%s/* bytes %zu..%zu */ ", begin, known, size - 1);
	add_hex_bytes(out, bytes, len < STRING_BYTES ? len : STRING_BYTES, len > STRING_BYTES);
	return true;
}
