/* Good and bad command lines, as a user would type them. */
#include "cli/command_line.h"
#include "host/strategy.h"
#include "tests/tap.h"

#include <signal.h>
#include <string.h>

static struct options o;
static enum command command;
static struct complaint complaint;

/* Splits the line at spaces; "" is `spawnscope` alone. */
static bool parse(const char *line)
{
	static char copy[2048];
	static char *argv[64];
	int argc = 1;
	char *rest = copy, *word;

	snprintf(copy, sizeof(copy), "%s", line);
	argv[0] = (char *)"spawnscope";
	while ((word = strsep(&rest, " ")))
		if (*word)
			argv[argc++] = word;
	argv[argc] = NULL;
	complaint.text[0] = '\0';
	return options_parse(&o, &command, argc, argv, &complaint);
}

static void refused(const char *line, const char *code)
{
	char what[256];

	snprintf(what, sizeof(what), "%s: %s", code, line);
	ok(!parse(line) && strncmp(complaint.text, code, strlen(code)) == 0 && strstr(complaint.text, "Cure: "), what);
	if (strncmp(complaint.text, code, strlen(code)) != 0)
		printf("# got %s\n", complaint.text);
}

/* The refusal names the word that was meant. */
static void meant(const char *line, const char *word)
{
	char wanted[64];

	snprintf(wanted, sizeof(wanted), "Cure: did you mean %s? Otherwise ", word);
	ok(!parse(line) && strstr(complaint.text, wanted), line);
	if (!strstr(complaint.text, wanted))
		printf("# got %s\n", complaint.text);
}

static void nothing_meant(const char *line)
{
	ok(!parse(line) && !strstr(complaint.text, "did you mean"), line);
}

static void mistyped(void)
{
	meant("rnu rust", "run");
	meant("run rsut", "rust");
	meant("run hazard-lokc", "hazard-lock");
	meant("run rust --singal PIPE=ignore", "--signal");
	meant("run rust -signal PIPE=ignore", "--signal");
	meant("run rust --formta=strace", "--format");
	meant("run rust --edition toady", "today");
	meant("run rust --target mising", "missing");
	meant("run rust --set uidd=1", "uid");
	meant("run rust --set pre_exec=onn", "on");
	meant("run hazard-lock --set holder=chlid", "child");
	meant("run rust --signal PIEP=ignore", "PIPE");
	meant("run rust --signal SIGPIEP=ignore", "SIGPIPE");
	meant("run rust --block INT,quti", "QUIT");
	meant("run rust --signal PIPE=ingore", "ignore");
	meant("run rust --inherit PIPE=ingore", "ignore");
	meant("run rust --send USR1@child-strat", "child-start");
	meant("run rust --send USR1@child-start:parnet", "parent");
	meant("run rust --hold befor-exec=1", "before-exec");
	meant("run rust --hold before-exec=wiat", "wait");
	meant("run rust --press ctlr-c@running", "ctrl-c");
	meant("run rust --press ctrl-c@runing", "running");
	meant("run rust --terminal foregruond", "foreground");
	meant("run rust --pin flolow", "follow");
	meant("trace --inhreit off -- sh", "--inherit");
	meant("trace --at-limit kil -- sh", "kill");
	meant("trace --where scirpt -- sh", "--where script");
	meant("bench frok", "fork");
	meant("bench rust@toady", "today");
	meant("bench --memroy 1", "--memory");
	meant("bench -memory 1", "--memory");
	meant("bench --pages hgue", "huge");
	meant("bench --format tabel", "table");
	nothing_meant("run zig");
	nothing_meant("run");
	/* The word is an option of another command. */
	nothing_meant("trace --memory 1G -- sh");
	/* What was typed is no cure. */
	nothing_meant("run Cure:");
}

