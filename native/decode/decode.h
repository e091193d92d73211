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

/* Errors the kernel keeps for itself: the call will be begun again. */
#define RESTARTSYS 512
#define RESTARTNOINTR 513
#define RESTARTNOHAND 514
#define RESTART_RESTARTBLOCK 516

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
	int64_t kept;    /* what an entry leaves for its exit; -1: nothing */
	long previous;   /* the number of the call before */
	char text[CALL_TEXT];
};

/* Prints one argument of `c`: args[at] and, where it belongs together, what follows. Of a result, `at` says nothing. */
typedef void printer(struct args *out, const struct call *c, int at);

/* A call: its arguments are printers[0]…, the first `known` of them printed at entry. */
struct row {
	const char *name;
	int known;
	bool late;       /* where more follows, the comma too is printed at exit */
	printer *result; /* NULL: a decimal number */
	printer *printers[CALL_ARGS];
};
/* NULL for a call without a decoder. */
const struct row *row_of(const struct call *c);
/* How many arguments a call without a decoder has. */
int raw_count(const struct call *c);

/* The arguments known at entry. */
void args_at_entry(struct args *out, const struct call *c);
/* All arguments, at exit. */
void args_at_exit(struct args *out, const struct call *c);
/* Does strace print a comma after the arguments known at entry? Then more follow at exit. */
bool comma_at_entry(const struct call *c);
/* exit and exit_group: no exit stop will come. */
bool never_returns(const struct call *c);
/* What strace prints after "= ", cut to `len`. `error` becomes the errno's name or NULL. */
void result_text(char *out, size_t len, const struct call *c, const char **error);
/* "execve", or "syscall_0x1b2". */
const char *call_name(const struct call *c);
bool call_is(const struct call *c, const char *name);

