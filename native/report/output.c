/* The output of a run, and the state that both formats share. */
#include "report/output.h"

#include "report/text.h"

#include <limits.h>
#include <poll.h>
#include <unistd.h>

/* How long to wait for a slow reader at the end. */
#define PATIENCE_NS 1000000000u

struct wire report_wire;
const struct options *report_options;
static bool running;
static long lines;

bool report_as_events(void)
{
	return report_options->format == FORMAT_NDJSON;
}

void report_open(const struct options *o, uint64_t deadline_ns)
{
	report_options = o;
	wire_open(&report_wire, o->output_fd);
	report_wire.give_up_ns = deadline_ns + PATIENCE_NS;
	text_open(&report_wire, o->color_on);
}

bool report_running(void)
{
	return running;
}

long report_lines(void)
{
	return lines;
}

bool report_flush(void)
{
	return wire_flush(&report_wire);
}

void report_extend(int64_t ns)
{
	report_wire.give_up_ns += (uint64_t)ns;
}

void report_hurry(void)
{
	uint64_t soon = wire_now() + PATIENCE_NS;

	if (report_wire.give_up_ns > soon)
		report_wire.give_up_ns = soon;
}

bool report_due(uint64_t now)
{
	return wire_due(&report_wire, now);
}

bool report_waiting(void)
{
	return report_wire.used > 0;
}

bool report_broken(void)
{
	return report_wire.broken;
}

void report_start(void)
{
	running = true;
}

bool report_line(void)
{
	if (!running)
		return false;
	lines++;
	report_wire.phase = report_wire.step = NULL;
	return true;
}

bool report_line_of(const struct task *t)
{
	if (!report_line())
		return false;
	report_wire.phase = t->phase;
	report_wire.step = t->step;
	return true;
}

void report_seize(struct wire *last)
{
	size_t whole = report_wire.used;

	/* What the loop was composing when it got stuck is not a line yet. */
	while (whole > 0 && report_wire.buffer[whole - 1] != '\n')
		whole--;
	report_wire.broken = true;
	wire_open(last, report_wire.fd);
	last->seq = report_wire.seq;
	last->start_ns = report_wire.start_ns;
	last->give_up_ns = wire_now() + PATIENCE_NS;
	wire_raw(last, report_wire.buffer, whole);
}

void report_write_seized(struct wire *last)
{
	struct pollfd reader = { .fd = last->fd, .events = POLLOUT };

	/* No signal interrupts the guard, so it must not write more than fits. */
	for (size_t done = 0, len; done < last->used && poll(&reader, 1, (int)(PATIENCE_NS / 1000000)) == 1; done += len) {
		len = last->used - done < PIPE_BUF ? last->used - done : PIPE_BUF;
		if (write(last->fd, last->buffer + done, len) != (ssize_t)len)
			return;
	}
}
