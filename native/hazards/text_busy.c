/*
 * A program was just written and is about to be run. Another thread's child is between vfork and exec
 * and has a copy of the descriptor through which it was written. So the file is still open for
 * writing, and execve fails with ETXTBSY. Close-on-exec does not help, because that child has not
 * called exec yet.
 */
#include "experiment.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>

static int gate[2];
static volatile bool in_window;
static const struct launch *asked;

static void *lend_for_a_while(void *unused)
{
	pid_t child;

	(void)unused;
	BECOME(ROLE_CHILD);
	AT(create, other_thread_vforks);
	child = vfork();
	if (child == 0) {
		BECOME(ROLE_THIRD);
		AT(child_setup, stand_in_the_window);
		in_window = true;
		await_gate(gate[0], 500);
		_exit(0);
	}
	BECOME(ROLE_CHILD);
	waitpid(child, NULL, 0);
	return NULL;
}

/* Makes a copy of the target without a name. Returns the descriptor opened for writing, or -1; `readable` is a second one. */
static int write_program(int *readable)
{
	int memory = (int)syscall(SYS_memfd_create, "program", 0u), source = open("./ok", O_RDONLY | O_CLOEXEC), writer;
	char path[64], bytes[4096];
	ssize_t n;

	if (memory < 0 || source < 0)
		return -1;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", memory);
	writer = open(path, O_WRONLY | O_CLOEXEC);
	while ((n = read(source, bytes, sizeof(bytes))) > 0)
		if (write(writer, bytes, (size_t)n) != n)
			return -1;
	close(source);
	*readable = memory;
	return writer;
}

/* 0, or the errno of execveat in a fork child. */
static int try_to_run(int program, enum role child_role, int *status)
{
	pid_t child;

	AT(create, fork);
	child = fork();
	if (child == 0) {
		BECOME(child_role);
		AT(exec, exec);
		syscall(SYS_execveat, program, "", asked->argv, asked->envp, AT_EMPTY_PATH);
		_exit(errno);
	}
	AT(reap, wait);
	waitpid(child, status, 0);
	return WEXITSTATUS(*status);
}

static int spawn(const struct launch *launch, int *status)
{
	pthread_t thread;
	int program, writer, error;

	AT(prepare, write_program);
	decided("fork");
	asked = launch;
	in_window = false;
	writer = write_program(&program);
	if (writer < 0 || pipe(gate) != 0)
		return errno;
	errno = pthread_create(&thread, NULL, lend_for_a_while, NULL);
	if (errno)
		return errno;
	while (!in_window)
		nap_ms(1);
	AT(prepare, close_writer);
	close(writer);
	error = try_to_run(program, ROLE_FOURTH, status);
	finding("exec_while_the_other_child_waits", error != 0, "%s", error ? strerrorname_np(error) : "works");
	if (write(gate[1], "", 1) != 1)
		return EIO;
	pthread_join(thread, NULL);
	error = try_to_run(program, ROLE_FIFTH, status);
	finding("exec_after_it_has_gone", error != 0, "%s", error ? strerrorname_np(error) : "works");
	return 0;
}

static const struct strategy_setting settings[] = { { 0 } };

EXPERIMENT(text_busy, "Text file busy", "A child between vfork and exec still holds the descriptor that wrote the program.", "vfork");
