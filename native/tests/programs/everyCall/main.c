/*
 * everyCall answer NAME TRACER ARGUMENT…: starts the process that answers, then the tracer.
 * everyCall trace NAME SEED PART PARTS: the traced program. It makes each call of the decoder's table (rows.h, made from calls.c)
 * with every value of each argument, which fails with one error after another; then with arguments drawn by chance and a result.
 * PART of PARTS: only each so many-th call.
 */
#define _GNU_SOURCE
#include "everyCall.h"

#include <linux/netlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct {
	long number;
	const char *name;
	const char *printers[ARGS];
} rows[] = {
#include <rows.h>
};
#define ROWS (sizeof(rows) / sizeof(*rows))

/* The last error that programs know, and those of the kernel itself without the ones that restart a call. */
#define LAST_ERROR 133
#define FIRST_INTERNAL 517
#define LAST_INTERNAL 531
#define KINDS_OF_ERROR (LAST_ERROR + 2 + LAST_INTERNAL - FIRST_INTERNAL)
#define CHANCE_TRIALS 30
#define FIRST_NETLINK 10

/* Arguments without a printer of their own are spelt by the one before them, if at all. */
static const char *printer_of(size_t row, int at)
{
	return rows[row].printers[at] ? rows[row].printers[at] : "rest";
}

static void plain_args(struct chance *c, size_t row, uint64_t *args)
{
	for (int i = 0; i < ARGS; i++)
		args[i] = plain_value(c, printer_of(row, i));
}

/* Every fourth call succeeds. */
static int error_of(unsigned trial)
{
	int kind = (int)(trial % KINDS_OF_ERROR);

	if (trial % 4 == 0)
		return 0;
	return kind <= LAST_ERROR ? kind : FIRST_INTERNAL + kind - LAST_ERROR - 1;
}

/* Each value of each argument. */
static void fail_with_all(size_t row, uint64_t seed)
{
	unsigned trial = 0;

	for (int at = 0; at < ARGS; at++) {
		/* The last printer may spell the arguments after it. */
		if (at > 0 && !rows[row].printers[at] && !rows[row].printers[at - 1] && trial > 600)
			break;
		for (unsigned value = 0; value < value_count(printer_of(row, at)); value++) {
			struct chance c = chance_of(seed, (uint64_t)rows[row].number, ++trial);
			uint64_t args[ARGS];

			clear_memory();
			plain_args(&c, row, args);
			args[at] = value_at(&c, printer_of(row, at), value);
			call_failing(rows[row].number, args, error_of(trial));
		}
		if (!rows[row].printers[at])
			break;
	}
}

/* Every program ends with one of these; if a filter refuses it, it is no decoder that is asked. */
static bool is_the_end(size_t row)
{
	return rows[row].number == SYS_exit || rows[row].number == SYS_exit_group;
}

/* Creating and executing cannot be made up, because the kernel tells a tracer of them by events. */
static bool is_told_by_events(const char *name)
{
	static const char *const names[] = { "fork", "vfork", "clone", "clone3", "execve", "execveat" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void succeed_by_chance(size_t row, uint64_t seed)
{
	static const int64_t results[] = { 0, 0, 1, 1, 2, 3, 4, 8, 16, 24, 31, 32, 33, 64, 128, 4095, 4096, INT32_MAX, 1ll << 31, 1ll << 40 };
	static const uint32_t lengths[] = { 0, 1, 2, 3, 4, 8, 12, 16, 20, 28, 33, 110, 128, 200, -1 };
	struct answer *answer = (struct answer *)ANSWER;

	for (unsigned trial = 0; trial < CHANCE_TRIALS && !is_told_by_events(rows[row].name); trial++) {
		struct chance c = chance_of(seed + 1, (uint64_t)rows[row].number, trial);
		uint64_t args[ARGS], changed;

		clear_memory();
		plain_args(&c, row, args);
		changed = args[draw(&c, ARGS)];
		*answer = (struct answer){
			.result = results[draw(&c, sizeof(results) / sizeof(*results))],
			.address = changed >= ARENA && changed <= ARENA_END - 4 && draw(&c, 2) ? changed : 0,
			.word = lengths[draw(&c, sizeof(lengths) / sizeof(*lengths))],
		};
		call_answered(rows[row].number, args);
	}
}

/* Netlink sockets have decoders by protocol. One of them has no address, so that nobody can tell its protocol. */
static void open_netlink(void)
{
	static const int protocols[] = { NETLINK_ROUTE,   NETLINK_AUDIT, NETLINK_SOCK_DIAG, NETLINK_KOBJECT_UEVENT,
					 NETLINK_GENERIC, NETLINK_XFRM,  NETLINK_NETFILTER, NETLINK_ROUTE };
	struct sockaddr_nl a = { .nl_family = AF_NETLINK };

	for (int i = 0; i < (int)(sizeof(protocols) / sizeof(*protocols)); i++) {
		int s = socket(AF_NETLINK, SOCK_RAW, protocols[i]);

		if (s >= 0 && i < 7)
			bind(s, (struct sockaddr *)&a, sizeof(a));
		if (s >= 0)
			dup2(s, FIRST_NETLINK + i);
		if (s >= 0 && s != FIRST_NETLINK + i)
			close(s);
	}
}

static int trace(char **args)
{
	uint64_t seed = strtoull(args[1], NULL, 10);
	size_t part = strtoul(args[2], NULL, 10), parts = strtoul(args[3], NULL, 10);
	int shared = memfd_create("answers", 0);

	if (ftruncate(shared, SHARED_BYTES) != 0)
		return 2;
	open_netlink();
	map_memory(shared);
	if (begin_answers(args[0], install_filter(), shared) != 0) {
		perror(args[0]);
		return 2;
	}
	for (size_t row = part; row < ROWS; row += parts) {
		if (is_the_end(row))
			continue;
		fail_with_all(row, seed);
		succeed_by_chance(row, seed);
		call_with_names(rows[row].number, seed);
	}
	if (part == 0)
		syscall(SYS_exit, 0);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc > 3 && strcmp(argv[1], "answer") == 0) {
		personality(ADDR_NO_RANDOMIZE);
		close_range(3, ~0u, 0);
		answer_calls(argv[2]);
		execvp(argv[3], argv + 3);
		perror(argv[3]);
		return 127;
	}
	if (argc == 6 && strcmp(argv[1], "trace") == 0)
		return trace(argv + 2);
	fprintf(stderr, "everyCall answer NAME TRACER ARGUMENT… | everyCall trace NAME SEED PART PARTS\n");
	return 2;
}
