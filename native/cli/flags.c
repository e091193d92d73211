/* The options of `run` and `trace`: how each value is parsed, and the complaint if it is wrong. Pure. */
#include "cli/flags.h"

#include "decode/names.h"
#include "host/host.h"
#include "host/strategy.h"
#include "host/trail.h"
#include "tracer/moments.h"
#include "tracer/terminal.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

const char *const offered_directories[] = { "/", "/tmp", "/nonexistent", NULL };
const char *const offered_paths[] = { "/usr/bin:/bin:.", ".", "/nonexistent", NULL };

const char *const terminal_names[TERMINALS + 1] = {
	[TERMINAL_NONE] = "none",
	[TERMINAL_FOREGROUND] = "foreground",
	[TERMINAL_BACKGROUND] = "background",
};

/* clang-format off */
const char *const offered_presses[] = {
	"ctrl-c@running", "ctrl-z@running", "hangup@running",
	"ctrl-c@before-create", "ctrl-z@before-create", "hangup@before-create",
	"ctrl-c@child-start", "ctrl-z@child-start", "hangup@child-start",
	"ctrl-c@before-exec", "ctrl-z@before-exec", "hangup@before-exec",
	"ctrl-c@after-exec", "ctrl-z@after-exec", "hangup@after-exec", NULL,
};
/* clang-format on */

const char *const disposition_names[DISPOSITIONS + 1] = {
	[DISPOSITION_KEEP] = "",
	[DISPOSITION_DEFAULT] = "default",
	[DISPOSITION_IGNORE] = "ignore",
	[DISPOSITION_HANDLE] = "handle",
};

const char *const inherited_names[] = { "default", "ignore", NULL };

const struct integer_setting integer_settings[INTEGERS + 1] = {
	[INTEGER_UID] = { "uid", NULL, 0, 65535, -1 },
	[INTEGER_NICE] = { "nice", NULL, 0, 19, 0 },
	[INTEGER_MEMORY] = { "memory", "MB", 0, 4096, 0 },
	[INTEGER_THREADS] = { "threads", NULL, 0, TRAIL_THREADS, 0 },
	[INTEGER_TIMEOUT] = { "timeout", "ms", 10, MOST_TIMEOUT_MS, 5000 },
	[INTEGER_MAX_EVENTS] = { "max-events", NULL, 1, MOST_EVENTS, 20000 },
};

static bool take_up_to(enum integer_key which, long max, const char *text, long *value, struct complaint *c)
{
	const struct integer_setting *s = &integer_settings[which];

	return whole_number(text, s->min, max, value) ||
	       complain(c, "bad_value: --%s is \"%.60s\". Cure: give a whole number from %ld to %ld", s->key, text, s->min, max);
}

static bool take_integer(enum integer_key which, const char *text, long *value, struct complaint *c)
{
	return take_up_to(which, integer_settings[which].max, text, value, c);
}

static bool take_uid(struct options *o, const char *text, struct complaint *c)
{
	return take_integer(INTEGER_UID, text, &o->uid, c);
}

static bool take_nice(struct options *o, const char *text, struct complaint *c)
{
	return take_integer(INTEGER_NICE, text, &o->nice, c);
}

static bool take_threads(struct options *o, const char *text, struct complaint *c)
{
	return take_integer(INTEGER_THREADS, text, &o->threads, c);
}

static bool take_timeout(struct options *o, const char *text, struct complaint *c)
{
	return take_up_to(INTEGER_TIMEOUT, most_timeout_ms(o), text, &o->timeout_ms, c);
}

static bool take_max_events(struct options *o, const char *text, struct complaint *c)
{
	return take_up_to(INTEGER_MAX_EVENTS, most_events(o), text, &o->max_events, c);
}

static bool take_memory(struct options *o, const char *text, struct complaint *c)
{
	return size_in_mb(text, integer_settings[INTEGER_MEMORY].max, &o->memory_mb) ||
	       complain(c, "bad_value: --memory is \"%.60s\". Cure: a size up to 4G: 512K, 64M, 2G", text);
}

