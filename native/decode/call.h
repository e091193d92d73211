/* A system call of a tracee, and its arguments as text. Only types: the functions are in the other headers of this folder. */
#ifndef DECODE_CALL_H
#define DECODE_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define CALL_ARGS 6
/* Room for the arguments of one call as text. */
#define CALL_TEXT 16384
/* strace's -s: bytes of a string that are shown. */
#define STRING_BYTES 32

/* Errors the kernel keeps for itself: the call will be begun again. */
#define RESTARTSYS 512
#define RESTARTNOINTR 513
#define RESTARTNOHAND 514
#define RESTART_RESTARTBLOCK 516

/* One call of one tracee, at its entry or its exit. */
struct call {
	pid_t pid;
	long number;
	uint64_t args[CALL_ARGS];
	uint64_t sp;
	bool left; /* at exit: `result` is known */
	bool failed;
	int64_t result; /* or -errno */
};

/* The arguments as text: `count` strings in one buffer. */
struct args {
	const char *items[CALL_ARGS + 4];
	size_t count;
	size_t used;
	int64_t kept;  /* what an entry leaves for its exit; -1: nothing */
	long previous; /* the number of the call before */
	char text[CALL_TEXT];
};

/* Prints one argument of `c`: args[at] and, where it belongs together, what follows. Of a result, `at` says nothing. */
typedef void printer(struct args *out, const struct call *c, int at);

#endif
