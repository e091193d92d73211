#ifndef DIE_H
#define DIE_H

/* For a fault of the helper itself: prints the message (%m is errno's text) and exits with status 70. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