/* `inherited`: execve has come since, and a handler does not survive that. */
static bool take_disposition_of(enum disposition *all, bool inherited, const char *flag, const char *text, struct complaint *c)
{
	const char *equals = strchr(text, '=');
	int number, chosen;
	struct nearest near;

	if (!equals)
		return complain(c, "bad_value: --%s is \"%.60s\". Cure: NAME=default%s", flag, text,
				inherited ? " or NAME=ignore" : ", NAME=ignore or NAME=handle");
	if (!take_signal_name(text, (size_t)(equals - text), &number, c))
		return false;
	if (number == SIGKILL || number == SIGSTOP)
		return complain(c, "bad_value: the kernel does not allow %s to be changed. Cure: leave it out", signal_name(number));
	/* The C library reserves these two signals and refuses to change them. */
	if (number == 32 || number == 33)
		return complain(c, "bad_value: the C library reserves %s. Cure: use RTMIN+2 or above", signal_name(number));
	chosen = word_index(disposition_names, equals + 1, strlen(equals + 1));
	near = nearest_in(inherited ? inherited_names : &disposition_names[DISPOSITION_DEFAULT], equals + 1);
	if (chosen == DISPOSITION_HANDLE && inherited)
		return complain(c, "bad_value: handlers are not inherited across exec. Cure: default or ignore, or let the program install it");
	if (chosen < DISPOSITION_DEFAULT)
		return complain_near(c, &near, "", "bad_value: no disposition \"%.60s\". Cure: default%s", equals + 1,
				     inherited ? " or ignore" : ", ignore or handle");
	all[number] = (enum disposition)chosen;
	return true;
}

static bool take_disposition(struct options *o, const char *text, struct complaint *c)
{
	return take_disposition_of(o->disposition, !o->strategy, "signal", text, c);
}

static bool take_started_with(struct options *o, const char *text, struct complaint *c)
{
	return take_disposition_of(o->started_with, true, "inherit", text, c);
}

static bool take_signals(uint64_t *set, const char *text, struct complaint *c)
{
	for (;;) {
		size_t len = strcspn(text, ",");
		int number;

		if (!take_signal_name(text, len, &number, c))
			return false;
		*set |= 1ull << (number - 1);
		if (!text[len])
			return true;
		text += len + 1;
	}
}

static bool take_blocked(struct options *o, const char *text, struct complaint *c)
{
	return take_signals(&o->blocked, text, c);
}

static bool take_started_blocked(struct options *o, const char *text, struct complaint *c)
{
	return take_signals(&o->started_blocked, text, c);
}

static bool no_moment(const char *text, size_t length, const char *others, struct complaint *c)
{
	struct nearest near = nearest_to(text, length);

	nearest_try_all(&near, moment_names);
	if (*others)
		nearest_try(&near, RUNNING);
	return complain_near(c, &near, "", "bad_value: no moment \"%.60s\". Cure: %sbefore-create, child-start, before-exec or after-exec", text, others);
}

static bool take_send(struct options *o, const char *text, struct complaint *c)
{
	static const char *const whom[] = { [false] = "child", [true] = "parent", NULL };
	const char *at = strchr(text, '@'), *colon = at ? strchr(at, ':') : NULL;
	struct sending *s = &o->sends[o->send_count];
	struct nearest near = nearest_in(whom, colon ? colon + 1 : "");
	int moment, to = 0;

	if (o->send_count == MAX_SENDS)
		return complain(c, "bad_value: more than %d signals to send. Cure: leave some --send out", MAX_SENDS);
	if (!at)
		return complain(c, "bad_value: --send is \"%.60s\". Cure: NAME@MOMENT or NAME@MOMENT:parent, for example USR1@child-start", text);
	if (!take_signal_name(text, (size_t)(at - text), &s->signal, c))
		return false;
	moment = word_index(moment_names, at + 1, colon ? (size_t)(colon - at - 1) : strlen(at + 1));
	if (moment < 0)
		return no_moment(at + 1, strcspn(at + 1, ":"), "", c);
	if (colon && (to = word_index(whom, colon + 1, strlen(colon + 1))) < 0)
		return complain_near(c, &near, "", "bad_value: no such recipient \"%.60s\". Cure: child or parent", colon + 1);
	if (moment == MOMENT_BEFORE_CREATE && !to)
		return complain(c, "bad_value: at before-create there is no child yet. Cure: %.20s:parent", text);
	s->at = (enum moment)moment;
	s->to_parent = to;
	o->send_count++;
	return true;
}

