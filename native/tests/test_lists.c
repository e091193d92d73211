/* The tracee says how long its list is, and it may lie. The decoder stops all the same, and reads a page only once. */
#include "decode/line.h"
#include "decode/peek.h"
#include "tests/tap.h"

#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define WORDS (2 * (size_t)MANY_ITEMS)

static struct args args;

/* execve(NULL, NULL, words): what is said of the environment. */
static const char *environment(const uint64_t *words)
{
	struct call call = { .pid = getpid(), .number = SYS_execve, .args = { 0, 0, (uint64_t)(uintptr_t)words } };

	args_at_entry(&args, &call);
	return args.items[2];
}

/* poll(fds, UINT_MAX) = result: what is said of the result. */
static const char *polled(const struct pollfd *fds, int64_t result)
{
	static char text[256];
	struct call call = { .pid = getpid(), .number = SYS_ppoll, .args = { (uint64_t)(uintptr_t)fds, UINT32_MAX }, .left = true, .result = result };
	const char *error;

	result_text(text, sizeof(text), &call, &error);
	return text;
}

int main(void)
{
	uint64_t *words = calloc(WORDS, sizeof(*words));
	struct pollfd *fds = (struct pollfd *)(void *)words;
	struct reader list = { .pid = getpid() };
	uint64_t item;

	if (!words)
		return 1;
	ok(strstr(environment(words), " /* 0 vars */"), "an empty environment");
	words[0] = 1;
	ok(strstr(environment(words), " /* 1 var */"), "one variable");
	memset(words, 1, 1000 * sizeof(*words));
	ok(strstr(environment(words), " /* 1000 vars */"), "variables on several pages");
	memset(words, 1, WORDS * sizeof(*words));
	ok(strstr(environment(words), " /* 1048576 vars or more */"), "more than the kernel takes");
	memset(words, 0, WORDS * sizeof(*words));

	fds[2] = (struct pollfd){ .fd = 7, .revents = POLLIN };
	fds[MANY_ITEMS + 1] = (struct pollfd){ .fd = 8, .revents = POLLIN };
	ok(strcmp(polled(fds, 1), "1 ([{fd=7, revents=POLLIN}])") == 0, "a number of descriptors that lies");
	ok(strcmp(polled(fds, 2), "2 ([{fd=7, revents=POLLIN}])") == 0, "a result that lies too");

	ok(reader_get(&list, (uint64_t)(uintptr_t)words, &item, sizeof(item)) && item == 0, "a page is held");
	words[1] = 5;
	ok(reader_get(&list, (uint64_t)(uintptr_t)(words + 1), &item, sizeof(item)) && item == 0, "and not read again");
	ok(!reader_get(&list, 8, &item, sizeof(item)), "what is not mapped is no item");
	free(words);
	return done();
}
