/* Attempts to use up resources. */
#include "tests/hostile/hostile.h"

#include "decode/names.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define MB (1024ul * 1024)

void fork_bomb(void)
{
	int count = 0;
	pid_t pid;

	while (count < 3000 && (pid = fork()) >= 0) {
		if (pid == 0)
			for (;;)
				pause();
		count++;
	}
	tell("forks", "%d", count);
	result("next", count < 3000 ? -1 : 0);
	usleep(300000);
}

void memory_bomb(void)
{
	void *all = mmap(NULL, 700 * MB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t mb = 0;

	result("700 MB", all == MAP_FAILED ? -1 : 0);
	while (mb < 2000 && mmap(NULL, MB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0) != MAP_FAILED)
		mb++;
	tell("mb", "%zu", mb);
}

static void fill(const char *path, int fd)
{
	static char block[65536];
	size_t bytes = 0;
	ssize_t n;

	if (fd < 0) {
		result(path, -1);
		return;
	}
	while (bytes < 64 * MB && (n = write(fd, block, sizeof(block))) > 0)
		bytes += (size_t)n;
	tell(path, "%s after %zu KB", bytes < 64 * MB ? errno_name(errno) : "ok", bytes / 1024);
}

void fill_disk(void)
{
	char path[40];

	signal(SIGXFSZ, SIG_IGN);
	fill("memfd", memfd_create("x", 0));
	fill("/x", open("/x", O_WRONLY | O_CREAT, 0600));
	fill("/work/x", open("/work/x", O_WRONLY | O_CREAT, 0600));
	for (int i = 0; i < 6; i++) {
		snprintf(path, sizeof(path), "/tmp/%d", i);
		fill(path, open(path, O_WRONLY | O_CREAT, 0600));
	}
}

/* Empty files take no bytes of /tmp, but memory of the kernel. */
void fill_files(void)
{
	char path[40];
	int count = 0, fd;

	while (count < 100000) {
		snprintf(path, sizeof(path), "/tmp/empty-%d", count);
		fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
		if (fd < 0)
			break;
		close(fd);
		count++;
	}
	tell("files", "%d", count);
	result("next", count < 100000 ? -1 : 0);
}

void list_limits(void)
{
	const int which[] = { RLIMIT_AS, RLIMIT_NPROC, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_CPU, RLIMIT_CORE, RLIMIT_MSGQUEUE, RLIMIT_SIGPENDING };
	const char *const names[] = { "as", "nproc", "fsize", "nofile", "cpu", "core", "msgqueue", "sigpending" };

	for (size_t i = 0; i < sizeof(which) / sizeof(*which); i++) {
		struct rlimit now;

		getrlimit((__rlimit_resource_t)which[i], &now);
		tell(names[i], now.rlim_max == RLIM_INFINITY ? "none" : "%lu", (unsigned long)now.rlim_max);
	}
}

/* The status with which the supervisor says that the sandbox failed. */
void fake_status(void)
{
	dprintf(2, "bwrap: the sandbox is incomplete\n");
	_exit(125);
}

void raise_limits(void)
{
	const int which[] = { RLIMIT_AS, RLIMIT_NPROC, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_CPU, RLIMIT_CORE };
	const char *const names[] = { "as", "nproc", "fsize", "nofile", "cpu", "core" };

	for (size_t i = 0; i < sizeof(which) / sizeof(*which); i++) {
		struct rlimit more = { RLIM_INFINITY, RLIM_INFINITY };

		result(names[i], setrlimit((__rlimit_resource_t)which[i], &more));
	}
}

void spin(void)
{
	dprintf(3, "spin began\n");
	for (;;)
		;
}
