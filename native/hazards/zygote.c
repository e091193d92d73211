/*
 * A parent loads what every worker needs, and then forks the workers. They share its pages until they write to them: what
 * elsewhere is a cost of fork is the point here. Workers that load by themselves, as a program after exec does, share nothing.
 */
#include "experiment.h"

#include <string.h>

enum { LOAD, WRITES, SETTINGS };
enum load { LOAD_BEFORE, LOAD_AFTER };
enum writes { WRITES_NONE, WRITES_HALF, WRITES_ALL };
#define WORKERS 2
#define LOADED_KB (32 * 1024)
#define PAGE_BYTES 4096

static char *library;
static long *private_kb;
/* A worker says that it has measured, and stays until all have. */
static int measured[2], leave[2];

static char *load(void)
{
	char *memory = mmap(NULL, LOADED_KB * 1024, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		return NULL;
	madvise(memory, LOADED_KB * 1024, MADV_NOHUGEPAGE);
	memset(memory, 1, LOADED_KB * 1024);
	return memory;
}

static long number_after(const char *text, const char *name)
{
	const char *line = strstr(text, name);
	long kb = 0;

	if (line)
		sscanf(line + strlen(name), " %ld", &kb);
	return kb;
}

/* What the kernel counts as this process's alone. */
static long own_private_kb(void)
{
	char text[4096] = "";
	int fd = open("/proc/self/smaps_rollup", O_RDONLY | O_CLOEXEC);

	if (fd < 0 || read(fd, text, sizeof(text) - 1) < 0)
		return -1;
	close(fd);
	return number_after(text, "Private_Clean:") + number_after(text, "Private_Dirty:");
}

static _Noreturn void worker_main(const struct launch *launch, int number)
{
	static const size_t parts[] = { 0, LOADED_KB * 1024 / 2, LOADED_KB * 1024 };
	char byte;

	BECOME((enum role)(ROLE_CHILD + number));
	close(leave[1]);
	AT(child_setup, work);
	if (launch->values[LOAD] == LOAD_AFTER)
		library = load();
	for (size_t at = 0; library && at < parts[launch->values[WRITES]]; at += PAGE_BYTES)
		library[at]++;
	AT(child_setup, measure);
	private_kb[number] = own_private_kb();
	if (write(measured[1], "", 1) != 1 || read(leave[0], &byte, 1) != 0)
		_exit(1);
	_exit(0);
}

/* In tenths, so that the worker's own few pages do not count. */
static long percent_private(void)
{
	long sum = 0;

	for (int n = 0; n < WORKERS; n++)
		sum += private_kb[n];
	return (sum * 10 / WORKERS + LOADED_KB / 2) / LOADED_KB * 10;
}

static int spawn(const struct launch *launch, int *status)
{
	pid_t worker[WORKERS];
	char byte;

	AT(prepare, load);
	decided("fork");
	private_kb = shared_cell(sizeof(long[WORKERS]));
	library = launch->values[LOAD] == LOAD_BEFORE ? load() : NULL;
	if (!private_kb || pipe(measured) != 0 || pipe(leave) != 0)
		return errno;
	for (int n = 0; n < WORKERS; n++) {
		AT(create, fork);
		worker[n] = fork();
		if (worker[n] == 0)
			worker_main(launch, n);
		if (worker[n] < 0)
			return errno;
	}
	AT(resume, await_the_workers);
	for (int n = 0; n < WORKERS; n++)
		if (read(measured[0], &byte, 1) != 1)
			return EIO;
	close(leave[1]);
	AT(reap, wait);
	for (int n = 0; n < WORKERS; n++)
		waitpid(worker[n], status, 0);
	finding("percent_private_to_each_worker", percent_private() >= 50, "%ld", percent_private());
	return 0;
}

static const struct strategy_setting settings[] = {
	[LOAD] = CHOICE("load", "before after", "the parent loads before fork, or each worker does"),
	[WRITES] = CHOICE("writes", "none half all", "how much of it each worker writes to"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(zygote, "A parent made for forking", "Workers share what the parent has loaded, until they write to it.", "fork");
