/* How the supervisor ends. See die.c. */
#ifndef SUPERVISOR_DIE_H
#define SUPERVISOR_DIE_H

/* Exit statuses of its own; any other is that of the program it started. */
enum { EXIT_DEADLINE = 124, EXIT_FAULT = 125, EXIT_NOT_STARTED = 127 };

/* Ends with EXIT_FAULT and the words on standard error. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
