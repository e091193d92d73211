/* Only reads and never computes: every fact in a passport comes from the kernel. */
#include "tasks/observe.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <linux/major.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* No kernel writes more than this there. */
#define STATUS_BYTES 8192
#define STAT_BYTES 1024
#define MAPS_BYTES 16384
/* What stands first in fdinfo: the position, the flags and the mount. What follows depends on the kind of file, and may be long. */
#define FDINFO_BYTES 256

static FILE *open_proc(pid_t pid, const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, name);
	return fopen(path, "re");
}

/*
 * What was opened last stays open, because the same few tasks are looked at again and again. A file of /proc belongs to its
 * task: of one that is gone nothing can be read, even if another task has its id now.
 */
#define KEPT_OPEN 8
enum proc_file { PROC_STATUS, PROC_STAT, PROC_WCHAN };
static struct kept_open {
	pid_t pid; /* 0: free */
	enum proc_file file;
	int fd;
	unsigned long used;
} kept_open[KEPT_OPEN];
static unsigned long uses;

static void close_kept(struct kept_open *kept)
{
	if (kept->pid)
		close(kept->fd);
	kept->pid = 0;
}

static struct kept_open *find_kept(pid_t pid, enum proc_file file)
{
	for (struct kept_open *kept = kept_open; kept < kept_open + KEPT_OPEN; kept++)
		if (kept->pid == pid && kept->file == file)
			return kept;
	return NULL;
}

static struct kept_open *keep_open(pid_t pid, enum proc_file file)
{
	/* The second number names the thread, and is not used where there is only one. A thread's stat costs less than its process's. */
	static const char *const paths[] = { [PROC_STATUS] = "/proc/%d/status", [PROC_STAT] = "/proc/%d/task/%d/stat", [PROC_WCHAN] = "/proc/%d/wchan" };
	struct kept_open *oldest = kept_open;
	char path[64];
	int fd;

	snprintf(path, sizeof(path), paths[file], pid, pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	for (struct kept_open *kept = kept_open; kept < kept_open + KEPT_OPEN; kept++)
		if (kept->used < oldest->used)
			oldest = kept;
	close_kept(oldest);
	*oldest = (struct kept_open){ pid, file, fd, 0 };
	return oldest;
}

/* Reads all of a file of /proc, which is text, at once. False if there is nothing. */
static bool read_proc(pid_t pid, enum proc_file file, char *text, size_t len)
{
	struct kept_open *kept = find_kept(pid, file);
	ssize_t n = kept ? pread(kept->fd, text, len - 1, 0) : -1;

	if (kept && n < 0)
		close_kept(kept);
	if (n < 0 && (kept = keep_open(pid, file)))
		n = pread(kept->fd, text, len - 1, 0);
	if (kept)
		kept->used = ++uses;
	text[n > 0 ? n : 0] = '\0';
	return n > 0;
}

/* The same of a file that nobody reads again soon. */
static bool read_once(pid_t pid, const char *name, char *text, size_t len)
{
	char path[64];
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, text, len - 1);
	close(fd);
	text[n > 0 ? n : 0] = '\0';
	return n > 0;
}

static bool read_fdinfo(pid_t pid, int fd, char text[FDINFO_BYTES])
{
	char name[32];

	snprintf(name, sizeof(name), "fdinfo/%d", fd);
	return read_once(pid, name, text, FDINFO_BYTES);
}

static bool read_status(pid_t pid, char text[STATUS_BYTES])
{
	return read_proc(pid, PROC_STATUS, text, STATUS_BYTES);
}

/* The value after "Key:", without leading spaces. `from`: where to begin; the order of the lines is the kernel's. */
static const char *value_in(const char *from, const char *key)
{
	size_t n = strlen(key);

	for (const char *line = from; line && *line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (line[0] == key[0] && strncmp(line, key, n) == 0 && line[n] == ':')
			return line + n + 1 + strspn(line + n + 1, " \t");
	}
	return NULL;
}

