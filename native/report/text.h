/* Lines like those of `strace -f -o`. See text.c. */
#ifndef TEXT_H
#define TEXT_H

#include "tasks/tasks.h"
#include "wire/wire.h"

#include <stdbool.h>

/* Sets where the lines go, and whether call names, errors and signals are coloured. */
void text_open(struct wire *out, bool color);
void text_enter(const struct task *t);
/* `result` comes from result_text(). */
void text_leave(const struct task *t, const char *result, bool failed);
/* A line that is no call: "--- SIGCHLD {…} ---", "+++ exited with 0 +++". */
void text_line(pid_t pid, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Ends the line if one is open. */
void text_close(void);

#endif
