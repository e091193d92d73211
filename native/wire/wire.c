/*
 * Lines are composed in one buffer and written together. One write(2) per event would cost a third of
 * the tracer's speed (measured); one every WIRE_FLUSH_MS costs nothing measurable.
 *
 * Text is made safe here, wherever it comes from: everything but printable ASCII becomes \u00XX, so a
 * line is always valid JSON and never contains a terminal escape.
 */
#include "wire/wire.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void wire_open(struct wire *w, int fd)
{
	w->fd = fd;
	w->seq = 0;
	w->start_ns = wire_now();
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
	return w->used > 0 && (w->used >= WIRE_FLUSH_BYTES || now - w->oldest_ns >= WIRE_FLUSH_MS * 1000000u);
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
	w->used = 0;
	w->oldest_ns = 0;
	return !w->broken;
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
		wire_flush(w);
		w->oldest_ns = wire_now();
	}
	memcpy(w->buffer + w->used, bytes, len);
	w->used += len;
}

static void put(struct wire *w, const char *text)
{
	wire_raw(w, text, strlen(text));
}

static void separate(struct wire *w)
{
	if (w->comma)
		wire_raw(w, ",", 1);
	w->comma = true;
}

void wire_begin_plain(struct wire *w)
{
	w->comma = false;
	wire_open_object(w);
	wire_key(w, "seq");
	wire_int(w, (long long)w->seq++);
	wire_key(w, "ns");
	wire_int(w, (long long)(wire_now() - w->start_ns));
}

void wire_begin(struct wire *w)
{
	wire_begin_plain(w);
	wire_key(w, "phase");
	wire_text(w, w->phase);
	wire_key(w, "step");
	wire_text(w, w->step);
}

void wire_finish(struct wire *w)
{
	wire_close_object(w);
	put(w, "\n");
}

void wire_key(struct wire *w, const char *key)
{
	separate(w);
	wire_raw(w, "\"", 1);
	put(w, key);
	wire_raw(w, "\":", 2);
	w->comma = false;
}

void wire_open_object(struct wire *w)
{
	separate(w);
	put(w, "{");
	w->comma = false;
}

void wire_close_object(struct wire *w)
{
	put(w, "}");
	w->comma = true;
}

void wire_open_array(struct wire *w)
{
	separate(w);
	put(w, "[");
	w->comma = false;
}

void wire_close_array(struct wire *w)
{
	put(w, "]");
	w->comma = true;
}

void wire_null(struct wire *w)
{
	separate(w);
	put(w, "null");
}

void wire_bool(struct wire *w, bool value)
{
	separate(w);
	put(w, value ? "true" : "false");
}

const char *decimal(long long value, char digits[DECIMAL_BYTES])
{
	unsigned long long rest = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;
	char *at = digits + DECIMAL_BYTES - 1;

	*at = '\0';
	do
		*--at = (char)('0' + rest % 10);
	while (rest /= 10);
	if (value < 0)
		*--at = '-';
	return at;
}

void wire_int(struct wire *w, long long value)
{
	char digits[DECIMAL_BYTES];

	separate(w);
	put(w, decimal(value, digits));
}

static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c <= 0x7e && c != '"' && c != '\\';
}

void wire_text(struct wire *w, const char *text)
{
	const char *rest = text;

	if (!text) {
		wire_null(w);
		return;
	}
	separate(w);
	wire_raw(w, "\"", 1);
	while (*rest) {
		size_t plain = 0;
		char escaped[8];

		while (is_plain((unsigned char)rest[plain]))
			plain++;
		wire_raw(w, rest, plain);
		rest += plain;
		if (!*rest)
			break;
		snprintf(escaped, sizeof(escaped), *rest == '"' || *rest == '\\' ? "\\%c" : "\\u%04x", (unsigned char)*rest);
		put(w, escaped);
		rest++;
	}
	wire_raw(w, "\"", 1);
}

void wire_texts(struct wire *w, struct wire_strings strings)
{
	wire_open_array(w);
	for (size_t i = 0; i < strings.count; i++)
		wire_text(w, strings.items[i]);
	wire_close_array(w);
}

void wire_int_list(struct wire *w, struct wire_ints ints)
{
	wire_open_array(w);
	for (size_t i = 0; i < ints.count; i++)
		wire_int(w, ints.items[i]);
	wire_close_array(w);
}