int main(void)
{
	ok(parse("") && command == COMMAND_HELP, "nothing asks for help");
	ok(parse("run rust") && strcmp(o.strategy_id, "rust") == 0 && strcmp(o.target, "ok") == 0 && o.uid == -1, "run rust");
	ok(parse("run rust --signal PIPE=ignore --signal SIGINT=handle --block USR1,RTMIN+3 --block TERM"), "settings");
	is_int(o.disposition[SIGPIPE], DISPOSITION_IGNORE, "SIGPIPE ignored");
	is_int(o.disposition[SIGINT], DISPOSITION_HANDLE, "SIGINT handled");
	is_int(o.disposition[SIGTERM], DISPOSITION_KEEP, "SIGTERM left alone");
	is_int((long long)o.blocked, 1ll << (SIGUSR1 - 1) | 1ll << 34 | 1ll << (SIGTERM - 1), "blocked mask adds up");
	ok(parse("run fork --target=missing --uid=65535 --timeout=10 --max-events=1000000 --format=strace --color=never"), "with =");
	is_int(o.uid, 65535, "uid");
	ok(parse("run rust --set uid=7 --set pre_exec=on") && o.values[0] == 7 && o.values[5] == 1, "a strategy's own");
	ok(parse("run rust --edition today") && strcmp(o.edition->name, "1.66") == 0, "an alias of an edition");
	ok(parse("run hazard-lock --set holder=child") && o.values[1] == 1, "a choice of an experiment");
	ok(parse("run vfork --send USR1@child-start --send SIGTERM@before-create:parent") && o.send_count == 2 && o.sends[1].to_parent, "signals to send");
	ok(parse("run vfork --hold before-exec=2000") && o.hold_ms[MOMENT_BEFORE_EXEC] == 2000, "a moment to hold at");
	ok(parse("trace --where /src/ -- true") && strcmp(o.where, "/src/") == 0 && !o.script_lines, "a folder of sources");
	ok(parse("trace --where script -- true") && !o.where && o.script_lines, "lines of a script");
	ok(parse("run fork --where /src/") && o.where, "lines of a strategy");
	refused("trace --where src/ -- true", "bad_value");
	refused("trace --where /src -- true", "bad_value");
	refused("trace --where= -- true", "bad_value");
	refused("show -- true", "unknown_setting");
	ok(strstr(complaint.text, "npx spawnscope show") != NULL, "show is said to be elsewhere");
	ok(parse("run vfork --terminal background") && o.terminal == TERMINAL_BACKGROUND && o.key == KEY_NONE, "a terminal");
	ok(parse("run vfork --press ctrl-z@before-exec") && o.key == KEY_CTRL_Z && o.key_at == MOMENT_BEFORE_EXEC, "a key");
	ok(o.terminal == TERMINAL_FOREGROUND, "and the terminal that it needs");
	ok(parse("run vfork --terminal background --press hangup@running") && o.key_at == MOMENT_RUNNING, "a key once the program runs");
	ok(o.terminal == TERMINAL_BACKGROUND, "and the terminal that was asked for");
	ok(parse("run vfork --hold child-start=wait") && o.hold_ms[MOMENT_CHILD_START] == HOLD_WAIT && o.control_fd == 0, "a hold that waits for a person");
	ok(parse("run vfork --hold child-start=wait --control fd:4") && o.control_fd == 4, "where the person's lines come from");
	ok(parse("run fork --memory 2G --threads 3") && o.memory_mb == 2048 && o.threads == 3, "memory and threads");
	ok(parse("run fork --memory 512") && o.memory_mb == 512, "a bare number is megabytes");
	ok(parse("trace --pin follow -- ls") && o.pinning == PIN_FOLLOW, "trace follows");
	ok(parse("run fork --pin follow") && o.pinning == PIN_FOLLOW, "run may follow");
	ok(!parse("bench fork --pin follow"), "bench does not");
	ok(parse("run go --cwd /tmp --path a:b --name bare --pin off") && o.bare && strcmp(o.path, "a:b") == 0, "how the program is named");
	ok(parse("trace --output fd:3 -- sh -c true") && strcmp(o.program[0], "sh") == 0 && o.output_fd == 3, "trace");

	ok(parse("bench") && o.bench.series_count >= 8 && o.bench.memory_count == 0 && o.bench.small_pages && !o.bench.huge_pages, "bench: everything");
	is_int(o.bench.repeat, 21, "bench: samples");
	ok(parse("bench fork nim@1.6 fork --memory 0,64M,64,2G --pages small,huge --threads=0,32") && o.bench.series_count == 2,
	   "bench: what is named twice is once");
	is_int(o.bench.memory_count, 3, "bench: sizes");
	is_int(o.bench.memory_mb[2], 2048, "bench: the last size");
	ok(o.bench.huge_pages && o.bench.threads_count == 2 && strcmp(o.bench.series[1].edition->name, "1.6") == 0, "bench: pages, threads, edition");
	ok(parse("bench vfork --bare on --pin off --uid 65534 --format table --output fd:5") && o.bench.series_count == 5 && o.pinning == PIN_OFF,
	   "bench: bare loops");
	refused("bench perl", "unknown_strategy");
	refused("bench hazard-lock", "unknown_strategy");
	refused("bench rust@0", "unknown_edition");
	refused("bench --memory 64M,", "bad_value");
	refused("bench --memory 1,2,3,4,5,6,7,8,9,10,11,12,13", "bad_value");
	refused("bench --threads 257", "bad_value");
	refused("bench --repeat 4", "bad_value");
	refused("bench --pages large", "bad_value");
	refused("bench --bare maybe", "bad_value");
	refused("bench --timeout", "bad_value");
	refused("bench --signal PIPE=ignore", "unknown_setting");
	refused("bench --repeat 5 fork", "unknown_setting");

	refused("run", "unknown_strategy");
	refused("run zig", "unknown_strategy");
	refused("run fork;id", "unknown_strategy");
	refused("dance", "unknown_setting");
	refused("run rust --dance on", "unknown_setting");
	refused("run rust stray", "unknown_setting");
	refused("run rust -- sh", "unknown_setting");
	refused("run rust --signal", "bad_value");
	refused("run rust --signal PIPE", "bad_value");
	refused("run rust --signal PIPE=explode", "bad_value");
	refused("run rust --signal WINE=ignore", "unknown_signal");
	refused("run rust --signal =ignore", "unknown_signal");
	refused("run rust --signal KILL=ignore", "bad_value");
	refused("run rust --signal RTMIN=ignore", "bad_value");
	refused("run rust --block USR1,,TERM", "unknown_signal");
	refused("run rust --target /bin/sh", "unknown_target");
	refused("run rust --edition 1.0", "unknown_edition");
	refused("run rust --uid -1", "bad_value");
	refused("run rust --uid 65536", "bad_value");
	refused("run rust --uid 99999999999999999999", "bad_value");
	refused("run rust --uid 0x10", "bad_value");
	refused("run rust --timeout 9", "bad_value");
	refused("run rust --timeout 60001", "bad_value");
	refused("trace --timeout 86400001 -- x", "bad_value");
	refused("run rust --max-events 0", "bad_value");
	refused("run rust --format xml", "bad_value");
	refused("run rust --color blue", "bad_value");
	refused("run rust --output fd:x", "bad_value");
	refused("run rust --set nothing=1", "unknown_setting");
	refused("run rust --set uid", "bad_value");
	refused("run rust --set pre_exec=maybe", "bad_value");
	refused("run rust --send USR1", "bad_value");
	refused("run rust --send WINE@child-start", "unknown_signal");
	refused("run rust --send USR1@noon", "bad_value");
	refused("run rust --send USR1@before-create", "bad_value");
	refused("run rust --send USR1@child-start:uncle", "bad_value");
	refused("run rust --hold before-exec", "bad_value");
	refused("run rust --hold noon=1", "bad_value");
	refused("run rust --hold before-exec=2001", "bad_value");
	refused("run rust --hold before-exec=waits", "bad_value");
	refused("run rust --control 4", "bad_value");
	refused("run rust --control fd:1", "bad_value");
	refused("run rust --control fd:-1", "bad_value");
	refused("trace --control fd:0 -- sh", "unknown_setting");
	refused("run rust --memory 5G", "bad_value");
	refused("run rust --memory G", "bad_value");
	refused("run rust --memory -1M", "bad_value");
	refused("run rust --threads 33", "bad_value");
	refused("run rust --name full", "bad_value");
	refused("run rust --cwd=", "bad_value");
	refused("run hazard-lock --set holder=nobody", "bad_value");
	refused("run hazard-none", "unknown_strategy");
	refused("trace", "bad_value");
	refused("trace --", "bad_value");
	refused("trace --cwd / -- sh", "unknown_setting");
	refused("trace --signal INT=handle -- sh", "bad_value");
	ok(parse("run go --inherit PIPE=ignore --inherit SIGHUP=default --inherit-block USR1,TERM") && o.started_with[13] == DISPOSITION_IGNORE &&
		   o.started_with[1] == DISPOSITION_DEFAULT && o.started_blocked == (1ull << 9 | 1ull << 14) && !o.blocked &&
		   o.disposition[13] == DISPOSITION_KEEP,
	   "what a runtime is started with");
	ok(parse("trace --inherit off -- sh") && o.hand_on == HAND_ON_OFF, "what trace hands on");
	ok(parse("trace --env HOME=/tmp --env A= --stdin text -- sh") && o.env_count == 2 && strcmp(o.env[0], "HOME=/tmp") == 0 &&
		   strcmp(o.env[1], "A=") == 0 && !o.env[2] && strcmp(o.input, "text") == 0,
	   "a program's environment and its standard input");
	refused("trace --env HOME -- sh", "bad_value");
	refused("trace --env =x -- sh", "bad_value");
	refused("run go --env A=b", "unknown_setting");
	refused("run go --inherit PIPE=handle", "bad_value");
	refused("run go --inherit off", "bad_value");
	refused("run go --inherit KILL=ignore", "bad_value");
	refused("run go --inherit-block WINE", "unknown_signal");
	refused("trace --inherit PIPE=ignore -- sh", "bad_value");
	refused("trace --inherit-block USR1 -- sh", "unknown_setting");
	ok(parse("trace --signal INT=ignore --block USR1 --uid 1 -- sh") && o.uid == 1 && o.disposition[2] == DISPOSITION_IGNORE, "what a program inherits");
	refused("describe me", "unknown_setting");
	mistyped();
	return done();
}
