/*
 * Runs in place of the helper and tries to get out of the sandbox. It stands for an attacker who can
 * run code in the helper; see server/sandbox/hostile.test.ts.
 *
 * Like the helper, it first checks its walls, unless its first word is whoami: a helper that was taken over
 * at once checks nothing. Each word on its command line is one attempt. The
 * result of each is a line "attempt what result" on fd 3: the name of an errno, "ok" or a number. It
 * does no harm even if it succeeds: it only opens things and looks.
 */
#include "tests/hostile/hostile.h"

#include "sandbox/contain.h"
#include "decode/names.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *attempt;

void tell(const char *what, const char *format, ...)
{
	char line[400];
	va_list args;
	int used = snprintf(line, sizeof(line), "%s %s ", attempt, what);

	va_start(args, format);
	vsnprintf(line + used, sizeof(line) - (size_t)used, format, args);
	va_end(args);
	dprintf(3, "%s\n", line);
}

void result(const char *what, long value)
{
	tell(what, "%s", value >= 0 ? "ok" : errno_name(errno));
}

static const struct {
	const char *name;
	void (*act)(void);
} attempts[] = {
	{ "read-files", read_files },
	{ "look-round", look_round },
	{ "descriptors", list_descriptors },
	{ "processes", list_processes },
	{ "rights", list_rights },
	{ "create-files", create_files },
	{ "write-kernel", write_kernel },
	{ "namespaces", namespaces },
	{ "mounts", mounts },
	{ "kernel-calls", kernel_calls },
	{ "other-abis", other_abis },
	{ "sockets", sockets },
	{ "socket-pairs", socket_pairs },
	{ "fill-files", fill_files },
	{ "limits", list_limits },
	{ "fake-status", fake_status },
	{ "signal-others", signal_others },
	{ "take-time", take_time },
	{ "trace-init", trace_init },
	{ "trace-as-tracee", trace_as_tracee },
	{ "fork-bomb", fork_bomb },
	{ "memory-bomb", memory_bomb },
	{ "fill-disk", fill_disk },
	{ "raise-limits", raise_limits },
	{ "become-root", become_root },
	{ "run-setuid", run_setuid },
	{ "whoami", whoami },
	{ "spin", spin },
	{ "daemonise", daemonise },
};

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "whoami") != 0)
		contain();
	for (int i = 1; i < argc; i++) {
		attempt = argv[i];
		if (strncmp(attempt, "reach=", 6) == 0)
			reach(attempt + 6);
		if (strncmp(attempt, "send=", 5) == 0)
			send_to(attempt + 5);
		for (size_t a = 0; a < sizeof(attempts) / sizeof(*attempts); a++)
			if (strcmp(attempts[a].name, attempt) == 0)
				attempts[a].act();
	}
	return 0;
}
