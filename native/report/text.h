/* Lines as `strace -f -o` writes them. See text.c. */
#ifndef TEXT_H
#define TEXT_H

#include "tasks/tasks.h"
#include "wire/wire.h"

#include <stdbool.h>

/* Where the lines go, and whether call names, errors and signals get a colour. */
void text_open(struct wire *out, bool color);
void text_enter(const struct task *t);
/* `result` as result_text() spells it. */
void text_leave(const struct task *t, const char *result, bool failed);
/* A line of its own: "--- SIGCHLD {…} ---", "+++ exited with 0 +++". */
void text_line(pid_t pid, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Ends a line that is still open. */
void text_close(void);

#endif
