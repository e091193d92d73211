/* Writes NDJSON: one object a line, buffered, to a descriptor of its own. See wire.c. */
#ifndef WIRE_H
#define WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The size of the buffer. */
#define WIRE_BUFFER_BYTES (64 * 1024)
/* Write when this many bytes are waiting, or WIRE_FLUSH_MS after the first of them. Somebody waits for the very first ones. */
/* Characters of a text, as its reader counts them (protocol/events.ts, `text`). */
#define WIRE_TEXT 8192
#define WIRE_FLUSH_BYTES (32 * 1024)
#define WIRE_FLUSH_MS 3
#define WIRE_FIRST_FLUSH_US 500

struct wire_strings {
	const char *const *items;
	size_t count;
};

struct wire_ints {
	const long long *items;
	size_t count;
};

/* The output. `phase` and `step` go into the next line; NULL outside a strategy. */
struct wire {
	int fd;
	uint64_t seq;
	uint64_t start_ns;
	bool began;                   /* something has been written */
	uint64_t oldest_ns;           /* when the first unwritten byte was added; 0: none is waiting */
	volatile uint64_t give_up_ns; /* a reader that keeps us waiting until then counts as gone; 0: wait for ever */
	const char *phase;
	const char *step;
	bool comma;
	bool broken; /* the reader is gone, so nothing more is written */
	size_t used;
	char buffer[WIRE_BUFFER_BYTES];
};

void wire_open(struct wire *w, int fd);
/* Monotonic nanoseconds. */
uint64_t wire_now(void);
/* True if the buffer should be flushed, because of its size or its age. */
bool wire_due(const struct wire *w, uint64_t now);
/*
 * Writes everything that is waiting. Returns false once the reader is gone: EPIPE, or it did not read
 * until give_up_ns. The deadline is only noticed when a signal interrupts the write, so a timer must
 * be running.
 */
bool wire_flush(struct wire *w);
/* Adds raw bytes, for the text format. Never splits a line across a failed write. */
void wire_raw(struct wire *w, const char *bytes, size_t len);
/* The same, for what is short and mostly fits. */
static inline void wire_put(struct wire *w, const char *bytes, size_t len)
{
	if (w->used == 0 || len > sizeof(w->buffer) - w->used) {
		wire_raw(w, bytes, len);
		return;
	}
	memcpy(w->buffer + w->used, bytes, len);
	w->used += len;
}
#define wire_literal(w, text) wire_put(w, text, sizeof(text) - 1)

/* Like printf's %lld, but faster: every line needs several. Returns where the text begins in `digits`. */
#define DECIMAL_BYTES 24
const char *decimal(long long value, char digits[DECIMAL_BYTES]);

/* Only for gen/wire_*.h: a line from its "seq" to its "step", the same without "phase" and "step", and bare values. */
void wire_begin(struct wire *w);
void wire_begin_plain(struct wire *w);
void wire_bare_int(struct wire *w, long long value);
void wire_bare_bool(struct wire *w, bool value);
void wire_bare_text(struct wire *w, const char *text);
void wire_bare_texts(struct wire *w, struct wire_strings strings);
void wire_bare_ints(struct wire *w, struct wire_ints ints);

/* JSON that is composed by hand: these put the commas. */
void wire_key(struct wire *w, const char *key);
void wire_open_object(struct wire *w);
void wire_close_object(struct wire *w);
void wire_open_array(struct wire *w);
void wire_close_array(struct wire *w);
void wire_null(struct wire *w);
void wire_bool(struct wire *w, bool value);
void wire_int(struct wire *w, long long value);
void wire_text(struct wire *w, const char *text);

#endif
