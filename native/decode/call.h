/* A system call of a tracee, and its arguments as text. Only types; the functions are in the other headers of this room. */
#ifndef DECODE_CALL_H
#define DECODE_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#define CALL_ARGS 6
/* Space for the arguments of one call as text. */
#define CALL_TEXT 16384
/* Space for the result of one call. */
#define RESULT_TEXT 1536
/* How many bytes of a string are shown, like strace's -s. */
#define STRING_BYTES 32

/* The sizes of buffers of so many messages are kept. */
#define KEPT_ROOMS STRING_BYTES
/* Nothing was kept from the entry. */
#define NOTHING_KEPT INT64_MIN

/* Errors that only the kernel sees: the call will be restarted. */
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
	int64_t kept; /* a value kept from the entry for the exit */
	struct timespec kept_time;
	int room[KEPT_ROOMS]; /* the same for a list of messages, of which 32 are shown */
	unsigned rooms;
	long previous; /* the number of the previous call */
	char text[CALL_TEXT];
};

/* Prints args[at] of `c`, and following arguments that belong to it. For a result, `at` means nothing. */
typedef void printer(struct args *out, const struct call *c, int at);

#endif
