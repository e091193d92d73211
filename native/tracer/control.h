/* The lines by which a person lets a held child go, or sends a signal meanwhile. See control.c. */
#ifndef CONTROL_H
#define CONTROL_H

#include <stdbool.h>
#include <stddef.h>

enum order_kind {
	ORDER_NONE,    /* nothing has come, or not a whole line */
	ORDER_RELEASE, /* "release" */
	ORDER_SEND,    /* "send NAME", "send NAME:child" */
	ORDER_WRONG,   /* any other line: `why` says what may be written */
	ORDER_OVER,    /* no line will come any more */
};

struct order {
	enum order_kind kind;
	int signal;
	bool to_child;
	char why[240];
};

/* What a line asks for: a release, a signal, or nothing that is known. Pure. */
struct order order_in(const char *line);

/* The next order on the descriptor. Waits for nothing. */
struct order control_next(int fd);
/* Whether a person types the lines, in the foreground. */
bool control_is_typed(int fd);

#endif
