/* The supervisor's command line. */
#include "sandbox/supervisor/orders.h"

#include "sandbox/supervisor/die.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define USAGE \
	"Cure: spawnscope-supervisor --deadline MS [--go FD] [--user UID] [--keep FD]… [--load-filter | --compiles] [--cgroup DIR] [--limit NAME=N]… -- /PROGRAM [ARG…], or --inside [--load-filter [--compiles]] [--tmp-bytes N --tmp-files N] [--limit NAME=N]… -- /PROGRAM [ARG…], or --inside … --words FD, or --serve SOCKET"

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
	*o = (struct orders){ .user = -1, .go = -1, .words = -1 };
	for (argv += *argv != NULL; *argv && strcmp(*argv, "--") != 0; argv++) {
		const char *flag = *argv;

		if (strcmp(flag, "--load-filter") == 0 || strcmp(flag, "--inside") == 0) {
			*(flag[2] == 'l' ? &o->load_filter : &o->inside) = true;
			continue;
		}
		if (strcmp(flag, "--compiles") == 0) {
			o->compiles = true;
			continue;
		}
		if (!argv[1])
			die("%.60s needs a value. " USAGE, flag);
		argv++;
		if (strcmp(flag, "--deadline") == 0)
			o->deadline_ms = number(flag, *argv, 1, 3600000);
		else if (strcmp(flag, "--user") == 0)
			o->user = number(flag, *argv, 1, 0x7ffffffe);
		else if (strcmp(flag, "--tmp-bytes") == 0)
			o->tmp_bytes = number(flag, *argv, 4096, 1 << 30);
		else if (strcmp(flag, "--tmp-files") == 0)
			o->tmp_files = number(flag, *argv, 8, 1 << 20);
		else if (strcmp(flag, "--limit") == 0 && limits_take(&o->limits, *argv))
			continue;
		else if (strcmp(flag, "--cgroup") == 0)
			o->cgroup = *argv;
		else if (strcmp(flag, "--keep") == 0 && o->kept_count < MAX_KEPT)
			o->kept[o->kept_count++] = (int)number(flag, *argv, 3, 63);
		else if (strcmp(flag, "--go") == 0)
			o->go = (int)number(flag, *argv, 3, 63);
		else if (strcmp(flag, "--words") == 0)
			o->words = (int)number(flag, *argv, 3, 63);
		else
			die("no option \"%.60s\" here. " USAGE, flag);
	}
	if (o->inside && o->words >= 0 && !*argv)
		return;
	if ((o->deadline_ms == 0 && !o->inside) || !*argv || !argv[1])
		die("a deadline and a program are required. " USAGE);
	if (argv[1][0] != '/')
		die("the program is \"%.60s\", and PATH is not searched. Cure: give its absolute path", argv[1]);
	o->program = argv + 1;
}