static bool take_hold(struct options *o, const char *text, struct complaint *c)
{
	const char *equals = strchr(text, '=');
	int moment = equals ? word_index(moment_names, text, (size_t)(equals - text)) : -1;
	struct nearest near = nearest_to(text, strcspn(text, "="));

	nearest_try_all(&near, moment_names);
	if (moment < 0)
		return complain_near(c, &near, "",
				     "bad_value: --hold is \"%.60s\". Cure: MOMENT=MS, where MOMENT is before-create, child-start, before-exec or after-exec",
				     text);
	near = nearest_in((const char *const[]){ "wait", NULL }, equals + 1);
	if (strcmp(equals + 1, "wait") == 0) {
		o->hold_ms[moment] = HOLD_WAIT;
		return true;
	}
	return whole_number(equals + 1, 0, MAX_HOLD_MS, &o->hold_ms[moment]) ||
	       complain_near(c, &near, "", "bad_value: --hold %.60s is not a time. Cure: 0 to %d milliseconds, or wait", text, MAX_HOLD_MS);
}

static bool take_press(struct options *o, const char *text, struct complaint *c)
{
	const char *at = strchr(text, '@');
	int key = at ? word_index(key_names, text, (size_t)(at - text)) : -1, moment;
	struct nearest near = nearest_to(text, strcspn(text, "@"));

	nearest_try_all(&near, &key_names[KEY_CTRL_C]);
	if (key <= KEY_NONE)
		return complain_near(c, &near, "",
				     "bad_value: --press is \"%.60s\". Cure: ctrl-c@MOMENT, ctrl-z@MOMENT or hangup@MOMENT, for example ctrl-c@running", text);
	moment = strcmp(at + 1, RUNNING) == 0 ? (int)MOMENT_RUNNING : word_index(moment_names, at + 1, strlen(at + 1));
	if (moment < 0)
		return no_moment(at + 1, strlen(at + 1), RUNNING ", ", c);
	o->key = (enum key)key;
	o->key_at = (enum moment)moment;
	/* Without a terminal there is nothing to press. */
	if (o->terminal == TERMINAL_NONE)
		o->terminal = TERMINAL_FOREGROUND;
	return true;
}

static bool take_control(struct options *o, const char *text, struct complaint *c)
{
	long fd;

	if (strncmp(text, "fd:", 3) != 0 || !whole_number(text + 3, 0, 1023, &fd) || fd == 1 || fd == 2)
		return complain(c, "bad_value: --control is \"%.60s\". Cure: fd:N, an open descriptor to read from: fd:0, or fd:3 to fd:1023", text);
	o->control_fd = (int)fd;
	return true;
}

static bool take_target(struct options *o, const char *text, struct complaint *c)
{
	struct nearest near = nearest_to(text, strlen(text));
	char names[256] = "";

	for (const struct target *t = targets; t->name; t++) {
		size_t used = strlen(names);

		if (strcmp(t->name, text) == 0) {
			o->target = t->name;
			return true;
		}
		snprintf(names + used, sizeof(names) - used, "%s%s", used ? ", " : "", t->name);
		nearest_try(&near, t->name);
	}
	return complain_near(c, &near, "", "unknown_target: no target \"%.60s\". Cure: one of %s", text, names);
}

static bool take_choice(const char *flag, const char *text, const char *const *names, int *chosen, struct complaint *c)
{
	struct nearest near = nearest_in(names, text);

	*chosen = word_index(names, text, strlen(text));
	return *chosen >= 0 || complain_near(c, &near, "", "bad_value: --%s is \"%.60s\". Cure: see spawnscope --help", flag, text);
}

static bool take_terminal(struct options *o, const char *text, struct complaint *c)
{
	int chosen;

	return take_choice("terminal", text, terminal_names, &chosen, c) && (o->terminal = (enum terminal)chosen, true);
}

