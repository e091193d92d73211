/* What the supervisor is told, and its parts. See main.c. */
#ifndef SUPERVISOR_H
#define SUPERVISOR_H

#include <stdbool.h>
#include <sys/types.h>

/* Exit statuses of its own; any other is that of the program it started. */
enum { EXIT_DEADLINE = 124, EXIT_FAULT = 125, EXIT_NOT_STARTED = 127 };

#define MAX_KEPT 8

struct orders {
	long deadline_ms;
	long user; /* -1: stay who we are */
	int kept[MAX_KEPT];
	int kept_count;
	int filter_fd; /* the outer filter can be read here; -1: not wanted */
	bool load_filter; /* load the portable one before the program starts */
	const char *cgroup; /* a leaf of cgroup v2; NULL: none */
	char **program;
};

/* Ends with EXIT_FAULT and the words on standard error. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Fills the orders or dies, naming the cure. */
void orders_parse(struct orders *o, char **argv);

/* Becomes `user` for good: no group, no capability, none to be gained. */
void drop_to(long user);

/* In the child: everything between fork and exec. Never returns. */
_Noreturn void start_program(const struct orders *o);

/* Kills every child we have or inherit until there is none left. */
void kill_all(void);

#endif
