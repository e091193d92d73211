/* Attempts to see and open things. */
#include "tests/hostile/hostile.h"

#include "decode/names.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/utsname.h>
#include <unistd.h>

static void try_open(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	result(path, fd);
	if (fd >= 0)
		close(fd);
}

void read_files(void)
{
	const char *const paths[] = { "/etc/passwd", "/etc/shadow", "/proc/1/root/etc/shadow", "/root", "/home", "/usr/bin/env", "/run", "/var", "/sys",
				      "/dev/kmsg",   "/dev/mem" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		try_open(paths[i], O_RDONLY);
}

static void list(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	char names[300] = "";

	while (folder && (entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			snprintf(names + strlen(names), sizeof(names) - strlen(names), "%s,", entry->d_name);
	tell(path, "%s", folder ? names : errno_name(errno));
	if (folder)
		closedir(folder);
}

void look_round(void)
{
	struct utsname host;

	list("/");
	list("/app");
	list("/dev");
	uname(&host);
	tell("hostname", "%s", host.nodename);
	for (char **e = environ; *e; e++)
		tell("environment", "%s", *e);
}

void list_descriptors(void)
{
	for (int fd = 0; fd < 64; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			tell("descriptor", "%d", fd);
}

void list_processes(void)
{
	DIR *folder = opendir("/proc");
	struct dirent *entry;
	int count = 0;

	while (folder && (entry = readdir(folder)))
		count += entry->d_name[0] >= '0' && entry->d_name[0] <= '9';
	tell("processes", "%d", count);
}

void list_rights(void)
{
	FILE *status = fopen("/proc/self/status", "re");
	char line[200];

	while (status && fgets(line, sizeof(line), status))
		if (strncmp(line, "Cap", 3) == 0 || strncmp(line, "NoNewPrivs", 10) == 0 || strncmp(line, "Seccomp:", 8) == 0)
			tell("status", "%.*s", (int)strcspn(line, "\n"), line);
	status = fopen("/proc/self/oom_score_adj", "re");
	if (status && fgets(line, sizeof(line), status))
		tell("oom_score_adj", "%d", atoi(line));
}

void create_files(void)
{
	const char *const paths[] = { "/x", "/app/x", "/work/x", "/dev/x", "/proc/x", "/tmp/x" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		try_open(paths[i], O_WRONLY | O_CREAT);
	try_open("/app/spawnscope", O_WRONLY);
}

void write_kernel(void)
{
	const char *const paths[] = { "/proc/sys/kernel/core_pattern",
				      "/proc/sys/kernel/hostname",
				      "/proc/sys/vm/overcommit_memory",
				      "/proc/sysrq-trigger",
				      "/proc/self/oom_score_adj",
				      "/proc/self/mem",
				      "/proc/1/mem" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		try_open(paths[i], O_WRONLY);
	/* Makes them writable first, if possible. */
	result("remount", mount("none", "/proc", NULL, MS_REMOUNT | MS_BIND, NULL));
}