static bool take_name(struct options *o, const char *text, struct complaint *c)
{
	static const char *const names[] = { [false] = "path", [true] = "bare", NULL };
	int chosen;

	return take_choice("name", text, names, &chosen, c) && (o->bare = chosen, true);
}

static bool take_cwd(struct options *o, const char *text, struct complaint *c)
{
	o->cwd = text;
	return (*text && strlen(text) < 256) || complain(c, "bad_value: --cwd is empty or too long. Cure: the name of a directory, for example /tmp");
}

static bool take_path(struct options *o, const char *text, struct complaint *c)
{
	o->path = text;
	return strlen(text) < 256 || complain(c, "bad_value: --path is too long. Cure: a few directories, separated by :");
}

void nearest_edition(struct nearest *n, const struct edition *edition)
{
	nearest_try(n, edition->name);
	nearest_try_spaced(n, edition->aliases);
}

static bool take_edition(struct options *o, const char *text, struct complaint *c)
{
	struct nearest near = nearest_to(text, strlen(text));
	char names[256] = "";

	for (const struct edition *e = o->strategy->editions; e->name; e++) {
		size_t used = strlen(names);

		if (strcmp(e->name, text) == 0 || has_word(e->aliases, text)) {
			o->edition = e;
			return true;
		}
		snprintf(names + used, sizeof(names) - used, "%s%s%s%s", used ? ", " : "", e->name, *e->aliases ? ", " : "", e->aliases);
		nearest_edition(&near, e);
	}
	return complain_near(c, &near, "", "unknown_edition: %s has no edition \"%.60s\". Cure: one of %s", o->strategy_id, text, names);
}

static bool take_output(struct options *o, const char *text, struct complaint *c)
{
	long fd;

	if (strncmp(text, "fd:", 3) != 0) {
		o->output_path = text;
		return true;
	}
	if (!whole_number(text + 3, 0, 1023, &fd))
		return complain(c, "bad_value: --output is \"%.60s\". Cure: a file, or fd:N with N from 0 to 1023", text);
	o->output_fd = (int)fd;
	return true;
}

static bool take_format(struct options *o, const char *text, struct complaint *c)
{
	static const char *const names[FORMATS + 1] = { [FORMAT_AUTO] = "auto", [FORMAT_STRACE] = "strace", [FORMAT_NDJSON] = "ndjson" };
	int chosen;

	return take_choice("format", text, names, &chosen, c) && (o->format = (enum format)chosen, true);
}

