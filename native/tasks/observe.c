/* Only reads and never computes: every fact in a passport comes from the kernel. */
#include "tasks/observe.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/kcmp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* No kernel writes more than this there. */
#define STATUS_BYTES 8192

static FILE *open_proc(pid_t pid, const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, name);
	return fopen(path, "re");
}

/*
 * Reads all of /proc/PID/status at once. It is needed often, and opening it for each of five lines
 * would cost five times as much.
 */
static bool read_status(pid_t pid, char *text, size_t len)
{
	char path[64];
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, text, len - 1);
	close(fd);
	text[n > 0 ? n : 0] = '\0';
	return n > 0;
}

/* The value after "Key:", without leading spaces. */
static bool line_value(const char *text, const char *key, char *value, size_t len)
{
	size_t n = strlen(key);

	for (const char *line = text; line && *line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncmp(line, key, n) != 0 || line[n] != ':')
			continue;
		line += n + 1;
		line += strspn(line, " \t");
		snprintf(value, len, "%.*s", (int)strcspn(line, "\n"), line);
		return true;
	}
	return false;
}

static bool status_value(pid_t pid, const char *key, char *value, size_t len)
{
	char text[STATUS_BYTES];

	return read_status(pid, text, sizeof(text)) && line_value(text, key, value, len);
}

bool observe_signals(pid_t pid, struct signal_sets *sets)
{
	char text[STATUS_BYTES];

	return read_status(pid, text, sizeof(text)) && line_value(text, "SigPnd", sets->pending, sizeof(sets->pending)) &&
	       line_value(text, "ShdPnd", sets->shared_pending, sizeof(sets->shared_pending)) &&
	       line_value(text, "SigBlk", sets->blocked, sizeof(sets->blocked)) && line_value(text, "SigIgn", sets->ignored, sizeof(sets->ignored)) &&
	       line_value(text, "SigCgt", sets->caught, sizeof(sets->caught));
}

bool observe_ignores(pid_t pid, int signal)
{
	char digits[SIGNAL_SET_DIGITS + 1];

	return status_value(pid, "SigIgn", digits, sizeof(digits)) && strtoull(digits, NULL, 16) >> (signal - 1) & 1;
}

static bool is_traced_by(const char *tid, pid_t tracer)
{
	char text[STATUS_BYTES], by[16], state[32];

	if (!read_status((pid_t)atoi(tid), text, sizeof(text)) || !line_value(text, "TracerPid", by, sizeof(by)) || atoi(by) != tracer)
		return false;
	/* One that has ended does not stop any more. */
	return line_value(text, "State", state, sizeof(state)) && state[0] != 'Z' && state[0] != 'X';
}

static bool has_tracee(int pid, pid_t tracer)
{
	char path[64];
	struct dirent *entry;
	bool found = false;
	DIR *threads;

	snprintf(path, sizeof(path), "/proc/%d/task", pid);
	threads = opendir(path);
	while (threads && !found && (entry = readdir(threads)))
		found = atoi(entry->d_name) > 0 && is_traced_by(entry->d_name, tracer);
	if (threads)
		closedir(threads);
	return found;
}

bool observe_tracees(pid_t tracer)
{
	DIR *all = opendir("/proc");
	struct dirent *entry;
	bool found = false;

	while (all && !found && (entry = readdir(all)))
		found = atoi(entry->d_name) > 0 && has_tracee(atoi(entry->d_name), tracer);
	if (all)
		closedir(all);
	return found;
}

pid_t observe_maker(pid_t tid)
{
	char text[STATUS_BYTES], group[16], parent[16];

	if (!read_status(tid, text, sizeof(text)) || !line_value(text, "Tgid", group, sizeof(group)) || !line_value(text, "PPid", parent, sizeof(parent)))
		return 0;
	return (pid_t)(atoi(group) == tid ? atoi(parent) : atoi(group));
}

bool observe_state(pid_t pid, char *state, size_t len)
{
	return status_value(pid, "State", state, len);
}

bool observe_wchan(pid_t pid, char *wchan, size_t len)
{
	FILE *file = open_proc(pid, "wchan");
	bool known;

	if (!file)
		return false;
	known = fgets(wchan, (int)len, file) && strcmp(wchan, "0") != 0;
	fclose(file);
	return known;
}

bool observe_page_tables(pid_t pid, long long *kb)
{
	char value[64];

	if (!status_value(pid, "VmPTE", value, sizeof(value)))
		return false;
	*kb = strtoll(value, NULL, 10);
	return true;
}