static bool line_value(const char *text, const char *key, char *value, size_t len)
{
	const char *at = value_in(text, key);
	size_t n = at ? (size_t)(strchrnul(at, '\n') - at) : 0;

	if (!at)
		return false;
	n = n < len ? n : len - 1;
	memcpy(value, at, n);
	value[n] = '\0';
	return true;
}

static bool status_value(pid_t pid, const char *key, char *value, size_t len)
{
	char text[STATUS_BYTES];

	return read_status(pid, text) && line_value(text, key, value, len);
}

/* Of /proc/PID/stat, as proc(5) numbers them. */
enum stat_field {
	STAT_STATE = 3,
	STAT_GROUP = 5,
	STAT_SESSION = 6,
	STAT_TERMINAL = 7,
	STAT_FOREGROUND = 8,
	STAT_MINOR_FAULTS = 10,
	STAT_MAJOR_FAULTS = 12,
	STAT_IGNORED = 33
};

/* A program's name may contain spaces and brackets, so fields are counted from the last bracket. */
static const char *stat_value(const char *text, enum stat_field field)
{
	const char *at = strrchr(text, ')');

	for (int n = STAT_STATE; at && n <= (int)field; n++)
		at = strchr(at + 1, ' ');
	return at ? at + 1 : NULL;
}

static long long stat_number(const char *text, enum stat_field field)
{
	const char *at = stat_value(text, field);

	return at ? strtoll(at, NULL, 10) : 0;
}

/* Finds a set behind `*from`, and goes on from there. */
static bool next_set(const char **from, const char *key, char set[SIGNAL_SET_DIGITS + 1])
{
	const char *at = *from ? value_in(*from, key) : NULL;

	*from = at;
	if (!at)
		return false;
	memcpy(set, at, SIGNAL_SET_DIGITS);
	set[SIGNAL_SET_DIGITS] = '\0';
	return true;
}

bool observe_status(pid_t pid, struct status *status)
{
	char text[STATUS_BYTES];
	const char *page_tables, *at = text;

	status->has_page_tables = false;
	if (!read_status(pid, text))
		return false;
	page_tables = value_in(text, "VmPTE");
	/* A task that has ended has none. */
	if (page_tables) {
		status->has_page_tables = true;
		status->page_tables_kb = strtoll(page_tables, NULL, 10);
		at = page_tables;
	}
	return next_set(&at, "SigPnd", status->signals.pending) && next_set(&at, "ShdPnd", status->signals.shared_pending) &&
	       next_set(&at, "SigBlk", status->signals.blocked) && next_set(&at, "SigIgn", status->signals.ignored) &&
	       next_set(&at, "SigCgt", status->signals.caught);
}

bool observe_signals(pid_t pid, struct signal_sets *sets)
{
	struct status status;

	if (!observe_status(pid, &status))
		return false;
	*sets = status.signals;
	return true;
}

bool observe_ignores(pid_t pid, int signal)
{
	char text[STAT_BYTES], digits[SIGNAL_SET_DIGITS + 1];
	const char *ignored;

	/* /proc/PID/stat costs a fifth of /proc/PID/status, but has no signals above. */
	if (signal > 31)
		return status_value(pid, "SigIgn", digits, sizeof(digits)) && strtoull(digits, NULL, 16) >> (signal - 1) & 1;
	ignored = read_proc(pid, PROC_STAT, text, sizeof(text)) ? stat_value(text, STAT_IGNORED) : NULL;
	return ignored && strtoull(ignored, NULL, 10) >> (signal - 1) & 1;
}

static bool is_traced_by(const char *tid, pid_t tracer)
{
	char text[STATUS_BYTES], by[16], state[32];

	if (!read_status((pid_t)atoi(tid), text) || !line_value(text, "TracerPid", by, sizeof(by)) || atoi(by) != tracer)
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

	if (!read_status(tid, text) || !line_value(text, "Tgid", group, sizeof(group)) || !line_value(text, "PPid", parent, sizeof(parent)))
		return 0;
	return (pid_t)(atoi(group) == tid ? atoi(parent) : atoi(group));
}

