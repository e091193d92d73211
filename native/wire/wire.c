/*
 * Lines are composed in one buffer and written together. One write(2) per event would cost a third of
 * the tracer's speed (measured); one every WIRE_FLUSH_MS costs nothing measurable.
 *
 * Text is made safe here, wherever it comes from: everything but printable ASCII becomes \u00XX, so a
 * line is always valid JSON and never contains a terminal escape.
 */
#include "wire/wire.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void wire_open(struct wire *w, int fd)
{
	w->fd = fd;
	w->seq = 0;
	w->start_ns = wire_now();
	w->began = false;
	w->oldest_ns = 0;
	w->give_up_ns = 0;
	w->phase = NULL;
	w->step = NULL;
	w->comma = false;
	w->broken = false;
	w->used = 0;
}

uint64_t wire_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

bool wire_due(const struct wire *w, uint64_t now)
{
	uint64_t wait_ns = w->began ? WIRE_FLUSH_MS * 1000000u : WIRE_FIRST_FLUSH_US * 1000u;

	return w->used > 0 && (w->used >= WIRE_FLUSH_BYTES || now - w->oldest_ns >= wait_ns);
}

bool wire_flush(struct wire *w)
{
	size_t done = 0;

	while (!w->broken && done < w->used) {
		ssize_t n = write(w->fd, w->buffer + done, w->used - done);

		if (n >= 0)
			done += (size_t)n;
		else if ((errno != EINTR && errno != EAGAIN) || (w->give_up_ns && wire_now() > w->give_up_ns))
			w->broken = true;
	}
	w->began = w->began || w->used > 0;
	w->used = 0;
	w->oldest_ns = 0;
	return !w->broken;
}

/* The buffer is full in the middle of a line. */
static void wire_flush_full(struct wire *w)
{
	wire_flush(w);
	w->oldest_ns = wire_now();
}

void wire_raw(struct wire *w, const char *bytes, size_t len)
{
	if (w->used == 0)
		w->oldest_ns = wire_now();
	while (len > sizeof(w->buffer) - w->used) {
		size_t room = sizeof(w->buffer) - w->used;

		memcpy(w->buffer + w->used, bytes, room);
		w->used += room;
		bytes += room;
		len -= room;
		wire_flush_full(w);
	}
	memcpy(w->buffer + w->used, bytes, len);
	w->used += len;
}

/* ---- values without what stands around them, for the generated lines ---- */

const char *decimal(long long value, char digits[DECIMAL_BYTES])
{
	static const char pairs[] = "000102030405060708091011121314151617181920212223242526272829303132333435363738394041424344454647484950515253"
				    "54555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
	unsigned long long rest = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;
	char *at = digits + DECIMAL_BYTES - 1;

	*at = '\0';
	for (; rest >= 10; rest /= 100)
		at = memcpy(at - 2, pairs + rest % 100 * 2, 2);
	/* A first digit that has no partner, or the only one. */
	if (rest > 0 || !*at)
		*--at = (char)('0' + rest);
	if (value < 0)
		*--at = '-';
	return at;
}

void wire_bare_int(struct wire *w, long long value)
{
	char digits[DECIMAL_BYTES];
	const char *text = decimal(value, digits);

	wire_put(w, text, (size_t)(digits + DECIMAL_BYTES - 1 - text));
}

void wire_bare_bool(struct wire *w, bool value)
{
	if (value)
		wire_literal(w, "true");
	else
		wire_literal(w, "false");
}

static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c <= 0x7e && c != '"' && c != '\\';
}

/* As strace spells a byte that is not plain. The reader of a line takes no other bytes (protocol/events.ts, `text`). */
static size_t put_escaped(struct wire *w, unsigned char c)
{
	static const char digits[] = "0123456789abcdef";

	if (c == '"' || c == '\\') {
		wire_put(w, (const char[]){ '\\', (char)c }, 2);
		return 1;
	}
	if (c == '\n' || c == '\t') {
		wire_put(w, c == '\n' ? "\\\\n" : "\\\\t", 3);
		return 2;
	}
	wire_put(w, (const char[]){ '\\', '\\', 'x', digits[c >> 4], digits[c & 0xf] }, 5);
	return 4;
}

void wire_bare_text(struct wire *w, const char *text)
{
	size_t room = WIRE_TEXT - strlen("...");

	if (!text) {
		wire_literal(w, "null");
		return;
	}
	wire_literal(w, "\"");
	while (*text && room >= 4) {
		char *at = w->buffer + w->used, *begin = at, *end = w->buffer + sizeof(w->buffer);

		/* Most texts are short and plain, so one loop tests and copies. */
		if ((size_t)(end - at) > room)
			end = at + room;
		while (at < end && is_plain((unsigned char)*text))
			*at++ = *text++;
		w->used += (size_t)(at - begin);
		room -= (size_t)(at - begin);
		if (w->used == sizeof(w->buffer))
			wire_flush_full(w);
		else if (*text && room >= 4)
			room -= put_escaped(w, (unsigned char)*text++);
	}
	if (*text)
		wire_literal(w, "...");
	wire_literal(w, "\"");
}

void wire_bare_texts(struct wire *w, struct wire_strings strings)
{
	wire_literal(w, "[");
	for (size_t i = 0; i < strings.count; i++) {
		if (i > 0)
			wire_literal(w, ",");
		wire_bare_text(w, strings.items[i]);
	}
	wire_literal(w, "]");
}

void wire_bare_ints(struct wire *w, struct wire_ints ints)
{
	wire_literal(w, "[");
	for (size_t i = 0; i < ints.count; i++) {
		if (i > 0)
			wire_literal(w, ",");
		wire_bare_int(w, ints.items[i]);
	}
	wire_literal(w, "]");
}

void wire_begin_plain(struct wire *w)
{
	wire_literal(w, "{\"seq\":");
	wire_bare_int(w, (long long)w->seq++);
	wire_literal(w, ",\"ns\":");
	wire_bare_int(w, (long long)(wire_now() - w->start_ns));
}

void wire_begin(struct wire *w)
{
	wire_begin_plain(w);
	wire_literal(w, ",\"phase\":");
	wire_bare_text(w, w->phase);
	wire_literal(w, ",\"step\":");
	wire_bare_text(w, w->step);
}

/* ---- values with the commas between them ---- */

static void separate(struct wire *w)
{
	if (w->comma)
		wire_literal(w, ",");
	w->comma = true;
}

void wire_key(struct wire *w, const char *key)
{
	separate(w);
	wire_literal(w, "\"");
	wire_put(w, key, strlen(key));
	wire_literal(w, "\":");
	w->comma = false;
}

void wire_open_object(struct wire *w)
{
	separate(w);
	wire_literal(w, "{");
	w->comma = false;
}

void wire_close_object(struct wire *w)
{
	wire_literal(w, "}");
	w->comma = true;
}

void wire_open_array(struct wire *w)
{
	separate(w);
	wire_literal(w, "[");
	w->comma = false;
}

void wire_close_array(struct wire *w)
{
	wire_literal(w, "]");
	w->comma = true;
}

void wire_null(struct wire *w)
{
	separate(w);
	wire_literal(w, "null");
}

void wire_bool(struct wire *w, bool value)
{
	separate(w);
	wire_bare_bool(w, value);
}

void wire_int(struct wire *w, long long value)
{
	separate(w);
	wire_bare_int(w, value);
}

void wire_text(struct wire *w, const char *text)
{
	separate(w);
	wire_bare_text(w, text);
}
