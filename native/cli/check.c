/* `spawnscope check`: it tries each thing instead of inferring it. */
#include "cli/check.h"

#include "base/helper.h"
#include "cli/gen/programs.h"
#include "decode/blocks.h"
#include "host/trail.h"
#include "tracer/lines.h"
#include "tracer/permission.h"
#include "wire/gen/wire_events.h"
#include "wire/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

struct item {
	const char *name;
	bool works;
	bool needed; /* live runs are impossible without it */
	char found[160];
	char cure[200]; /* "" if nothing is wrong */
};

/* Our own rows, and one for each real program. */
static struct item items[9 + REAL_PROGRAMS];
static int count;

static struct item *add(const char *name, bool needed)
{
	struct item *item = &items[count++];

	*item = (struct item){ .name = name, .needed = needed };
	return item;
}

static void check_ptrace(void)
{
	struct item *item = add("ptrace", true);

	item->works = tracing_refused(item->found, sizeof(item->found), item->cure, sizeof(item->cure)) == 0;
	if (item->works)
		snprintf(item->found, sizeof(item->found), "a child can be traced");
}

static void check_sharing(void)
{
	struct item *item = add("kcmp", false);
	pid_t pid = fork_idle_child();

	item->works = pid > 0 && syscall(SYS_kcmp, getpid(), pid, KCMP_VM, 0, 0) >= 0;
	snprintf(item->found, sizeof(item->found), item->works ? "sharing is compared in the kernel" : "refused: %s", strerror(errno));
	if (!item->works)
		snprintf(item->cure, sizeof(item->cure), "add the capability SYS_PTRACE; until then sharing is inferred from the flags");
	if (pid > 0)
		end_child(pid);
}

static void check_memory(void)
{
	struct item *item = add("memory", true);
	pid_t pid = fork_idle_child();
	int seen = 0;

	item->works = pid > 0 && peek(pid, (uint64_t)(uintptr_t)&canary, &seen, sizeof(seen)) == sizeof(seen) && seen == CANARY_PARENT;
	snprintf(item->found, sizeof(item->found), item->works ? "a child's memory can be read" : "process_vm_readv is refused: %s", strerror(errno));
	if (!item->works)
		snprintf(item->cure, sizeof(item->cure), "allow process_vm_readv in the container's profile");
	if (pid > 0)
		end_child(pid);
}

static void check_lines(void)
{
	struct item *item = add("libdw", false);
	char path[4096];

	item->works = lines_program(path, sizeof(path));
	snprintf(item->found, sizeof(item->found), item->works ? "--where finds lines of C, Rust, Go and Nim" : "--where finds lines of scripts only");
	if (!item->works)
		snprintf(item->cure, sizeof(item->cure), "in a clone: apt-get install libdw-dev pkg-config, then start again");
}

/* Takes the first line that `program word` prints as its version. */
static void check_program(const char *name, const char *program, const char *word, const char *cure)
{
	struct item *item = add(name, false);
	int fds[2], status = 0;
	ssize_t n = 0;
	pid_t pid;

	snprintf(item->cure, sizeof(item->cure), "%s", cure);
	if (pipe2(fds, O_CLOEXEC) != 0)
		return;
	pid = fork();
	if (pid == 0) {
		/* A program that hangs must not make us hang. */
		alarm(2);
		dup2(fds[1], 1);
		dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), 2);
		execlp(program, program, word, (char *)NULL);
		_exit(127);
	}
	close(fds[1]);
	while (pid > 0 && (n = read(fds[0], item->found, sizeof(item->found) - 1)) < 0 && errno == EINTR)
		;
	close(fds[0]);
	item->found[n > 0 ? n : 0] = '\0';
	/* Perl prints an empty line first. */
	memmove(item->found, item->found + strspn(item->found, "\n"), strlen(item->found + strspn(item->found, "\n")) + 1);
	item->found[strcspn(item->found, "\n")] = '\0';
	if (pid > 0)
		waitpid(pid, &status, 0);
	/* The closed pipe may have killed the program; that still proves it is installed. */
	item->works = pid > 0 && n > 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
	if (item->works)
		item->cure[0] = '\0';
}

static void check_real_program(const struct real_program *real)
{
	char cure[sizeof(items->cure)];

	snprintf(cure, sizeof(cure), "apt-get install %s, then start again, so that the real program can be compared with ours", real->package);
	check_program(real->item, real->program, real->word, cure);
}

static void print_json(bool live)
{
	static struct wire out;

	wire_open(&out, 1);
	wire_open_object(&out);
	wire_key(&out, "version");
	wire_int(&out, PROTOCOL_VERSION);
	wire_key(&out, "live");
	wire_bool(&out, live);
	wire_key(&out, "uid");
	wire_int(&out, geteuid());
	wire_key(&out, "items");
	wire_open_array(&out);
	for (struct item *item = items; item < items + count; item++) {
		wire_open_object(&out);
		wire_key(&out, "name");
		wire_text(&out, item->name);
		wire_key(&out, "works");
		wire_bool(&out, item->works);
		wire_key(&out, "needed");
		wire_bool(&out, item->needed);
		wire_key(&out, "found");
		wire_text(&out, item->found);
		wire_key(&out, "cure");
		wire_text(&out, item->cure[0] ? item->cure : NULL);
		wire_close_object(&out);
	}
	wire_close_array(&out);
	wire_close_object(&out);
	wire_raw(&out, "\n", 1);
	wire_flush(&out);
}

static void print_table(bool live)
{
	printf("live runs   %s\n", live ? "yes" : "no");
	for (struct item *item = items; item < items + count; item++) {
		printf("%-11s %-4s%s\n", item->name, item->works ? "yes" : "no", item->found);
		if (item->cure[0])
			printf("            %s\n", item->cure);
	}
}

int check(void)
{
	struct item *kernel = add("kernel", true);
	struct utsname host;
	bool live = true;

	uname(&host);
	kernel->works = true;
	snprintf(kernel->found, sizeof(kernel->found), "%.40s %.60s %.40s", host.sysname, host.release, host.machine);
	check_ptrace();
	check_memory();
	check_sharing();
	check_lines();
	check_program("strace", "strace", "-V", "apt-get install strace: the tests compare with it");
	for (const struct real_program *real = real_programs; real < real_programs + REAL_PROGRAMS; real++)
		check_real_program(real);
	for (struct item *item = items; item < items + count; item++)
		live = live && (item->works || !item->needed);
	if (isatty(1))
		print_table(live);
	else
		print_json(live);
	return live ? 0 : EXIT_REFUSED;
}
