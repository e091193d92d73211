/*
 * The first process of the run's namespaces (bwrap --as-pid-1), before and
 * beside the program. bwrap has made the namespaces and the view of the files.
 * This part adds what bwrap cannot: a /tmp with a bound on its number of files,
 * pseudo-terminals that are the run's own, and limits that count by user. For the mounts bwrap leaves it two capabilities
 * in the run's own namespace. It drops them and loads the filter before it
 * starts anything, so neither it nor the program has any.
 */
#include "sandbox/supervisor/inside.h"

#include "sandbox/supervisor/die.h"
#include "sandbox/supervisor/filter.h"
#include "sandbox/supervisor/message.h"

#include <errno.h>
#include <linux/capability.h>
#include <linux/close_range.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * bwrap's own /tmp bounds bytes only, and an empty file takes none. bwrap's --dev has pseudo-terminals, but also nine more devices.
 * Where mounting is not permitted (AppArmor's profile for bwrap), bwrap's /tmp stays, and a run with --terminal is refused.
 */
static void mount_own(const struct orders *o)
{
	char options[100];

	if (o->tmp_files == 0 || unshare(CLONE_NEWNS) != 0)
		return;
	snprintf(options, sizeof(options), "size=%ld,nr_inodes=%ld,mode=0700", o->tmp_bytes, o->tmp_files);
	/* The filter allows no terminal but one that the run makes. */
	mount("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=600,max=4");
	mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, options);
}

static void drop_capabilities(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct none[2];

	memset(none, 0, sizeof(none));
	prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
	for (int cap = 0; prctl(PR_CAPBSET_READ, cap, 0, 0, 0) >= 0; cap++)
		prctl(PR_CAPBSET_DROP, cap, 0, 0, 0);
	if (syscall(SYS_capset, &header, none) != 0)
		die("dropping the capabilities: %m");
}

/* Reaps every process of the namespace until the program has ended. When this process ends, the kernel ends the others. */
static int wait_for(pid_t program)
{
	for (;;) {
		int status;
		pid_t pid = waitpid(-1, &status, 0);

		if (pid == program)
			return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
		if (pid < 0 && errno != EINTR)
			die("waitpid: %m");
	}
}

/*
 * Waits for the words of the program: a message of the server, as the starter reads them. All walls stand, and this process knows
 * nothing of a visitor. It gets one program, once. What comes after the message is for that program.
 */
static char **words_from(int fd)
{
	struct message m = { 0 };

	/* The other end is gone: nobody wants this sandbox any more. */
	if (message_read(&m, fd) != MESSAGE_WHOLE)
		exit(EXIT_FAULT);
	return message_words(&m);
}

int live_inside(const struct orders *o)
{
	char **words = o->program;
	pid_t program;

	if (getpid() != 1)
		die("--inside is not the first process of its namespace. Cure: only the server's command uses it, through bwrap --as-pid-1");
	mount_own(o);
	limits_set(&o->limits);
	drop_capabilities();
	if (o->load_filter)
		load_filter(o->compiles ? FILTER_COMPILE : FILTER_OUTER);
	if (o->words >= 0)
		words = words_from(o->words);
	if (!words || !words[0])
		die("the program's words: %m");
	program = fork();
	if (program < 0)
		die("fork: %m");
	if (program == 0) {
		execv(words[0], words);
		fprintf(stderr, "spawnscope-supervisor: %s: %m\n", words[0]);
		_exit(EXIT_NOT_STARTED);
	}
	/* The lease and the events belong to the program. */
	close_range(0, 1, 0);
	close_range(3, ~0u, 0);
	return wait_for(program);
}
