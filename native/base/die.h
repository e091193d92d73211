#ifndef DIE_H
#define DIE_H

/* Our own failure: says what, with errno's words for %m, and ends with status 70. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
