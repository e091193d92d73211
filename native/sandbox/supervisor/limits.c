/*
 * The limits stand before the program starts, so it does not matter what the
 * program does first. Those that the kernel counts by user (processes among
 * them) have to be set inside the run's own user namespace: outside, they
 * would count the other runs too, and the namespace could not even be made.
 */
#include "sandbox/supervisor/limits.h"

#include "sandbox/supervisor/die.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>

static const struct {
	const char *name;
	int which;
} known[LIMIT_COUNT] = {
	{ "as", RLIMIT_AS },
	{ "fsize", RLIMIT_FSIZE },
	{ "cpu", RLIMIT_CPU },
	{ "nofile", RLIMIT_NOFILE },
	{ "core", RLIMIT_CORE },
	{ "memlock", RLIMIT_MEMLOCK },
	{ "stack", RLIMIT_STACK },
	{ "nproc", RLIMIT_NPROC },
	{ "msgqueue", RLIMIT_MSGQUEUE },
	{ "sigpending", RLIMIT_SIGPENDING },
};

bool limits_take(struct limits *l, const char *word)
{
	const char *equals = strchr(word, '=');
	char *end;

	for (int i = 0; equals && i < LIMIT_COUNT; i++) {
		if (strncmp(word, known[i].name, (size_t)(equals - word)) != 0 || known[i].name[equals - word] != '\0')
			continue;
		errno = 0;
		l->value[i] = strtoul(equals + 1, &end, 10);
		l->wanted[i] = equals[1] >= '0' && equals[1] <= '9' && *end == '\0' && errno == 0;
		return l->wanted[i];
	}
	return false;
}

/* Since Linux 5.14 the kernel counts processes per user namespace. Before that, a limit would count every run. */
static bool counts_by_namespace(void)
{
	struct utsname host;
	int major = 0, minor = 0;

	uname(&host);
	sscanf(host.release, "%d.%d", &major, &minor);
	return major > 5 || (major == 5 && minor >= 14);
}

void limits_set(const struct limits *l)
{
	for (int i = 0; i < LIMIT_COUNT; i++) {
		struct rlimit now, wanted = { l->value[i], l->value[i] };
		__rlimit_resource_t which = (__rlimit_resource_t)known[i].which;

		if (!l->wanted[i] || (which == RLIMIT_NPROC && !counts_by_namespace()))
			continue;
		if (getrlimit(which, &now) == 0 && now.rlim_max < wanted.rlim_max)
			wanted.rlim_cur = wanted.rlim_max = now.rlim_max;
		if (setrlimit(which, &wanted) != 0)
			die("setrlimit %s: %m", known[i].name);
	}
}