bool observe_faults(pid_t pid, struct faults *faults)
{
	FILE *stat = open_proc(pid, "stat");
	char line[1024];
	const char *after = NULL;

	if (!stat)
		return false;
	/* The program's name may contain spaces and brackets, so fields are counted from the last bracket. */
	if (fgets(line, sizeof(line), stat))
		after = strrchr(line, ')');
	fclose(stat);
	return after && sscanf(after + 1, " %*c %*d %*d %*d %*d %*d %*u %lld %*d %lld", &faults->minor, &faults->major) == 2;
}

static bool closes_on_exec(pid_t pid, int fd)
{
	char name[32], line[128];
	unsigned long flags = 0;
	FILE *info;

	snprintf(name, sizeof(name), "fdinfo/%d", fd);
	info = open_proc(pid, name);
	while (info && fgets(line, sizeof(line), info))
		if (sscanf(line, "flags: %lo", &flags) == 1)
			break;
	if (info)
		fclose(info);
	return flags & O_CLOEXEC;
}

static int by_number(const void *a, const void *b)
{
	return ((const struct descriptor *)a)->fd - ((const struct descriptor *)b)->fd;
}

int observe_descriptors(pid_t pid, struct descriptor *found, int max)
{
	char path[64];
	struct dirent *entry;
	int count = 0;
	DIR *folder;

	snprintf(path, sizeof(path), "/proc/%d/fd", pid);
	folder = opendir(path);
	if (!folder)
		return -1;
	while (count < max && (entry = readdir(folder))) {
		struct descriptor *d = &found[count];
		ssize_t n;

		if (entry->d_name[0] == '.')
			continue;
		n = readlinkat(dirfd(folder), entry->d_name, d->path, sizeof(d->path) - 1);
		if (n < 0)
			continue;
		d->path[n] = '\0';
		d->fd = (int)strtol(entry->d_name, NULL, 10);
		d->close_on_exec = closes_on_exec(pid, d->fd);
		count++;
	}
	closedir(folder);
	qsort(found, (size_t)count, sizeof(*found), by_number);
	return count;
}

int observe_mount(pid_t pid, int fd)
{
	char path[64], text[512];
	const char *at;
	ssize_t n;
	int info;

	snprintf(path, sizeof(path), "/proc/%d/fdinfo/%d", pid, fd);
	info = open(path, O_RDONLY | O_CLOEXEC);
	if (info < 0)
		return -1;
	n = read(info, text, sizeof(text) - 1);
	close(info);
	text[n > 0 ? n : 0] = '\0';
	at = strstr(text, "mnt_id:");
	return at ? atoi(at + strlen("mnt_id:")) : -1;
}

bool observe_affinity(pid_t pid, char mask[AFFINITY_TEXT])
{
	return status_value(pid, "Cpus_allowed", mask, AFFINITY_TEXT);
}

bool observe_exe(pid_t pid, char *path, size_t len)
{
	char link[64];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/%d/exe", pid);
	n = readlink(link, path, len - 1);
	if (n < 0)
		return false;
	path[n] = '\0';
	return true;
}

static int same(pid_t parent, pid_t child, int what)
{
	return (int)syscall(SYS_kcmp, parent, child, what, 0, 0);
}

struct sharing observe_sharing(pid_t parent, pid_t child, uint64_t flags)
{
	int memory = same(parent, child, KCMP_VM);

	if (memory < 0)
		return (struct sharing){ flags & CLONE_VM, flags & CLONE_FILES, flags & CLONE_FS, flags & CLONE_SIGHAND, false };
	return (struct sharing){ memory == 0, same(parent, child, KCMP_FILES) == 0, same(parent, child, KCMP_FS) == 0, same(parent, child, KCMP_SIGHAND) == 0,
				 true };
}

bool observe_same_mapping(pid_t pid, uint64_t parent_sp, uint64_t child_sp)
{
	FILE *maps = open_proc(pid, "maps");
	char line[4400];
	bool both = false;

	if (!maps)
		return parent_sp == child_sp;
	while (fgets(line, sizeof(line), maps)) {
		uint64_t from, to;

		if (sscanf(line, "%" SCNx64 "-%" SCNx64, &from, &to) != 2)
			continue;
		/* On a fresh stack the stack pointer is the exclusive end of the mapping. */
		if (parent_sp - 1 >= from && parent_sp - 1 < to)
			both = child_sp - 1 >= from && child_sp - 1 < to;
	}
	fclose(maps);
	return both;
}
