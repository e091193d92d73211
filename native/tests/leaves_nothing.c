/*
 * However a run ends, no process of it may be left.
 *
 * This program is the subreaper: anything that the helper leaves behind becomes its child, and
 * waitpid() finds it. Prints TAP. Usage: leaves_nothing HELPER [KILLS [SEED]]
 */
#include "host/registry.h"
#include "tests/tap.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Used when no argument says otherwise. */
#define KILLS 120
#define CLOSES 40
/* A run takes about 10 ms; the moments are spread over it and a little beyond. */
#define MOMENT_US 14000
/* A safety net for the kernel to end the processes, and for us to reap them. Our programs sleep longer. */
#define GONE_MS 60000
#define NOBODY 65534

static const char *helper;
static int kills = KILLS;
/* A traced script creates this file when it is where it should be killed. */
static char mark[] = "/tmp/spawnscope-mark-XXXXXX";
/* Besides all strategies: experiments in which a task stays where it is. */
static const char *const stuck[] = { "hazard-stopped", "hazard-lock" };
#define STUCK ((int)(sizeof(stuck) / sizeof(*stuck)))

/* The strategies and experiments in turn. */
static const char *started(int turn)
{
	int count = 0;

	while (registry[count].id)
		count++;
	turn %= count + STUCK;
	return turn < count ? registry[turn].id : stuck[turn - count];
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void nap_us(long us)
{
	const struct timespec t = { us / 1000000, us % 1000000 * 1000 };

	nanosleep(&t, NULL);
}

/* Prints what is still there, one name a line, and kills it. */
static void tell_survivors(void)
{
	char path[64], text[512] = "";
	int fd;
	ssize_t n;

	snprintf(path, sizeof(path), "/proc/self/task/%d/children", getpid());
	fd = open(path, O_RDONLY);
	n = fd < 0 ? 0 : read(fd, text, sizeof(text) - 1);
	text[n > 0 ? n : 0] = '\0';
	close(fd);
	printf("# left behind: %s\n", text);
	for (char *rest = text, *word; (word = strsep(&rest, " "));)
		if (atoi(word) > 1)
			kill(atoi(word), SIGKILL);
}

/* Reaps until nothing is left. Sets `*helper_status` to the status of `pid`. */
static bool all_gone(pid_t pid, int *helper_status, long within_ms)
{
	long end = now_ms() + within_ms;
	int status;

	for (;;) {
		pid_t gone = waitpid(-1, &status, WNOHANG);

		if (gone == pid && helper_status)
			*helper_status = status;
		if (gone < 0 && errno == ECHILD)
			return true;
		if (gone > 0)
			continue;
		if (now_ms() > end)
			break;
		nap_us(500);
	}
	tell_survivors();
	while (waitpid(-1, &status, 0) > 0)
		;
	return false;
}

static void exec_helper(const char *const *argv, int out)
{
	const char *all[32] = { helper };

	for (int i = 0; argv[i] && i < 30; i++)
		all[i + 1] = argv[i];
	if (out >= 0)
		dup2(out, 1);
	close_range(3, ~0u, 0);
	execv(helper, (char *const *)all);
	_exit(99);
}

static pid_t start(const char *const *argv, int out)
{
	pid_t pid = fork();

	if (pid == 0)
		exec_helper(argv, out);
	return pid;
}

#define ARGV(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* Waits until the script has created its mark, and removes it. */
static void wait_for_mark(void)
{
	long end = now_ms() + GONE_MS;

	while (access(mark, F_OK) != 0 && now_ms() < end)
		nap_us(500);
	unlink(mark);
}

static void kill_at_random(void)
{
	char name[80];
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC), left = 0;

	for (int i = 0; i < kills && left == 0; i++) {
		pid_t pid = start(ARGV("run", started(i), "--format", "ndjson"), null);

		nap_us(random() % MOMENT_US);
		kill(pid, SIGKILL);
		left += !all_gone(pid, NULL, GONE_MS);
	}
	close(null);
	snprintf(name, sizeof(name), "killed with SIGKILL at %d random moments", kills);
	is_int(left, 0, name);
}

