/*
 * The calls with a decoder: one row each. `known` is how many of the printers
 * strace can use at entry; the rest wait for the exit, because the kernel
 * fills what they point to.
 */
#include "decode.h"

#include "../names.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* A call without a row prints this many raw arguments. */
#define RAW_ARGS 6
/* Errors the kernel keeps for itself: the call will be begun again. */
#define RESTARTSYS 512
#define RESTARTNOINTR 513
#define RESTARTNOHAND 514
#define RESTART_RESTARTBLOCK 516

enum result { DECIMAL, HEX, NEVER, FCNTL };

struct row {
	const char *name;
	int known;
	enum result result;
	printer *printers[CALL_ARGS];
};

static const struct row rows[] = {
	/* creating, executing, ending, waiting */
	{ "fork", 0, DECIMAL, { NULL } },
	{ "vfork", 0, DECIMAL, { NULL } },
	{ "clone", 1, DECIMAL, { p_clone, p_clone } },
	{ "clone3", 1, DECIMAL, { p_clone3, p_clone3 } },
	{ "execve", 3, DECIMAL, { p_path, p_argv, p_envp } },
	{ "execveat", 5, DECIMAL, { p_dirfd, p_path, p_argv, p_envp, p_at_flags } },
	{ "exit", 1, NEVER, { p_int } },
	{ "exit_group", 1, NEVER, { p_int } },
	{ "wait4", 1, DECIMAL, { p_int, p_status, p_wait_options, p_rusage } },
	{ "waitid", 2, DECIMAL, { p_idtype, p_int, p_siginfo_out, p_wait_options, p_rusage } },
	{ "getpid", 0, DECIMAL, { NULL } },
	{ "getppid", 0, DECIMAL, { NULL } },
	{ "gettid", 0, DECIMAL, { NULL } },
	{ "setpgid", 2, DECIMAL, { p_int, p_int } },
	{ "getpgid", 1, DECIMAL, { p_int } },
	{ "getpgrp", 0, DECIMAL, { NULL } },
	{ "setsid", 0, DECIMAL, { NULL } },
	{ "set_tid_address", 1, DECIMAL, { p_pointer } },
	{ "set_robust_list", 2, DECIMAL, { p_pointer, p_ulong } },
	{ "rseq", 4, DECIMAL, { p_pointer, p_hex, p_uint, p_hex } },
	{ "prctl", 1, DECIMAL, { p_prctl } },
	{ "arch_prctl", 1, DECIMAL, { p_arch } },
	{ "pidfd_open", 2, DECIMAL, { p_int, p_hex } },
	{ "pidfd_send_signal", 4, DECIMAL, { p_int, p_signal, p_pointer, p_hex } },
	{ "futex", 2, DECIMAL, { p_pointer, p_futex } },
	{ "sched_yield", 0, DECIMAL, { NULL } },
	/* signals */
	{ "rt_sigaction", 2, DECIMAL, { p_signal, p_act_in, p_act_out, p_ulong } },
	{ "rt_sigprocmask", 2, DECIMAL, { p_how, p_set_in, p_set_out, p_ulong } },
	{ "rt_sigreturn", 1, DECIMAL, { p_frame_mask } },
	{ "sigaltstack", 1, DECIMAL, { p_altstack_in, p_altstack_out } },
	{ "kill", 2, DECIMAL, { p_int, p_signal } },
	{ "tkill", 2, DECIMAL, { p_int, p_signal } },
	{ "tgkill", 3, DECIMAL, { p_int, p_int, p_signal } },
	{ "pause", 0, DECIMAL, { NULL } },
	/* files and descriptors */
	{ "open", 2, DECIMAL, { p_path, p_open_flags } },
	{ "openat", 3, DECIMAL, { p_dirfd, p_path, p_open_flags } },
	{ "close", 1, DECIMAL, { p_int } },
	{ "close_range", 3, DECIMAL, { p_uint, p_uint, p_close_range_flags } },
	{ "dup", 1, DECIMAL, { p_int } },
	{ "dup2", 2, DECIMAL, { p_int, p_int } },
	{ "dup3", 3, DECIMAL, { p_int, p_int, p_fd_flags } },
	{ "pipe", 0, DECIMAL, { p_pipe } },
	{ "pipe2", 0, DECIMAL, { p_pipe, p_fd_flags } },
	{ "fcntl", 2, FCNTL, { p_int, p_fcntl } },
	{ "read", 1, DECIMAL, { p_int, p_read, p_ulong } },
	{ "write", 3, DECIMAL, { p_int, p_write, p_ulong } },
	{ "pread64", 1, DECIMAL, { p_int, p_read, p_ulong, p_long } },
	{ "lseek", 3, DECIMAL, { p_int, p_long, p_whence } },
	{ "access", 2, DECIMAL, { p_path, p_access } },
	{ "faccessat", 3, DECIMAL, { p_dirfd, p_path, p_access } },
	{ "faccessat2", 4, DECIMAL, { p_dirfd, p_path, p_access, p_at_flags } },
	{ "readlink", 1, DECIMAL, { p_path, p_read, p_ulong } },
	{ "readlinkat", 2, DECIMAL, { p_dirfd, p_path, p_read, p_ulong } },
	{ "stat", 1, DECIMAL, { p_path, p_stat_out } },
	{ "lstat", 1, DECIMAL, { p_path, p_stat_out } },
	{ "fstat", 1, DECIMAL, { p_int, p_stat_out } },
	{ "newfstatat", 2, DECIMAL, { p_dirfd, p_path, p_stat_out, p_at_flags } },
	{ "chdir", 1, DECIMAL, { p_path } },
	{ "fchdir", 1, DECIMAL, { p_int } },
	{ "getcwd", 0, DECIMAL, { p_path_out, p_ulong } },
	{ "chroot", 1, DECIMAL, { p_path } },
	{ "umask", 1, DECIMAL, { p_octal } },
	{ "socketpair", 3, DECIMAL, { p_domain, p_socket_type, p_int, p_pipe } },
	{ "recvfrom", 1, DECIMAL, { p_int, p_read, p_ulong, p_message_flags, p_pointer, p_pointer } },
	{ "sendto", 6, DECIMAL, { p_int, p_write, p_ulong, p_message_flags, p_pointer, p_uint } },
	{ "eventfd2", 2, DECIMAL, { p_uint, p_fd_flags } },
	/* memory */
	{ "mmap", 6, HEX, { p_pointer, p_ulong, p_prot, p_map_flags, p_int, p_offset } },
	{ "munmap", 2, DECIMAL, { p_pointer, p_ulong } },
	{ "mprotect", 3, DECIMAL, { p_pointer, p_ulong, p_prot } },
	{ "brk", 1, HEX, { p_pointer } },
	/* ids and limits */
	{ "getuid", 0, DECIMAL, { NULL } },
	{ "geteuid", 0, DECIMAL, { NULL } },
	{ "getgid", 0, DECIMAL, { NULL } },
	{ "getegid", 0, DECIMAL, { NULL } },
	{ "setuid", 1, DECIMAL, { p_id } },
	{ "setgid", 1, DECIMAL, { p_id } },
	{ "setreuid", 2, DECIMAL, { p_id, p_id } },
	{ "setregid", 2, DECIMAL, { p_id, p_id } },
	{ "setresuid", 3, DECIMAL, { p_id, p_id, p_id } },
	{ "setresgid", 3, DECIMAL, { p_id, p_id, p_id } },
	{ "getresuid", 0, DECIMAL, { p_id_out, p_id_out, p_id_out } },
	{ "getresgid", 0, DECIMAL, { p_id_out, p_id_out, p_id_out } },
	{ "setgroups", 2, DECIMAL, { p_int, p_group_list } },
	{ "getrlimit", 1, DECIMAL, { p_resource, p_limits_out } },
	{ "setrlimit", 2, DECIMAL, { p_resource, p_limits_in } },
	{ "prlimit64", 3, DECIMAL, { p_int, p_resource, p_limits_in, p_limits_out } },
	/* time and chance */
	{ "nanosleep", 1, DECIMAL, { p_time_in, p_time_left } },
	{ "clock_nanosleep", 3, DECIMAL, { p_clock, p_clock_flags, p_time_in, p_time_left } },
	{ "clock_gettime", 1, DECIMAL, { p_clock, p_time_out } },
	{ "getrandom", 0, DECIMAL, { p_random, p_ulong, p_random_flags } },
};
#define ROWS (sizeof(rows) / sizeof(*rows))

