/*
 * The samples in protocol/samples: the emitters must write each good line exactly, and none of the bad
 * ones. The TypeScript decoders are tested with the same files.
 */
#include "wire/gen/wire_events.h"
#include "tests/tap.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NO_SIGNALS "0000000000000000"
#define TEXTS(...) ((struct wire_strings){ (const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *) })

static struct wire wire;

static void mark(const char *phase, const char *step)
{
	wire.phase = phase;
	wire.step = step;
}

static void emit_later_kinds(void)
{
	const struct wire_descriptors_open_item open[] = { { 0, "/dev/null", false }, { 4, "pipe:[17]", true } };
	const struct wire_threads_threads_item threads[] = { { 4712, "R (running)", 4200 }, { 4713, "R (running)", 42 } };
	const long long page_tables = 48, foreground = 4711;

	mark("create", "vfork");
	wire_usage(&wire, WIRE_USAGE_STAGE_CHILD_START, 2, 4711, &page_tables, 12, 0);
	mark("reap", "target");
	wire_usage(&wire, WIRE_USAGE_STAGE_PARENT_AFTER, 1, 4710, NULL, 0, 0);
	mark("exec", "exec");
	wire_descriptors(&wire, WIRE_DESCRIPTORS_STAGE_BEFORE_EXEC, 2, 4711, (struct wire_descriptors_open_list){ open, 2 });
	wire_session(&wire, WIRE_SESSION_STAGE_BEFORE_EXEC, 2, 4711, 4711, 4700, "/dev/pts/0", &foreground);
	wire_session(&wire, WIRE_SESSION_STAGE_BEFORE_EXEC, 2, 4711, 4711, 4711, NULL, NULL);
	mark("create", "vfork");
	wire_sample(&wire, 1, 4710, 2, "D (disk sleep)", "kernel_clone", 1, 4242);
	wire_threads(&wire, 1, 4710, WIRE_THREADS_AT_SUSPEND, (struct wire_threads_threads_list){ threads, 2 });
	mark("exec", "target");
	wire_output(&wire, 2, 4711, 2, "\"write: Broken pipe\\n\"");
	mark("reap", "wait");
	wire_finding(&wire, 1, "parent_died", "of signal 11", true);
}

#define NO_LINES ((struct wire_where_list){ NULL, 0 })

static void emit_all(void)
{
	const struct wire_where_item lines[] = { { "main.c", 15, "start" }, { "main.c", 42, "main" } }, unnamed = { "main.rs", 5, "" };
	const struct wire_decide_conditions_item condition = { "privileged", false, "effective uid 1000" };
	const long long page_tables = 48, zero = 0;

	mark(NULL, NULL);
	wire_hello(&wire, 0, "0.1.0", "vfork", "today", TEXTS("spawnscope", "run", "vfork"), "6.18.0", "glibc 2.36", "x86_64", 1000, WIRE_HELLO_SANDBOX_NONE,
		   true);
	mark("decide", "choose");
	wire_decide(&wire, 1, "vfork", (struct wire_decide_conditions_list){ &condition, 1 });
	mark("create", "vfork");
	wire_passport(&wire, WIRE_PASSPORT_STAGE_BEFORE_CREATE, 1, 4710, NO_SIGNALS, NO_SIGNALS, "fffffffe7ffbfeff", "0000000000001000", NO_SIGNALS);
	wire_enter(&wire, 1, 4710, "vfork", (struct wire_strings){ NULL, 0 }, NO_LINES);
	wire_create(&wire, 1, 2, "vfork", TEXTS("CLONE_VM", "CLONE_VFORK"), "SIGCHLD", (struct wire_create_shares){ true, false, false, false },
		    WIRE_CREATE_STACK_SAME, 4711, WIRE_CREATE_BY_KCMP, true, "0x7ffe00001000", "0x7ffe00001000", &page_tables,
		    (struct wire_where_list){ lines, 2 });
	wire_suspend(&wire, 1, 4710, 2, "D (disk sleep)", NULL);
	mark("exec", "exec");
	wire_memory(&wire, 2, 1, WIRE_MEMORY_WHAT_CANARY, "0x55d0c0de0010", 42, 42, 42);
	wire_enter(&wire, 2, 4711, "execve", TEXTS("\"./\\33[2J\\\"\"", "[\"a\\\\b\"]", "0x7ffe00002000 /* 1 var */"), (struct wire_where_list){ lines, 2 });
	mark("create", "vfork");
	wire_resume(&wire, 1, 4710, 2, WIRE_RESUME_ENDED_BY_EXEC);
	mark("exec", "exec");
	wire_exec(&wire, 2, 4711, 4711, "/app/ok", (struct wire_where_list){ &unnamed, 1 });
	wire_leave(&wire, 2, 4711, "execve", TEXTS("\"./missing\"", "[]", "NULL"), "-1 ENOENT (No such file or directory)", "ENOENT");
	mark("reap", "target");
	wire_exit(&wire, 2, 4711, &zero, NULL, false);
	wire_exit(&wire, 2, 4711, NULL, "SIGSEGV", true);
	mark("reap", "wait");
	wire_signal(&wire, 1, 4710, "SIGCHLD", WIRE_SIGNAL_HOW_IGNORED, "{si_signo=SIGCHLD}");
	emit_later_kinds();
	mark(NULL, NULL);
	wire_note(&wire, 0, "kcmp_refused", "sharing is inferred from the flags");
	wire_end(&wire, 0, WIRE_END_OUTCOME_SPAWNED, "the child was started and reaped", 40);
}

