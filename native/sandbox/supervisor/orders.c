/* The supervisor's command line. */
#include "sandbox/supervisor/orders.h"

#include "sandbox/supervisor/die.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define USAGE "Cure: spawnscope-supervisor --deadline MS [--user UID] [--keep FD]… [--filter-fd FD | --load-filter] [--cgroup DIR] -- /PROGRAM [ARG…]"

static long number(const char *flag, const char *text, long min, long max)
{
	char *end;
	long value;

	errno = 0;
	value = strtol(text ? text : "", &end, 10);
	if (!text || errno || *end || end == text || value < min || value > max)
		die("%s needs a whole number from %ld to %ld, not \"%.60s\". " USAGE, flag, min, max, text ? text : "");
	return value;
}

void orders_parse(struct orders *o, char **argv)
{
	*o = (struct orders){ .user = -1, .filter_fd = -1 };
	for (argv += *argv != NULL; *argv && strcmp(*argv, "--") != 0; argv++) {
		const char *flag = *argv;

		if (strcmp(flag, "--load-filter") == 0) {
			o->load_filter = true;
			continue;
		}
		if (!argv[1])
			die("%.60s needs a value. " USAGE, flag);
		argv++;
		if (strcmp(flag, "--deadline") == 0)
			o->deadline_ms = number(flag, *argv, 1, 3600000);
		else if (strcmp(flag, "--user") == 0)
			o->user = number(flag, *argv, 1, 0x7ffffffe);
		else if (strcmp(flag, "--filter-fd") == 0)
			o->filter_fd = (int)number(flag, *argv, 4, 63);
		else if (strcmp(flag, "--cgroup") == 0)
			o->cgroup = *argv;
		else if (strcmp(flag, "--keep") == 0 && o->kept_count < MAX_KEPT)
			o->kept[o->kept_count++] = (int)number(flag, *argv, 3, 63);
		else
			die("no option \"%.60s\" here. " USAGE, flag);
	}
	if (o->deadline_ms == 0 || !*argv || !argv[1])
		die("a deadline and a program are required. " USAGE);
	if (argv[1][0] != '/')
		die("the program is \"%.60s\", and PATH is not searched. Cure: give its absolute path", argv[1]);
	o->program = argv + 1;
}