static bool take_color(struct options *o, const char *text, struct complaint *c)
{
	static const char *const names[COLORS + 1] = { [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never" };
	int chosen;

	return take_choice("color", text, names, &chosen, c) && (o->color = (enum color)chosen, true);
}

static bool take_pin(struct options *o, const char *text, struct complaint *c)
{
	static const char *const names[PINNINGS + 1] = { [PIN_AUTO] = "auto", [PIN_ON] = "on", [PIN_OFF] = "off", [PIN_FOLLOW] = "follow" };
	int chosen;

	return take_choice("pin", text, names, &chosen, c) && (o->pinning = (enum pinning)chosen, true);
}

static bool take_at_limit(struct options *o, const char *text, struct complaint *c)
{
	static const char *const names[AT_LIMITS + 1] = { [AT_LIMIT_AUTO] = "auto", [AT_LIMIT_DETACH] = "detach", [AT_LIMIT_KILL] = "kill" };
	int chosen;

	if (!take_choice("at-limit", text, names, &chosen, c))
		return false;
	if (o->strategy && chosen == AT_LIMIT_DETACH)
		return complain(c, "bad_value: what run starts never outlives it. Cure: leave --at-limit out, or use trace");
	o->at_limit = (enum at_limit)chosen;
	return true;
}

static bool take_hand_on(struct options *o, const char *text, struct complaint *c)
{
	static const char *const names[HANDING_ON + 1] = { [HAND_ON_AUTO] = "auto", [HAND_ON_ON] = "on", [HAND_ON_OFF] = "off" };
	int chosen;

	if (strchr(text, '='))
		return complain(c, "bad_value: trace hands on what it was given itself. Cure: --signal %.60s", text);
	return take_choice("inherit", text, names, &chosen, c) && (o->hand_on = (enum handing_on)chosen, true);
}

static bool take_env(struct options *o, const char *text, struct complaint *c)
{
	if (o->env_count == MAX_ENV)
		return complain(c, "bad_value: more than %d variables. Cure: leave some --env out", MAX_ENV);
	if (text[0] == '=' || !strchr(text, '='))
		return complain(c, "bad_value: --env is \"%.60s\". Cure: NAME=VALUE, for example HOME=/tmp", text);
	o->env[o->env_count++] = text;
	return true;
}

static bool take_stdin(struct options *o, const char *text, struct complaint *c)
{
	o->input = text;
	return strlen(text) <= MOST_INPUT || complain(c, "bad_value: --stdin has more than %d bytes. Cure: a pipe, with --inherit on", MOST_INPUT);
}

static bool take_where(struct options *o, const char *text, struct complaint *c)
{
	struct nearest near = nearest_in((const char *const[]){ "script", NULL }, text);
	size_t length = strlen(text);

	if (strcmp(text, "script") == 0)
		return o->script_lines = true;
	if (text[0] != '/' || text[length - 1] != '/')
		return complain_near(c, &near, "--where ",
				     "bad_value: --where wants script, or the folder of the sources from / to /, not \"%.60s\". Cure: --where \"$PWD/\"", text);
	o->where = text;
	return true;
}

bool option_is_for(const struct option_spec *s, bool run)
{
	return s->of != (run ? TRACE_ONLY : RUN_ONLY);
}

void nearest_option(struct nearest *n, const struct option_spec *specs, bool run)
{
	for (const struct option_spec *s = specs; s->name; s++)
		if (option_is_for(s, run))
			nearest_try(n, s->name);
}

/* clang-format off */
const struct option_spec option_specs[WANTS + 1] = {
	[WANT_EDITION] = { "edition", "NAME", "which release of the runtime: today, article, or a name that describe lists", RUN_ONLY, take_edition, "EDITION" },
	[WANT_SIGNAL] = { "signal", "NAME=default|ignore|handle", "the parent's disposition of a signal (sigaction(2))", RUN_AND_TRACE, take_disposition, "NAME=" },
	[WANT_BLOCK] = { "block", "NAME[,NAME]", "signals in the parent's blocked mask (sigprocmask(2))", RUN_AND_TRACE, take_blocked, "NAME" },
	[WANT_INHERIT] = { "inherit", "NAME=default|ignore", "the disposition that the runtime is started with, before its own start-up (execve(2))", RUN_ONLY,
	  take_started_with, "NAME=" },
	[WANT_INHERIT_BLOCK] = { "inherit-block", "NAME[,NAME]", "signals in the blocked mask that the runtime is started with (execve(2))", RUN_ONLY,
	  take_started_blocked, "NAME" },
	[WANT_SEND] = { "send", "NAME@MOMENT[:child|parent]", "send the signal while the tracer stops the child at that moment (tgkill(2))", RUN_ONLY, take_send, "NAME@" },
	[WANT_HOLD] = { "hold", "MOMENT=MS|wait", "hold the child there, up to 2000 ms or until you let go, and sample the parent meanwhile (proc(5))", RUN_ONLY,
	  take_hold, "before-create= child-start= before-exec= after-exec= before-create=wait child-start=wait before-exec=wait after-exec=wait" },
	[WANT_CONTROL] = { "control", "fd:N", "where the lines release and send NAME come from while a child waits; default: standard input", RUN_ONLY,
	  take_control, "fd:" },
	[WANT_TERMINAL] = { "terminal", "none|foreground|background", "a pseudo-terminal of the run's own; the parent is a shell's job there (pty(7), credentials(7))", RUN_ONLY,
	  take_terminal, "none foreground background" },
	[WANT_PRESS] = { "press", "KEY@MOMENT", "press Ctrl-C or Ctrl-Z at that terminal, or hang it up, at a moment; running: the target wait waits (termios(3))", RUN_ONLY,
	  take_press, "ctrl-c@running ctrl-z@running hangup@running ctrl-c@child-start ctrl-z@child-start hangup@child-start" },
	[WANT_TARGET] = { "target", "NAME", "the program to start (execve(2)); describe lists the names", RUN_ONLY, take_target, "TARGET" },
	[WANT_NAME] = { "name", "path|bare", "name the program with a slash, or bare, so that it is looked up along PATH (exec(3))", RUN_ONLY, take_name, "path bare" },
	[WANT_CWD] = { "cwd", "DIR", "the working directory requested for the child (chdir(2))", RUN_ONLY, take_cwd, "FOLDER" },
	[WANT_PATH] = { "path", "DIRS", "PATH in the environment requested for the child (environ(7))", RUN_ONLY, take_path, "FOLDER" },
	[WANT_UID] = { "uid", "N", "the parent's real, effective and saved uid, and the same number as its gid (setresuid(2))", RUN_AND_TRACE, take_uid, NULL },
	[WANT_NICE] = { "nice", "N", "the parent's niceness, which the child inherits: 1 to 19; 0 leaves it unchanged (setpriority(2))", RUN_AND_TRACE, take_nice, "0 5 10 19" },
	[WANT_MEMORY] = { "memory", "SIZE", "memory that the parent has touched, in small pages: 64M, 1G (mmap(2))", RUN_ONLY, take_memory, "16M 64M 256M 1G" },
	[WANT_THREADS] = { "threads", "N", "extra threads in the parent that count all the time (pthreads(7))", RUN_ONLY, take_threads, NULL },
	[WANT_SET] = { "set", "KEY=VALUE", "a setting that only this strategy has; describe lists them", RUN_ONLY, take_own_setting, "SET" },
	[WANT_FORMAT] = { "format", "strace|ndjson", "strace's lines (default on a terminal) or one event a line (default to a pipe)", RUN_AND_TRACE, take_format, "strace ndjson" },
	[WANT_OUTPUT] = { "output", "FILE|fd:N", "where to write; default: standard output", RUN_AND_TRACE, take_output, "FILE fd:" },
	[WANT_COLOR] = { "color", "auto|always|never", "colour in strace's lines", RUN_AND_TRACE, take_color, "auto always never" },
	[WANT_PIN] = { "pin", "auto|on|off|follow", "one processor for all, which is several times faster: on; while one task runs at a time: follow; auto: run on, trace follow",
		       RUN_AND_TRACE, take_pin, "auto on off follow" },
	[WANT_TIMEOUT] = { "timeout", "MS", "end the tracing after this many milliseconds; default: 5000, at most 60000 (trace: a day)", RUN_AND_TRACE, take_timeout, NULL },
	[WANT_MAX_EVENTS] = { "max-events", "N", "end the tracing after this many events; default: 20000, at most 1000000 (trace: a thousand times that)", RUN_AND_TRACE, take_max_events, NULL },
	[WANT_AT_LIMIT] = { "at-limit", "auto|detach|kill", "what a limit does to the program of trace: it runs on (auto, detach), or ends too (kill)", RUN_AND_TRACE,
	  take_at_limit, "auto detach kill" },
	[WANT_HAND_ON] = { "inherit", "auto|on|off", "hand on the signals and descriptors that this command was given; off: begin clean", TRACE_ONLY,
	  take_hand_on, "auto on off" },
	[WANT_ENV] = { "env", "NAME=VALUE", "a variable of the program's environment, which then has only those that are given so (environ(7))", TRACE_ONLY, take_env, NULL },
	[WANT_STDIN] = { "stdin", "TEXT", "what the program reads from its standard input, as from a file (stdin(3))", TRACE_ONLY, take_stdin, NULL },
	[WANT_WHERE] = { "where", "FOLDER/|script", "in NDJSON, the lines of the program's own sources that led to a call: of files below this folder, by debug information (libdw); script: as a prelude says", RUN_AND_TRACE,
	  take_where, "FOLDER script" },
};
/* clang-format on */
