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
/* The task ends in its call: "= ?". */
void text_unreturned(const struct task *t);
/* execve(2) from a thread: its open line ends, because it goes on under another id. */
void text_pid_changed(pid_t former, pid_t now);
/* The tracing ends here, and the task whose line is open runs on. */
void text_detached(void);
/* A line that is no call: "--- SIGCHLD {…} ---", "+++ exited with 0 +++". */
void text_line(pid_t pid, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Ends the line if one is open. */
void text_close(void);

#endif
