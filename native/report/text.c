/*
 * Lines like strace's. At entry a call is printed as far as it is known, and the line stays open. If
 * another event must be printed before the exit, the line ends in "<unfinished ...>" and the exit is
 * printed as "<... NAME resumed>".
 *
 * The result begins in column 40 if there is room.
 */
#include "report/text.h"

#include "decode/blocks.h"
#include "decode/line.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define RESULT_COLUMN 40
#define PID_COLUMNS 5
#define COLOR_CALL "36"
#define COLOR_ERROR "31"
#define COLOR_SIGNAL "33"
#define COLOR_EXIT "35"

static struct wire *wire;
static bool colored;
/* The task whose line is open; 0: none. */
static pid_t open_line;
/* Visible characters on the open line. */
static size_t column;

void text_open(struct wire *out, bool color)
{
	wire = out;
	colored = color;
	open_line = 0;
}

static void put_bytes(const char *bytes, size_t len)
{
	wire_raw(wire, bytes, len);
	column += len;
}

static void put(const char *text)
{
	put_bytes(text, strlen(text));
}

static void put_color(const char *color, const char *text)
{
	if (!colored) {
		put(text);
		return;
	}
	wire_raw(wire, "\033[", 2);
	wire_raw(wire, color, strlen(color));
	wire_raw(wire, "m", 1);
	put(text);
	wire_raw(wire, "\033[0m", 4);
}

static void end_line(void)
{
	wire_raw(wire, "\n", 1);
	open_line = 0;
}

void text_close(void)
{
	if (!open_line)
		return;
	put(" <unfinished ...>");
	end_line();
}

static void begin_line(pid_t pid)
{
	char digits[DECIMAL_BYTES];

	text_close();
	column = 0;
	put(decimal(pid, digits));
	while (column < PID_COLUMNS)
		put(" ");
	wire_raw(wire, " ", 1);
	column++;
}

static void put_args(const struct args *args, size_t from, bool separate)
{
	for (size_t i = from; i < args->count; i++) {
		if (i > from || separate)
			put(", ");
		put(args->items[i]);
	}
}

static void finish_call(const char *result, bool failed)
{
	static const char blanks[RESULT_COLUMN + 1] = "                                        ";

	put_bytes(") ", 2);
	if (column < RESULT_COLUMN)
		put_bytes(blanks, RESULT_COLUMN - column);
	put_bytes("= ", 2);
	if (failed)
		put_color(COLOR_ERROR, result);
	else
		put(result);
	end_line();
}

void text_enter(const struct task *t)
{
	begin_line(t->tid);
	put_color(COLOR_CALL, call_name(&t->call));
	put("(");
	put_args(&t->args, 0, false);
	if (comma_at_entry(&t->call))
		put(", ");
	open_line = t->tid;
}

static void resume_line(const struct task *t)
{
	if (open_line == t->tid)
		return;
	begin_line(t->tid);
	put("<... ");
	put_color(COLOR_CALL, call_name(&t->call));
	put(" resumed>");
}

void text_leave(const struct task *t, const char *result, bool failed)
{
	const char *last = t->entry_args ? t->args.items[t->entry_args - 1] : "";
	bool comma_was_put = comma_at_entry(&t->call);

	resume_line(t);
	/* The part of the last argument that was added since its entry. */
	if (t->entry_args)
		put(last + t->entry_last_len);
	put_args(&t->args, t->entry_args, t->entry_args > 0 && !comma_was_put);
	finish_call(result, failed);
}

void text_unreturned(const struct task *t)
{
	resume_line(t);
	if (args_left(&t->call))
		put(" <unfinished ...>");
	finish_call("?", false);
}

static void cut_line(const char *words)
{
	put(words);
	end_line();
}

void text_pid_changed(pid_t former, pid_t now)
{
	char digits[DECIMAL_BYTES];

	if (open_line != former)
		return;
	put(" <pid changed to ");
	put(decimal(now, digits));
	cut_line(" ...>");
}

void text_detached(void)
{
	if (open_line)
		cut_line(" <detached ...>");
}

void text_line(pid_t pid, const char *format, ...)
{
	char line[CALL_TEXT];
	va_list list;

	va_start(list, format);
	vsnprintf(line, sizeof(line), format, list);
	va_end(list);
	begin_line(pid);
	put_color(line[0] == '-' ? COLOR_SIGNAL : COLOR_EXIT, line);
	end_line();
}
