/*
 * System calls in strace's spelling. A call is described by one row of a table
 * (calls.c): its name and the type of each argument. Each type has one printer,
 * in the file of its family.
 */
#ifndef DECODE_H
#define DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define CALL_ARGS 6
/* Room for the arguments of one call as text. */
#define CALL_TEXT 8000
/* strace's -s: bytes of a string that are shown. */
#define STRING_BYTES 32

/* One call of one tracee, at its entry or its exit. */
struct call {
	pid_t pid;
	long number;
	uint64_t args[CALL_ARGS];
	uint64_t sp;
	bool left;       /* at exit: `result` is known */
	bool failed;
	int64_t result;  /* or -errno */
};

/* The arguments as text: `count` strings in one buffer. */
struct args {
	const char *items[CALL_ARGS + 4];
	size_t count;
	size_t used;
	char text[CALL_TEXT];
};

/* Prints one argument of `c`: args[at] and, where it belongs together, what follows. */
typedef void printer(struct args *out, const struct call *c, int at);

/* The arguments known at entry. */
void args_at_entry(struct args *out, const struct call *c);
/* All arguments, at exit. */
void args_at_exit(struct args *out, const struct call *c);
/* Does strace print a comma after the arguments known at entry? Then more follow at exit. */
bool comma_at_entry(const struct call *c);
/* exit and exit_group: no exit stop will come. */
bool never_returns(const struct call *c);
/* What strace prints after "= ". `error` becomes the errno's name or NULL. */
void result_text(char *out, size_t len, const struct call *c, const char **error);
/* "execve", or "syscall_0x1b2". */
const char *call_name(const struct call *c);
bool call_is(const struct call *c, const char *name);

/* Opens the next argument, adds to it. What does not fit is cut. */
void arg_begin(struct args *out);
void arg_add(struct args *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Reads `len` bytes of a tracee's memory; returns how many could be read. */
size_t peek(pid_t pid, uint64_t address, void *into, size_t len);

/* Bits and their names, ended by a NULL name. */
struct flag {
	uint64_t bit;
	const char *name;
};
/* "A|B|0x100"; `none` where no bit is set; a comment with `what` where no bit has a name. */
void add_flags(struct args *out, uint64_t value, const struct flag *table, const char *none, const char *what);
/* The name of the one value, or its number with `what` in a comment. */
void add_choice(struct args *out, uint64_t value, const struct flag *table, const char *what);
void add_bytes(struct args *out, const unsigned char *bytes, size_t len, bool more);
void add_pointer(struct args *out, uint64_t address);
void add_signal(struct args *out, int number);
void add_signal_set(struct args *out, uint64_t set);
void add_siginfo(struct args *out, const void *siginfo);
void add_wait_status(struct args *out, int status);

/* All of a string for max 0 (a path), else at most `max` bytes of it. */
void add_string(struct args *out, pid_t pid, uint64_t address, size_t max);
/* What the kernel was asked to make. False when `c` makes no task or its arguments cannot be read. */
bool creation(const struct call *c, uint64_t *flags, int *exit_signal);
extern const struct flag clone_flags[];
/* fcntl's result is a set of flags for two commands: true when it was printed. */
bool fcntl_result(struct args *out, const struct call *c);

/* Printers, by family. */
printer p_int, p_uint, p_long, p_ulong, p_hex, p_pointer, p_octal;
printer p_signal, p_how, p_set_in, p_set_out, p_act_in, p_act_out, p_altstack_in, p_altstack_out, p_frame_mask;
printer p_clone, p_clone3, p_argv, p_envp, p_status, p_wait_options, p_rusage, p_idtype, p_siginfo_out;
printer p_path, p_path_out, p_dirfd, p_open_flags, p_read, p_write, p_pipe, p_fd_flags, p_fcntl, p_access, p_at_flags, p_stat_out, p_close_range_flags, p_whence;
printer p_prot, p_map_flags, p_offset, p_arch, p_resource, p_limits_in, p_limits_out, p_random, p_random_flags, p_clock, p_clock_flags, p_time_in,
	p_time_out, p_time_left, p_prctl, p_futex, p_id, p_id_out, p_group_list, p_domain, p_socket_type, p_message_flags;

#endif
