/* Names that chance would not meet, because only two numbers, or a large one, make them. */
#define _GNU_SOURCE
#include "everyCall.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>

/* The first and the last of several options in a row. Those of packet filters and of the balancer are far away. */
static const struct {
	int first, last;
} options[] = { { 0, 140 }, { 0x480, 0x490 }, { 0x7ff, 0x801 }, { 0xfff, 0x1001 } };
#define LAST_LEVEL 300

static bool has_options(int level)
{
	return level <= IPPROTO_TCP || level >= 255 || level == IPPROTO_UDP || level == 40 || level == IPPROTO_IPV6 || level == IPPROTO_ICMPV6 ||
	       level == 100 || level == 101 || level == IPPROTO_SCTP || level == IPPROTO_UDPLITE;
}

static void name_options(long number)
{
	for (int level = 0; level <= LAST_LEVEL; level++)
		for (size_t i = 0; has_options(level) && i < sizeof(options) / sizeof(*options); i++)
			for (int option = options[i].first; option <= options[i].last; option++)
				call_failing(number, (uint64_t[ARGS]){ 3, (uint64_t)level, (uint64_t)option }, ENOPROTOOPT);
}

/* The numbers of <linux/magic.h>. */
static const uint32_t magics[] = {
#include <magics.h>
};

/* The answer writes the number where struct statfs has its type. */
static void name_filesystems(long number)
{
	for (size_t i = 0; i < sizeof(magics) / sizeof(*magics); i++) {
		struct chance none = chance_of(0, 0, 0);
		uint64_t at;

		clear_memory();
		at = place(&none, zeroes);
		*(struct answer *)ANSWER = (struct answer){ .address = at, .word = magics[i] };
		call_answered(number, (uint64_t[ARGS]){ 3, at });
	}
}

/* The commands of ioctl(2) whose argument points to something. */
static const uint32_t pointed[] = {
#include <pointed.h>
};
#define POINTED_TRIALS 12

static void point_commands(uint64_t seed)
{
	static writer *const what[] = { zeroes, ones, words, flagged, text, words };

	for (size_t i = 0; i < sizeof(pointed) / sizeof(*pointed); i++)
		for (unsigned trial = 0; trial < POINTED_TRIALS; trial++) {
			struct chance c = chance_of(seed, pointed[i], trial);

			clear_memory();
			call_failing(SYS_ioctl, (uint64_t[ARGS]){ 3, pointed[i], place(&c, what[trial % 6]) }, trial == 7 ? ENOTTY : 0);
		}
}

void call_with_names(long number, uint64_t seed)
{
	if (number == SYS_ioctl)
		point_commands(seed);
	if (number == SYS_getsockopt || number == SYS_setsockopt)
		name_options(number);
	if (number == SYS_fstatfs)
		name_filesystems(number);
}