/* The shell of a terminal is not traced, and the job is its child. */
static void kill_at_a_terminal(void)
{
	static const char *const presses[] = { "ctrl-c@running", "ctrl-z@running", "hangup@running", "ctrl-z@child-start", "hangup@before-create" };
	char name[80];
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC), left = 0;

	for (int i = 0; i < kills && left == 0; i++) {
		const char *place = i % 2 ? "background" : "foreground", *key = presses[i % (int)(sizeof(presses) / sizeof(*presses))];
		pid_t pid = start(ARGV("run", started(i), "--format", "ndjson", "--target", "wait", "--terminal", place, "--press", key), null);

		nap_us(random() % MOMENT_US);
		kill(pid, i % 3 ? SIGKILL : SIGTERM);
		left += !all_gone(pid, NULL, GONE_MS);
	}
	close(null);
	snprintf(name, sizeof(name), "with a terminal, ended at %d random moments", kills);
	is_int(left, 0, name);
}

static void close_at_random(void)
{
	int left = 0;

	for (int i = 0; i < CLOSES && left == 0; i++) {
		char bytes[4096];
		long wanted = random() % 40000;
		int ends[2], status = 0;
		pid_t pid;

		if (pipe2(ends, O_CLOEXEC) != 0)
			exit(1);
		pid = start(ARGV("run", started(i), "--format", "ndjson"), ends[1]);
		close(ends[1]);
		while (wanted > 0) {
			ssize_t n = read(ends[0], bytes, wanted < (long)sizeof(bytes) ? (size_t)wanted : sizeof(bytes));

			if (n <= 0)
				break;
			wanted -= n;
		}
		close(ends[0]);
		left += !all_gone(pid, &status, GONE_MS) || WIFSIGNALED(status);
	}
	is_int(left, 0, "its reader closes the pipe, many times somewhere");
}

/* The program under `trace` runs until it is stopped from outside. */
static void end_by_signal(const char *what, const char *const *argv, int signal)
{
	char name[200];
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	pid_t pid = start(argv, null);

	close(null);
	wait_for_mark();
	kill(pid, signal);
	snprintf(name, sizeof(name), "%s, the helper gets signal %d", what, signal);
	ok(all_gone(pid, NULL, GONE_MS), name);
}

static void end_by_timeout(const char *what, const char *script)
{
	char name[200];
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC), status = 0;
	pid_t pid = start(ARGV("trace", "--timeout", "300", "--at-limit", "kill", "--", "sh", "-c", script), null);

	close(null);
	snprintf(name, sizeof(name), "%s, the time is up: exit status 4", what);
	ok(all_gone(pid, &status, GONE_MS) && WIFEXITED(status) && WEXITSTATUS(status) == 4, name);
	unlink(mark);
}

static void stubborn(void)
{
	static const struct {
		const char *what, *script;
	} cases[] = {
		{ "a target that stops itself", ": >$MARK; kill -STOP $$" },
		{ "a child that stops itself", "sh -c ': >$MARK; kill -STOP $$' & wait" },
		{ "a double fork", "(sleep 100 &) & : >$MARK; sleep 100" },
		{ "setsid", "setsid sleep 100 & setsid setsid sleep 100 & : >$MARK; sleep 100" },
		{ "SIGTERM ignored", "trap '' TERM INT HUP; sleep 100 & : >$MARK; sleep 100" },
		{ "50 grandchildren", "i=0; while [ $i -lt 50 ]; do (sleep 100 &); i=$((i+1)); done; : >$MARK; sleep 100" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		end_by_signal(cases[i].what, ARGV("trace", "--format", "ndjson", "--", "sh", "-c", cases[i].script), SIGKILL);
		end_by_signal(cases[i].what, ARGV("trace", "--format", "ndjson", "--", "sh", "-c", cases[i].script), SIGTERM);
		end_by_timeout(cases[i].what, cases[i].script);
	}
}

static void hang_up(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), slave;
	pid_t pid;

	if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) {
		ok(false, "a terminal can be had");
		return;
	}
	slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	pid = fork();
	if (pid == 0) {
		setsid();
		ioctl(slave, TIOCSCTTY, 0);
		dup2(slave, 0);
		dup2(slave, 2);
		exec_helper(ARGV("trace", "--format", "strace", "--", "sh", "-c", ": >$MARK; sleep 100"), slave);
	}
	close(slave);
	wait_for_mark();
	close(master);
	ok(all_gone(pid, NULL, GONE_MS), "its terminal is hung up");
}

