/*
 * The control descriptor: a terminal, a pipe or a socket on which lines come.
 *
 * The loop must never wait here. So a read is tried only after poll(2) has said that it gives something, and the loop's own timer
 * interrupts it if another reader was faster. The descriptor is not set to O_NONBLOCK, because a terminal shares that
 * flag with the shell.
 */
#include "tracer/control.h"

#include "decode/names.h"
#include "sandbox/contain.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A longer line is no order. */
#define LINE_BYTES 64
/* The loop has other things to do than to read a line that does not end. */
#define MANY_READS 128

/* What was read and not taken yet. A line that does not fit is dropped up to its end. */
static char unread[LINE_BYTES];
static size_t used;
static bool too_long, over;

/* `format` has a place for what was typed, and behind "Cure: " one for the word that was probably meant. */
static struct order wrong(const char *format, const char *what, struct nearest near)
{
	struct order order = { .kind = ORDER_WRONG };
	const char *meant = nearest_found(&near);
	char guess[80] = "";

	if (meant)
		snprintf(guess, sizeof(guess), "did you mean %s? Otherwise ", meant);
	snprintf(order.why, sizeof(order.why), format, what, guess);
	/* What was typed may be anything, and goes to a terminal and into an event. */
	for (char *at = order.why; *at; at++)
		if (*at < ' ' || *at > '~')
			*at = '?';
	return order;
}

static struct nearest nearest_word(const char *words, const char *word)
{
	struct nearest near = nearest_to(word, strlen(word));

	nearest_try_spaced(&near, words);
	return near;
}

/* What follows "send ": NAME, NAME:parent or NAME:child. */
static struct order send_order(const char *words)
{
	struct order order = { .kind = ORDER_SEND };
	const char *colon = strchr(words, ':');
	char name[24];

	snprintf(name, sizeof(name), "%.*s", colon ? (int)(colon - words) : (int)sizeof(name) - 1, words);
	order.to_child = colon && strcmp(colon, ":child") == 0;
	if (colon && !order.to_child && strcmp(colon, ":parent") != 0)
		return wrong("bad_value: no such recipient \"%.40s\". Cure: %ssend NAME, or send NAME:child", colon + 1,
			     nearest_word("child parent", colon + 1));
	order.signal = signal_number(name);
	if (order.signal)
		return order;
	return wrong("unknown_signal: no signal \"%.40s\". Cure: %sa name of signal(7): send INT, send TERM:child", name, nearest_signal(name, strlen(name)));
}

struct order order_in(const char *line)
{
	if (strcmp(line, "release") == 0)
		return (struct order){ .kind = ORDER_RELEASE };
	if (strncmp(line, "send ", 5) == 0)
		return send_order(line + 5);
	return wrong("bad_value: \"%.40s\" is no order. Cure: %srelease, send NAME or send NAME:child, one a line", line, nearest_word("release send", line));
}

/* Takes the first line out of what was read. False if there is no whole one. */
static bool take_line(char *line)
{
	char *end = memchr(unread, '\n', used);
	size_t len = end ? (size_t)(end - unread) : 0;

	if (!end && used < sizeof(unread) && !(over && used > 0))
		return false;
	if (!end) {
		/* The last line may lack its end. A line that fills the buffer is too long, and its rest is still to come. */
		len = used < sizeof(unread) ? used : sizeof(unread) - 1;
		too_long = used == sizeof(unread);
	}
	memcpy(line, unread, len);
	line[len] = '\0';
	if (len > 0 && line[len - 1] == '\r')
		line[len - 1] = '\0';
	used = end ? used - len - 1 : 0;
	memmove(unread, end ? end + 1 : unread, used);
	return true;
}

/* The rest of a line that was too long. */
static void drop_rest(void)
{
	char *end = memchr(unread, '\n', used);

	used = end ? used - (size_t)(end + 1 - unread) : 0;
	memmove(unread, end ? end + 1 : unread, used);
	too_long = !end;
}

/* A read from the background would stop this process (SIGTTIN). */
static bool in_background(int fd)
{
	pid_t foreground = tcgetpgrp(fd);

	return foreground > 0 && foreground != getpgrp();
}

bool control_is_typed(int fd)
{
	return isatty(fd) && !in_background(fd);
}

/* Reads once, if that gives something at once. False if it gave nothing new. */
static bool fill(int fd)
{
	struct pollfd on = { .fd = fd, .events = POLLIN };
	ssize_t got;

	/* In the sandbox descriptor 0 is the lease, on which no orders come. */
	if (fd == 0 && contained_by() != WIRE_HELLO_SANDBOX_NONE)
		over = true;
	if (over || used == sizeof(unread) || poll(&on, 1, 0) != 1 || in_background(fd))
		return false;
	got = read(fd, unread + used, sizeof(unread) - used);
	if (got > 0)
		used += (size_t)got;
	else if (got == 0 || errno != EINTR)
		over = true;
	return got >= 0;
}

struct order control_next(int fd)
{
	char line[LINE_BYTES];

	for (int reads = 0; reads < MANY_READS; reads++) {
		if (too_long)
			drop_rest();
		if (!too_long && take_line(line))
			return order_in(line);
		if (!fill(fd))
			break;
	}
	return (struct order){ .kind = over && used == 0 ? ORDER_OVER : ORDER_NONE };
}