/*
 * /proc/PID/stat has only the letter. The words are those of fs/proc/array.c; a letter that
 * is new to us is looked up in /proc/PID/status.
 */
bool observe_state(pid_t pid, char *state, size_t len)
{
	static const char *const words[] = {
		"R (running)", "S (sleeping)", "D (disk sleep)", "T (stopped)", "t (tracing stop)", "X (dead)", "Z (zombie)", "P (parked)", "I (idle)", NULL,
	};
	char text[STAT_BYTES];
	const char *letter;

	if (!read_proc(pid, PROC_STAT, text, sizeof(text)))
		return false;
	letter = stat_value(text, STAT_STATE);
	for (const char *const *word = words; letter && *word; word++)
		if (*letter == **word) {
			snprintf(state, len, "%s", *word);
			return true;
		}
	return status_value(pid, "State", state, len);
}

bool observe_wchan(pid_t pid, char *wchan, size_t len)
{
	return read_proc(pid, PROC_WCHAN, wchan, len) && strcmp(wchan, "0") != 0;
}

/* As /proc/PID/stat packs it. The names of other terminals are their driver's, and the numbers say which it is. */
static void name_terminal(unsigned number, char *name, size_t len)
{
	unsigned major = number >> 8 & 0xfff, minor = (number & 0xff) | (number >> 12 & 0xfff00);

	if (major >= UNIX98_PTY_SLAVE_MAJOR && major < UNIX98_PTY_SLAVE_MAJOR + UNIX98_PTY_MAJOR_COUNT)
		snprintf(name, len, "/dev/pts/%u", (major - UNIX98_PTY_SLAVE_MAJOR) * 256 + minor);
	else if (major == TTY_MAJOR && minor < 64)
		snprintf(name, len, "/dev/tty%u", minor);
	else
		snprintf(name, len, "%u:%u", major, minor);
}

bool observe_process(pid_t pid, struct process *process)
{
	char text[STAT_BYTES];
	unsigned terminal;

	/* Of the process, not of the thread: faults are counted for each. */
	if (!read_once(pid, "stat", text, sizeof(text)) || !stat_value(text, STAT_MAJOR_FAULTS))
		return false;
	process->minor_faults = stat_number(text, STAT_MINOR_FAULTS);
	process->major_faults = stat_number(text, STAT_MAJOR_FAULTS);
	process->group = (pid_t)stat_number(text, STAT_GROUP);
	process->session = (pid_t)stat_number(text, STAT_SESSION);
	process->foreground = (pid_t)stat_number(text, STAT_FOREGROUND);
	terminal = (unsigned)stat_number(text, STAT_TERMINAL);
	process->terminal[0] = '\0';
	if (terminal != 0)
		name_terminal(terminal, process->terminal, sizeof(process->terminal));
	return true;
}

static bool closes_on_exec(pid_t pid, int fd)
{
	char text[FDINFO_BYTES];
	const char *flags = read_fdinfo(pid, fd, text) ? value_in(text, "flags") : NULL;

	return flags && strtoul(flags, NULL, 8) & O_CLOEXEC;
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
	char text[FDINFO_BYTES];
	const char *mount = read_fdinfo(pid, fd, text) ? value_in(text, "mnt_id") : NULL;

	return mount ? atoi(mount) : -1;
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
	static char buffer[MAPS_BYTES];
	char line[4400];
	FILE *maps;
	bool both = false;

	if (parent_sp == child_sp)
		return true;
	maps = open_proc(pid, "maps");
	if (!maps)
		return false;
	setvbuf(maps, buffer, _IOFBF, sizeof(buffer));
	while (fgets(line, sizeof(line), maps)) {
		char *end;
		uint64_t from = strtoull(line, &end, 16), to = *end == '-' ? strtoull(end + 1, NULL, 16) : 0;
		/* On a fresh stack the stack pointer is the exclusive end of the mapping. */
		bool parents = parent_sp - 1 >= from && parent_sp - 1 < to, childs = child_sp - 1 >= from && child_sp - 1 < to;

		both = parents && childs;
		if (parents || childs)
			break;
	}
	fclose(maps);
	return both;
}
