/* How the supervisor ends. See die.c. */
#ifndef SUPERVISOR_DIE_H
#define SUPERVISOR_DIE_H

/* The supervisor's own exit statuses. Any other is that of the program it started. */
enum { EXIT_DEADLINE = 124, EXIT_FAULT = 125, EXIT_NOT_STARTED = 127 };

/* Prints the message and exits with EXIT_FAULT. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