/* Only the clock is not in a sample. */
static void drop_clock(char *line)
{
	char *ns = strstr(line, "\"ns\":");
	char *end = ns ? strchr(ns, ',') : NULL;

	if (end)
		memmove(ns, end, strlen(end) + 1);
}

int main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : "../protocol/samples";
	char path[4096], sample[8192], emitted[8192];
	FILE *out = tmpfile(), *good, *bad;
	int lines = 0;

	if (!out)
		return 1;
	wire_open(&wire, fileno(out));
	emit_all();
	wire_flush(&wire);
	rewind(out);

	snprintf(path, sizeof(path), "%s/good.ndjson", folder);
	good = fopen(path, "r");
	ok(good != NULL, "good.ndjson can be read");
	while (good && fgets(sample, sizeof(sample), good)) {
		char what[64];

		lines++;
		drop_clock(sample);
		snprintf(what, sizeof(what), "line %d is written to the byte", lines);
		if (!fgets(emitted, sizeof(emitted), out))
			emitted[0] = '\0';
		drop_clock(emitted);
		is_str(emitted, sample, what);
	}
	ok(!fgets(emitted, sizeof(emitted), out), "nothing more is written");

	snprintf(path, sizeof(path), "%s/bad.ndjson", folder);
	bad = fopen(path, "r");
	ok(bad != NULL, "bad.ndjson can be read");
	for (int n = 1; bad && fgets(sample, sizeof(sample), bad); n++) {
		bool written = false;
		char what[64], quoted[8192];

		/* The line as it is inside "line":"…" of the wrapper. */
		rewind(out);
		while (fgets(emitted, sizeof(emitted), out)) {
			size_t used = 0;

			for (char *c = emitted; *c && *c != '\n' && used + 2 < sizeof(quoted); c++) {
				if (*c == '"' || *c == '\\')
					quoted[used++] = '\\';
				quoted[used++] = *c;
			}
			quoted[used] = '\0';
			written = written || strstr(sample, quoted) != NULL;
		}
		snprintf(what, sizeof(what), "bad line %d is not one we write", n);
		ok(!written, what);
	}

	wire.used = 0;
	wire.comma = false;
	wire_text(&wire, "a\"\\\n\033\177\346");
	wire.buffer[wire.used] = '\0';
	is_str(wire.buffer, "\"a\\\"\\\\\\\\n\\\\x1b\\\\x7f\\\\xe6\"", "bytes from outside leave as plain ASCII");
	return done();
}
