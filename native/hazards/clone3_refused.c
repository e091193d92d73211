/*
 * A container's filter refuses clone3(2), whose flags it cannot read. With ENOSYS ("there is no such
 * call") the libc falls back to clone(2). With EPERM it cannot know that an older call would do, and
 * no process and no thread is made.
 */
#include "experiment.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <spawn.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

enum { ANSWER, SETTINGS };
enum answer { ANSWER_ENOSYS, ANSWER_EPERM, ANSWER_NONE };

static bool refuse_clone3(unsigned error)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(filter) / sizeof(*filter), filter };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

static int spawn(const struct launch *launch, int *status)
{
	long answer = launch->values[ANSWER];
	pid_t child;
	int error;

	AT(prepare, install_the_filter);
	decided("posix_spawn");
	if (answer != ANSWER_NONE && !refuse_clone3(answer == ANSWER_ENOSYS ? ENOSYS : EPERM))
		return errno;
	AT_LIBRARY(posix_spawn);
	error = posix_spawn(&child, launch->file, NULL, NULL, launch->argv, launch->envp);
	AT(resume, look);
	finding("posix_spawn_gave", error != 0, "%s", error ? strerrorname_np(error) : "a child");
	AT(reap, wait);
	while (!error && waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	return error;
}

static const struct strategy_setting settings[] = {
	[ANSWER] = CHOICE("answer", "ENOSYS EPERM none", "what the filter answers to clone3(2); none: there is no filter"), [SETTINGS] = { 0 }
};

EXPERIMENT(clone3_refused, "clone3 is refused", "The libc falls back to clone, if the refusal is ENOSYS.", "posix_spawn");