static void slow_reader(void)
{
	int ends[2];
	pid_t pid;
	bool gone;

	if (pipe2(ends, O_CLOEXEC) != 0)
		exit(1);
	fcntl(ends[1], F_SETPIPE_SZ, 4096);
	pid = start(ARGV("run", "posix_spawn", "--format", "ndjson", "--timeout", "300"), ends[1]);
	close(ends[1]);
	gone = all_gone(pid, NULL, GONE_MS);
	close(ends[0]);
	ok(gone, "a reader that never reads: the suspended parent is not kept for ever");
}

/* Waits until the trace on this pipe says that the program has started. */
static void wait_for_exec(int fd)
{
	char text[65536] = "";
	size_t have = 0;
	ssize_t n;

	while (!strstr(text, "\"kind\":\"exec\"") && have < sizeof(text) - 1 && (n = read(fd, text + have, sizeof(text) - 1 - have)) > 0) {
		have += (size_t)n;
		text[have] = '\0';
	}
}

/* A set-uid copy of sleep that belongs to root, run by nobody. */
static void set_uid_program(void)
{
	char folder[] = "/tmp/spawnscope-setuid-XXXXXX", path[64], command[256];
	pid_t pid;

	if (geteuid() != 0) {
		printf("# skipped: a set-uid program takes root to make\n");
		ok(!getenv("CI") || strcmp(getenv("CI"), "true") != 0, "exec of a set-uid program");
		return;
	}
	if (!mkdtemp(folder) || chmod(folder, 0755) != 0)
		exit(1);
	snprintf(path, sizeof(path), "%s/sleep", folder);
	snprintf(command, sizeof(command), "cp /bin/sleep %s && chmod 4755 %s", path, path);
	ok(system(command) == 0, "a set-uid program is made");
	for (int i = 0; i < 2; i++) {
		int ends[2];

		if (pipe2(ends, O_CLOEXEC) != 0)
			exit(1);
		pid = fork();
		if (pid == 0) {
			/* 0 with the rights to trace anything, 1 without. */
			if (i == 1 && setresuid(NOBODY, NOBODY, NOBODY) != 0)
				_exit(98);
			exec_helper(ARGV("trace", "--format", "ndjson", "--", path, "100"), ends[1]);
		}
		close(ends[1]);
		wait_for_exec(ends[0]);
		kill(pid, SIGKILL);
		ok(all_gone(pid, NULL, GONE_MS), i ? "exec of a set-uid program, as nobody" : "exec of a set-uid program, as root");
		close(ends[0]);
	}
	unlink(path);
	rmdir(folder);
}

/* Refuses ptrace, as the filters of some containers do. */
static void refused(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ptrace, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = { sizeof(code) / sizeof(*code), code };
	char words[1024] = "";
	int ends[2], status = 0;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0)
		exit(1);
	pid = fork();
	if (pid == 0) {
		prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
		prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
		dup2(ends[1], 2);
		exec_helper(ARGV("run", "fork", "--output", "/dev/null"), -1);
	}
	close(ends[1]);
	if (read(ends[0], words, sizeof(words) - 1) < 0)
		words[0] = '\0';
	close(ends[0]);
	ok(all_gone(pid, &status, GONE_MS) && WIFEXITED(status) && WEXITSTATUS(status) == 3, "ptrace refused by a seccomp filter: exit status 3");
	ok(strstr(words, "live_unavailable: ") && strstr(words, "Cure: "), "and it says why, and what to do");
	printf("# %s", words);
}

int main(int argc, char **argv)
{
	unsigned seed = argc > 3 ? (unsigned)atoi(argv[3]) : (unsigned)time(NULL);
	int fd;

	if (argc < 2)
		return 2;
	helper = argv[1];
	if (argc > 2)
		kills = atoi(argv[2]);
	if ((fd = mkstemp(mark)) < 0)
		return 1;
	close(fd);
	unlink(mark);
	setenv("MARK", mark, 1);
	printf("# seed %u\n", seed);
	srandom(seed);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	signal(SIGPIPE, SIG_IGN);
	kill_at_random();
	kill_at_a_terminal();
	close_at_random();
	stubborn();
	hang_up();
	slow_reader();
	set_uid_program();
	refused();
	return done();
}
