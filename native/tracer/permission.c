/* Tries to trace a child instead of inferring from settings. If that is refused, looks for the reason. */
#include "tracer/permission.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static bool read_line(const char *path, char *line, size_t len)
{
	FILE *file = fopen(path, "re");
	bool got;

	if (!file)
		return false;
	got = fgets(line, (int)len, file) != NULL;
	fclose(file);
	line[got ? strcspn(line, "\n") : 0] = '\0';
	return got;
}

static long status_number(const char *key)
{
	FILE *file = fopen("/proc/self/status", "re");
	char line[256];
	long value = 0;

	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, key, strlen(key)) == 0)
			value = strtol(line + strlen(key), NULL, 10);
	if (file)
		fclose(file);
	return value;
}

pid_t fork_idle_child(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		for (;;)
			pause();
	}
	return pid;
}

void end_child(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, __WALL);
}

int tracing_refused(char *why, size_t why_len, char *cure, size_t cure_len)
{
	char scope[16] = "";
	pid_t pid = fork_idle_child();
	int refused;

	if (pid < 0)
		return errno;
	refused = ptrace(PTRACE_SEIZE, pid, 0, 0) == 0 ? 0 : errno;
	end_child(pid);
	if (!refused)
		return 0;
	read_line("/proc/sys/kernel/yama/ptrace_scope", scope, sizeof(scope));
	if (status_number("TracerPid:") != 0) {
		snprintf(why, why_len, "this process is traced itself, by pid %ld", status_number("TracerPid:"));
		snprintf(cure, cure_len, "do not start it under strace or a debugger");
	} else if (scope[0] >= '2') {
		snprintf(why, why_len, "kernel.yama.ptrace_scope is %s", scope);
		snprintf(cure, cure_len, "sysctl kernel.yama.ptrace_scope=1 as root (a value of 3 lasts until reboot)");
	} else if (status_number("Seccomp:") == 2) {
		snprintf(why, why_len, "a seccomp filter refuses ptrace, as some container profiles do");
		snprintf(cure, cure_len, "allow ptrace in the container's profile, or add the capability SYS_PTRACE");
	} else {
		snprintf(why, why_len, "ptrace is refused: %s", strerror(refused));
		snprintf(cure, cure_len, "run it outside this sandbox, as a user that may trace its own children");
	}
	return refused;
}