/* Opens the next argument, adds to it. What does not fit is cut. */
void arg_begin(struct args *out);
void arg_add(struct args *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Opens an argument and reads what args[at] points to. Where that cannot be, or
 * the kernel failed and so wrote nothing, it prints the pointer and says false.
 */
bool arg_read(struct args *out, const struct call *c, int at, void *into, size_t len);
/* The same without opening one: part of a structure. */
bool part_read(struct args *out, const struct call *c, uint64_t address, void *into, size_t len);
/* Reads `len` bytes of a tracee's memory; returns how many could be read. */
size_t peek(pid_t pid, uint64_t address, void *into, size_t len);

/* Bits and their names, ended by a NULL name. */
struct flag {
	uint64_t bit;
	const char *name;
};
#define NAMED(constant) { (uint64_t)(constant), #constant }
/* The two commonest printers: a set of flags, one of several values. Both take the low 32 bits. */
#define FLAGS_PRINTER(printer_name, none, what, ...)                                \
	void printer_name(struct args *out, const struct call *c, int at)           \
	{                                                                           \
		static const struct flag table[] = { __VA_ARGS__, { 0, NULL } };    \
		arg_begin(out);                                                     \
		add_flags(out, (unsigned)c->args[at], table, none, what);           \
	}
#define CHOICE_PRINTER(printer_name, what, ...)                                     \
	void printer_name(struct args *out, const struct call *c, int at)           \
	{                                                                           \
		static const struct flag table[] = { __VA_ARGS__, { 0, NULL } };    \
		arg_begin(out);                                                     \
		add_choice(out, (unsigned)c->args[at], table, what);                \
	}
/*
 * "A|B|0x100"; `none` where no bit is set; a comment with `what` where no bit
 * has a name, unless it is NULL because other flags stand before.
 */
void add_flags(struct args *out, uint64_t value, const struct flag *table, const char *none, const char *what);
/* The name of the one value, or its number with `what` in a comment. */
void add_choice(struct args *out, uint64_t value, const struct flag *table, const char *what);
/* The name of the one value, if it has one. */
const char *choice(uint64_t value, const struct flag *table);
void add_bytes(struct args *out, const unsigned char *bytes, size_t len, bool more);
/* Bytes that are no text. */
void add_hex_bytes(struct args *out, const unsigned char *bytes, size_t len, bool more);
void add_pointer(struct args *out, uint64_t address);
/* ", name=0x…". */
void add_field_pointer(struct args *out, const char *name, uint64_t address);
void add_signal(struct args *out, int number);
void add_signal_set(struct args *out, uint64_t set);
/* The set at `address`, if `size` is what the kernel wants. */
void add_sized_set(struct args *out, const struct call *c, uint64_t address, uint64_t size);
void add_siginfo(struct args *out, const void *siginfo);
void add_wait_status(struct args *out, int status);
/* All of a string for max 0 (a path), else at most `max` bytes of it. */
void add_string(struct args *out, pid_t pid, uint64_t address, size_t max);
/* `len` bytes at `address`, as text. */
void add_buffer(struct args *out, const struct call *c, uint64_t address, uint64_t len);

/* "[a, b]": `count` items of `size` bytes, 64 at most, each printed by `add`. */
typedef void element(struct args *out, const struct call *c, const void *item);
void add_array(struct args *out, const struct call *c, uint64_t address, uint64_t count, size_t size, element *add);
/* Parts of a message or vector: their bytes, only as far as `written`, or addresses. */
#define IOVEC_ALL (-1)
#define IOVEC_ADDRESSES (-2)
void add_iovecs(struct args *out, const struct call *c, uint64_t address, uint64_t count, int64_t written);

void add_open_flags(struct args *out, uint64_t value);
void add_dirfd(struct args *out, int fd);
void add_mode(struct args *out, unsigned mode);
void add_typed_mode(struct args *out, unsigned mode);
void add_device(struct args *out, uint64_t device);
void add_capability(struct args *out, uint64_t number);
void add_rusage(struct args *out, const void *usage);
/* A comment with the date, nothing for 0 seconds. `fraction` has that many digits. */
void add_date(struct args *out, int64_t seconds, long fraction, int digits);
struct timespec;
struct timeval;
void add_timespec(struct args *out, const struct timespec *t, bool dated);
void add_timeval(struct args *out, const struct timeval *t, bool dated);
void add_ticks(struct args *out, const char *lead, const char *name, unsigned long ticks);
void add_message_flags(struct args *out, unsigned value);
void add_socket_level(struct args *out, unsigned level);
void add_address(struct args *out, const struct call *c, uint64_t address, uint64_t len);
/* The room a length gives at entry, and what became of it: "[128 => 16]". */
void keep_room(struct args *out, const struct call *c, int at);
void print_room(struct args *out, const struct call *c, int at, int length);

/* What the kernel was asked to make. False when `c` makes no task or its arguments cannot be read. */
bool creation(const struct call *c, uint64_t *flags, int *exit_signal);
extern const struct flag clone_flags[];

/* Printers, by family; r_ are those of results. */
printer p_done, p_int, p_uint, p_long, p_ulong, p_hex, p_hex32, p_pointer, p_octal, p_uint_out, p_ulong_out, p_pointer_out;
printer r_never, r_pointer, r_octal, r_unsigned;
printer p_clone, p_clone3, p_argv, p_envp, p_namespace, p_unshare_flags, p_pidfd_flags, p_rseq_flags, p_restarted;
printer p_status, p_wait_options, p_rusage, p_idtype;
printer p_sched_policy, p_sched_policy_reset, r_sched_policy, p_sched_param, p_sched_attr, p_cpus_in, p_cpus_out, p_cpu_out, p_priority_which, p_ioprio_who,
	p_ioprio, r_ioprio;
printer p_signal, p_how, p_sized_set, p_set_in, p_set_out, p_wait_set, p_pending, r_signal, p_act_in, p_act_out, p_altstack, p_frame_mask;
printer p_siginfo_in, p_siginfo_out;
printer p_path, p_path_out, p_string, p_dirfd, p_open_flags, p_fd_flags, p_open_how, p_mode, p_node, p_access, p_access_flags, p_at_flags, p_statx_flags,
	p_rename_flags, p_xattr_flags, p_umount_flags, p_handle_flags, p_inotify_flags, p_watch_mask, p_mount, p_xattr_in, p_xattr_out;
printer p_stat_out, p_statx_mask, p_statx_out, p_statfs_out, p_entries, p_file_times, p_file_timevals, p_utimbuf;
printer p_read, p_write, p_iov_read, p_iov_write, p_iov_addresses, p_pipe, p_offset_in, p_sendfile_offset, p_offset_and_flags, p_close_range_flags, p_whence,
	p_flock, p_fallocate_mode, p_fadvise, p_sync_range_flags, p_splice_flags, p_rwf_flags, p_fcntl, p_fcntl_out, r_fcntl;
printer p_ioctl, p_ioctl_out;
printer p_poll_fds, r_poll, p_select_fds, r_select, p_select_mask, p_epoll_op, p_epoll_flags, p_eventfd_flags, p_signalfd_flags, p_epoll_event,
	p_epoll_events;
printer p_domain, p_socket_type, p_accept_flags, p_protocol, p_shutdown, p_message_flags, p_address_in, p_fd_and_room, p_address_out;
printer p_option, p_fd_and_option_room, p_option_in, p_option_out;
printer p_message_in, p_fd_and_name_room, p_message_out, p_messages_in, p_messages_out, r_recvmmsg;
printer p_prot, p_map_flags, p_memfd_flags, p_memfd_name, p_mremap, p_madvise, p_msync_flags, p_mlock2_flags, p_mlockall_flags, p_pkey_rights, p_membarrier,
	p_membarrier_flags, r_membarrier, p_policy, p_policy_out, p_nodes, p_mbind_flags, p_get_policy_flags, p_ipc_key, p_shmget_flags, p_shmat_flags, p_residence;
printer p_id, p_id_out, p_groups_in, p_groups_out, p_cap_header, p_cap_data, p_resource, p_limits, p_usage_who, p_usage_out;
printer p_clock, p_clock_flags, p_timerfd_flags, p_itimer, p_timespec, p_timespec_in, p_timeval, p_time_t, p_timezone, p_time_left, p_itimerspec,
	p_itimerval, p_timer_out, p_sigevent, p_tms;
printer p_futex;
printer p_filter, p_prctl, p_prctl_out, r_prctl, p_arch, p_arch_out;
printer p_utsname, p_sysinfo, p_random, p_random_flags, p_kcmp, p_personality, r_personality, p_seccomp, p_landlock_ruleset, p_landlock_flags,
	p_landlock_rule_type, p_landlock_rule, p_uring_enter_flags, p_uring_register_op, p_uring_params, p_mq_attr, p_mq_open;
#endif