static const struct row *row_of(const struct call *c)
{
	const char *name = syscall_name(c->number);

	for (size_t i = 0; name && i < ROWS; i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	return NULL;
}

const char *const *decoded_calls(void)
{
	static const char *names[ROWS + 1];

	for (size_t i = 0; i < ROWS; i++)
		names[i] = rows[i].name;
	return names;
}

bool never_returns(const struct call *c)
{
	const struct row *row = row_of(c);

	return row && row->result == NEVER;
}

bool comma_at_entry(const struct call *c)
{
	const struct row *row = row_of(c);

	/* These two print what they must, and no more, before the kernel has answered. */
	if (!row || call_is(c, "clone") || call_is(c, "clone3"))
		return false;
	return row->known > 0 && row->known < CALL_ARGS && row->printers[row->known];
}

static void print_raw(struct args *out, const struct call *c)
{
	for (int i = 0; i < RAW_ARGS; i++) {
		arg_begin(out);
		arg_add(out, c->args[i] ? "%#lx" : "%lx", c->args[i]);
	}
}

static void print_some(struct args *out, const struct call *c, int from, int to)
{
	const struct row *row = row_of(c);

	if (!row) {
		if (from == 0)
			print_raw(out, c);
		return;
	}
	if (to < 0)
		to = row->known;
	for (int i = from; i < to && row->printers[i]; i++)
		row->printers[i](out, c, i);
}

void args_at_entry(struct args *out, const struct call *c)
{
	out->count = 0;
	out->used = 0;
	print_some(out, c, 0, -1);
}

void args_at_exit(struct args *out, const struct call *c)
{
	const struct row *row = row_of(c);

	/* `out` still holds those of the entry: their memory may have changed since. */
	if (row)
		print_some(out, c, row->known, CALL_ARGS);
}

static const char *restart_words(int error)
{
	switch (error) {
	case RESTARTSYS:
		return "To be restarted if SA_RESTART is set";
	case RESTARTNOINTR:
		return "To be restarted";
	case RESTARTNOHAND:
		return "To be restarted if no handler";
	case RESTART_RESTARTBLOCK:
		return "Interrupted by signal";
	}
	return NULL;
}

void result_text(char *out, size_t len, const struct call *c, const char **error)
{
	const struct row *row = row_of(c);
	enum result kind = row ? row->result : DECIMAL;
	int number = (int)-c->result;

	*error = NULL;
	if (c->failed && restart_words(number)) {
		*error = errno_name(number);
		snprintf(out, len, "? %s (%s)", *error, restart_words(number));
	} else if (c->failed) {
		*error = errno_name(number);
		if (*error)
			snprintf(out, len, "-1 %s (%s)", *error, strerrordesc_np(number));
		else
			snprintf(out, len, "-1 (errno %d)", number);
	} else if (kind == NEVER) {
		snprintf(out, len, "?");
	} else if (kind == HEX) {
		snprintf(out, len, c->result ? "%#lx" : "NULL", (unsigned long)c->result);
	} else {
		struct args text = { 0 };

		arg_begin(&text);
		if (kind == FCNTL && fcntl_result(&text, c))
			snprintf(out, len, "%s", text.items[0]);
		else
			snprintf(out, len, "%ld", (long)c->result);
	}
}
