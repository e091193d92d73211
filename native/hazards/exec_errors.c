/*
 * exec says ENOENT though the file is there: its first line names an interpreter that is missing. The kernel has one number for
 * both. posix_spawn hands the number on. After a plain fork the parent sees nothing but status 127.
 */
#include "experiment.h"

#include <spawn.h>
#include <string.h>

enum { FILE_IS, WAY, SETTINGS };
enum file_is { FILE_INTERPRETER, FILE_TEXT, FILE_DENIED, FILE_MISSING, FILE_LONG };
enum way_here { POSIX_SPAWN_HERE, FORK_HERE };
/* The kernel takes 32 pages for one argument. */
#define LONG_BYTES (256 * 1024)

/* A script without a name in any folder, with this text. Its path leads through /proc. */
static const char *write_script(const char *text)
{
	static char path[32];
	int fd = memfd_create("script", 0);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		return NULL;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return path;
}

static const char *file_to_run(long file, const struct launch *launch)
{
	switch ((enum file_is)file) {
	case FILE_INTERPRETER:
		return write_script("#!/no/such/interpreter\n");
	case FILE_TEXT:
		return write_script("echo a script without a first line\n");
	case FILE_DENIED:
		return "./denied";
	case FILE_MISSING:
		return "./missing";
	default:
		return launch->file;
	}
}

static pid_t fork_and_exec(const char *file, char *const *argv, char *const *envp)
{
	pid_t child;

	AT(create, fork);
	child = fork();
	if (child == 0) {
		CHILD_BEGINS();
		AT(exec, exec);
		execve(file, argv, envp);
		_exit(127);
	}
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	static char text[LONG_BYTES];
	char *argv[] = { launch->argv[0], launch->values[FILE_IS] == FILE_LONG ? text : NULL, NULL };
	const char *file = file_to_run(launch->values[FILE_IS], launch);
	pid_t child = -1;
	int error = 0;

	memset(text, 'a', sizeof(text) - 1);
	AT(prepare, look_for_the_file);
	decided(launch->values[WAY] == POSIX_SPAWN_HERE ? "posix_spawn" : "fork");
	if (!file)
		return errno;
	finding("file_is_there", false, "%s", access(file, F_OK) == 0 ? "yes" : "no");
	if (launch->values[WAY] == POSIX_SPAWN_HERE) {
		AT_LIBRARY(posix_spawn);
		error = posix_spawn(&child, file, NULL, NULL, argv, launch->envp);
	} else {
		child = fork_and_exec(file, argv, launch->envp);
	}
	AT(reap, wait);
	while (!error && waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	if (error)
		finding("parent_learned", false, "%s", strerrorname_np(error));
	else
		finding("parent_learned", true, "status %d", WEXITSTATUS(*status));
	return error;
}

static const struct strategy_setting settings[] = {
	[FILE_IS] = CHOICE("file", "interpreter text denied missing long", "what is wrong with the program"),
	[WAY] = CHOICE("way", "posix_spawn fork", "how the child is made"),
	[SETTINGS] = { 0 },
};

EXPERIMENT(exec_errors, "Errors of exec", "ENOENT may mean the interpreter, and after a plain fork nobody learns of it.", "posix_spawn");
