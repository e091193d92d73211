/* What /proc and kcmp(2) show about a stopped task. See observe.c. */
#ifndef OBSERVE_H
#define OBSERVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define SIGNAL_SET_DIGITS 16

/* The five signal sets, as the 16 hex digits of /proc/PID/status. */
struct signal_sets {
	char pending[SIGNAL_SET_DIGITS + 1];
	char shared_pending[SIGNAL_SET_DIGITS + 1];
	char blocked[SIGNAL_SET_DIGITS + 1];
	char ignored[SIGNAL_SET_DIGITS + 1];
	char caught[SIGNAL_SET_DIGITS + 1];
};

bool observe_signals(pid_t pid, struct signal_sets *sets);
/* What one look at /proc/PID/status shows. */
struct status {
	struct signal_sets signals;
	bool has_page_tables;
	long long page_tables_kb; /* VmPTE */
};
/* False if it shows no signals. */
bool observe_status(pid_t pid, struct status *status);
bool observe_ignores(pid_t pid, int signal);
/* "D (disk sleep)". */
bool observe_state(pid_t pid, char *state, size_t len);
/* The kernel function in which it sleeps. False if the kernel does not say. */
bool observe_wchan(pid_t pid, char *wchan, size_t len);
/* What one look at /proc/PID/stat shows of a process. */
struct process {
	long long minor_faults, major_faults;
	pid_t group, session;
	char terminal[32]; /* its controlling terminal: "/dev/pts/0"; "": none */
	pid_t foreground;  /* the terminal's foreground group; -1: none */
};
bool observe_process(pid_t pid, struct process *process);

struct descriptor {
	int fd;
	bool close_on_exec;
	char path[96]; /* the target of the link, cut to fit */
};
/* In ascending order, at most `max`. -1 if /proc does not show them. */
int observe_descriptors(pid_t pid, struct descriptor *found, int max);
/* Is any living task traced by `tracer`? Looks through all of /proc. */
bool observe_tracees(pid_t tracer);
/* The process in which a new task was made: its own for a thread, else its parent's. 0: the kernel does not say. */
pid_t observe_maker(pid_t tid);
/* The mount on which a descriptor's file is, as /proc/PID/mountinfo numbers it. -1: the kernel does not say. */
int observe_mount(pid_t pid, int fd);
/* The processors that it may use, as /proc/PID/status spells them. */
#define AFFINITY_TEXT 4096
bool observe_affinity(pid_t pid, char mask[AFFINITY_TEXT]);
bool observe_exe(pid_t pid, char *path, size_t len);

struct sharing {
	bool memory, files, fs, handlers;
	bool by_kcmp; /* false: taken from `flags`, because kcmp(2) was refused */
};
struct sharing observe_sharing(pid_t parent, pid_t child, uint64_t flags);

/* Are both addresses in the same mapping of `pid`? `child_sp` may be the exclusive end of a mapping. */
bool observe_same_mapping(pid_t pid, uint64_t parent_sp, uint64_t child_sp);

#endif
