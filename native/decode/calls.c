/* The calls with a decoder, one row each. See struct row. */
#include "decode/calls.h"

#include "decode/arch_prctl.h"
#include "decode/blocks.h"
#include "decode/fcntl.h"
#include "decode/fd.h"
#include "decode/file.h"
#include "decode/futex.h"
#include "decode/ids.h"
#include "decode/ioctl.h"
#include "decode/memory.h"
#include "decode/message.h"
#include "decode/foreign.h"
#include "decode/message_queue.h"
#include "decode/names.h"
#include "decode/plain.h"
#include "decode/poll.h"
#include "decode/prctl.h"
#include "decode/prctl_result.h"
#include "decode/process.h"
#include "decode/protocol.h"
#include "decode/ptrace.h"
#include "decode/sched.h"
#include "decode/seccomp.h"
#include "decode/siginfo.h"
#include "decode/signal.h"
#include "decode/socket.h"
#include "decode/sockopt.h"
#include "decode/stat.h"
#include "decode/system.h"
#include "decode/time.h"
#include "decode/uring.h"
#include "decode/wait.h"
#include "decode/xattr.h"

#include <string.h>

/* clang-format off */
#define CALL(call, entry, ...) { .name = #call, .known = entry, .printers = { __VA_ARGS__ } }
#define GIVES(printer, call, entry, ...) { .name = #call, .known = entry, .result = printer, .printers = { __VA_ARGS__ } }
/* LATE: the comma before the arguments known at exit is printed at exit too. */
#define LATE(call, entry, ...) { .name = #call, .known = entry, .late = true, .printers = { __VA_ARGS__ } }
#define LATE_GIVES(printer, call, entry, ...) { .name = #call, .known = entry, .late = true, .result = printer, .printers = { __VA_ARGS__ } }

/* UNLESS: nothing is left for the exit if the function `says` so. */
#define UNLESS(says, call, entry, ...) { .name = #call, .known = entry, .whole = says, .printers = { __VA_ARGS__ } }
#define UNLESS_GIVES(says, printer, call, entry, ...) { .name = #call, .known = entry, .whole = says, .result = printer, .printers = { __VA_ARGS__ } }
#define UNLESS_LATE(says, call, entry, ...) { .name = #call, .known = entry, .late = true, .whole = says, .printers = { __VA_ARGS__ } }
/* clang-format on */

static const struct row rows[] = {
	/* creating, executing, ending, waiting */
	GIVES(r_pid, fork, 0),
	GIVES(r_pid, vfork, 0),
	LATE_GIVES(r_pid, clone, 1, p_clone, p_clone),
	LATE_GIVES(r_pid, clone3, 1, p_clone3, p_clone3),
	CALL(execve, 3, p_path, p_argv, p_envp),
	CALL(execveat, 5, p_dirfd, p_path, p_argv, p_envp, p_at_flags),
	GIVES(r_never, exit, 1, p_int),
	GIVES(r_never, exit_group, 1, p_int),
	GIVES(r_pid, wait4, 1, p_int, p_status, p_wait_options, p_rusage),
	CALL(waitid, 2, p_idtype, p_int, p_siginfo_out, p_wait_options, p_rusage),
	GIVES(r_pid, getpid, 0),
	GIVES(r_pid, getppid, 0),
	GIVES(r_pid, gettid, 0),
	CALL(setpgid, 2, p_int, p_int),
	GIVES(r_pid, getpgid, 1, p_int),
	GIVES(r_pid, getpgrp, 0),
	CALL(setsid, 0),
	GIVES(r_pid, getsid, 1, p_int),
	CALL(set_tid_address, 1, p_hex),
	CALL(set_robust_list, 2, p_pointer, p_ulong),
	CALL(get_robust_list, 1, p_int, p_pointer_out, p_ulong_out),
	CALL(rseq, 4, p_hex, p_hex, p_hex, p_hex),
	UNLESS_GIVES(no_prctl_out, r_prctl, prctl, 1, p_prctl, p_prctl_out),
	UNLESS_GIVES(no_arch_out, r_arch, arch_prctl, 1, p_arch, p_arch_out),
	CALL(pidfd_open, 2, p_int, p_pidfd_flags),
	CALL(pidfd_send_signal, 4, p_int, p_signal, p_siginfo_in, p_hex32),
	CALL(pidfd_getfd, 3, p_int, p_int, p_hex32),
	CALL(futex, 2, p_pointer, p_futex),
	UNLESS_LATE(no_ptrace_out, ptrace, 1, p_ptrace, p_ptrace_out),
	CALL(unshare, 1, p_unshare_flags),
	CALL(setns, 2, p_int, p_namespace),
	CALL(kcmp, 3, p_int, p_int, p_kcmp),
	GIVES(r_personality, personality, 1, p_personality),
	UNLESS(no_seccomp_out, seccomp, 1, p_seccomp, p_seccomp_out),
	/* scheduling */
	CALL(sched_yield, 0),
	CALL(sched_setaffinity, 3, p_int, p_uint, p_cpus_in),
	CALL(sched_getaffinity, 2, p_int, p_uint, p_cpus_out),
	CALL(sched_setscheduler, 3, p_int, p_sched_policy, p_sched_param),
	GIVES(r_sched_policy, sched_getscheduler, 1, p_int),
	CALL(sched_setparam, 2, p_int, p_sched_param),
	CALL(sched_getparam, 1, p_int, p_sched_param),
	CALL(sched_get_priority_max, 1, p_sched_policy),
	CALL(sched_get_priority_min, 1, p_sched_policy),
	CALL(sched_rr_get_interval, 1, p_int, p_timespec),
	LATE(sched_setattr, 2, p_int, p_sched_attr_in, p_sched_attr_known),
	CALL(sched_getattr, 1, p_int, p_sched_attr_out, p_uint, p_uint),
	CALL(getcpu, 0, p_cpu_out, p_cpu_out, p_pointer),
	CALL(getpriority, 2, p_priority_which, p_int),
	CALL(setpriority, 3, p_priority_which, p_int, p_int),
	GIVES(r_ioprio, ioprio_get, 2, p_ioprio_who, p_int),
	CALL(ioprio_set, 3, p_ioprio_who, p_int, p_ioprio),
	/* signals */
	CALL(rt_sigaction, 2, p_signal, p_act_in, p_act_out, p_ulong),
	CALL(rt_sigprocmask, 2, p_how, p_set_in, p_set_out, p_ulong),
	CALL(rt_sigreturn, 1, p_frame_mask),
	CALL(rt_sigpending, 0, p_pending, p_ulong),
	CALL(rt_sigsuspend, 2, p_sized_set, p_ulong),
	UNLESS_GIVES(no_siginfo_out, r_signal, rt_sigtimedwait, 1, p_wait_set, p_siginfo_out, p_timespec_kept, p_ulong),
	CALL(rt_sigqueueinfo, 3, p_int, p_signal, p_siginfo_in),
	CALL(rt_tgsigqueueinfo, 4, p_int, p_int, p_signal, p_siginfo_in),
	CALL(sigaltstack, 1, p_altstack, p_altstack),
	CALL(kill, 2, p_int, p_signal),
	CALL(tkill, 2, p_int, p_signal),
	CALL(tgkill, 3, p_int, p_int, p_signal),
	CALL(pause, 0),
	CALL(signalfd4, 4, p_int, p_sized_set, p_ulong, p_signalfd_flags),
	CALL(restart_syscall, 1, p_restarted),
	/* paths */
	CALL(open, 2, p_path, p_open_flags),
	CALL(creat, 2, p_path, p_mode),
	CALL(openat, 3, p_dirfd, p_path, p_open_flags),
	CALL(openat2, 4, p_dirfd, p_path, p_open_how, p_ulong),
	CALL(access, 2, p_path, p_access),
	CALL(faccessat, 3, p_dirfd, p_path, p_access),
	CALL(faccessat2, 4, p_dirfd, p_path, p_access, p_access_flags),
	CALL(readlink, 1, p_path, p_read, p_ulong),
	CALL(readlinkat, 2, p_dirfd, p_path, p_read, p_ulong),
	CALL(stat, 1, p_path, p_stat_out),
	CALL(lstat, 1, p_path, p_stat_out),
	CALL(fstat, 1, p_int, p_stat_out),
	CALL(newfstatat, 2, p_dirfd, p_path, p_stat_out, p_at_flags),
	CALL(statx, 4, p_dirfd, p_path, p_statx_flags, p_statx_mask, p_statx_out),
	CALL(statfs, 1, p_path, p_statfs_out),
	CALL(fstatfs, 1, p_int, p_statfs_out),
	CALL(chdir, 1, p_path),
	CALL(fchdir, 1, p_int),
	CALL(getcwd, 0, p_path_out, p_ulong),
	CALL(chroot, 1, p_path),
	CALL(mkdir, 2, p_path, p_mode),
	CALL(mkdirat, 3, p_dirfd, p_path, p_mode),
	CALL(rmdir, 1, p_path),
	CALL(unlink, 1, p_path),
	CALL(unlinkat, 3, p_dirfd, p_path, p_at_flags),
	CALL(link, 2, p_path, p_path),
	CALL(linkat, 5, p_dirfd, p_path, p_dirfd, p_path, p_at_flags),
	CALL(symlink, 2, p_path, p_path),
	CALL(symlinkat, 3, p_path, p_dirfd, p_path),
	CALL(rename, 2, p_path, p_path),
	CALL(renameat, 4, p_dirfd, p_path, p_dirfd, p_path),
	CALL(renameat2, 5, p_dirfd, p_path, p_dirfd, p_path, p_rename_flags),
	CALL(mknod, 2, p_path, p_node),
	CALL(mknodat, 3, p_dirfd, p_path, p_node),
	CALL(chmod, 2, p_path, p_mode),
	CALL(fchmod, 2, p_int, p_mode),
	CALL(fchmodat, 3, p_dirfd, p_path, p_mode),
	CALL(chown, 3, p_path, p_id, p_id),
	CALL(lchown, 3, p_path, p_id, p_id),
	CALL(fchown, 3, p_int, p_id, p_id),
	CALL(fchownat, 5, p_dirfd, p_path, p_id, p_id, p_at_flags),
	CALL(truncate, 2, p_path, p_ulong),
	CALL(utime, 2, p_path, p_utimbuf),
	CALL(utimes, 2, p_path, p_file_timevals),
	CALL(futimesat, 3, p_dirfd, p_path, p_file_timevals),
	CALL(utimensat, 4, p_dirfd, p_path, p_file_times, p_at_flags),
	CALL(setxattr, 5, p_path, p_string, p_xattr_in, p_ulong, p_xattr_flags),
	CALL(lsetxattr, 5, p_path, p_string, p_xattr_in, p_ulong, p_xattr_flags),
	CALL(fsetxattr, 5, p_int, p_string, p_xattr_in, p_ulong, p_xattr_flags),
	CALL(getxattr, 2, p_path, p_string, p_xattr_out, p_ulong),
	CALL(lgetxattr, 2, p_path, p_string, p_xattr_out, p_ulong),
	CALL(fgetxattr, 2, p_int, p_string, p_xattr_out, p_ulong),
	CALL(listxattr, 1, p_path, p_xattr_names, p_ulong),
	CALL(llistxattr, 1, p_path, p_xattr_names, p_ulong),
	CALL(flistxattr, 1, p_int, p_xattr_names, p_ulong),
	CALL(removexattr, 2, p_path, p_string),
	CALL(lremovexattr, 2, p_path, p_string),
	CALL(fremovexattr, 2, p_int, p_string),
	CALL(mount, 5, p_mount),
	CALL(umount2, 2, p_path, p_umount_flags),
	CALL(pivot_root, 2, p_path, p_path),
	GIVES(r_octal, umask, 1, p_octal),
	CALL(inotify_init, 0),
	CALL(inotify_init1, 1, p_inotify_flags),
	CALL(inotify_add_watch, 3, p_int, p_path, p_watch_mask),
	CALL(inotify_rm_watch, 2, p_int, p_int),
	/* descriptors */
	CALL(close, 1, p_int),
	CALL(close_range, 3, p_uint, p_uint, p_close_range_flags),
	CALL(dup, 1, p_int),
	CALL(dup2, 2, p_int, p_int),
	CALL(dup3, 3, p_int, p_int, p_fd_flags),
	CALL(pipe, 0, p_pipe),
	CALL(pipe2, 0, p_pipe, p_fd_flags),
	LATE_GIVES(r_fcntl, fcntl, 2, p_int, p_fcntl, p_fcntl_out),
	LATE(ioctl, 2, p_int, p_ioctl, p_ioctl_out),
	CALL(read, 1, p_int, p_read, p_ulong),
	CALL(write, 3, p_int, p_write, p_ulong),
	CALL(readv, 1, p_int, p_iov_read, p_ulong),
	CALL(writev, 3, p_int, p_iov_write, p_ulong),
	CALL(pread64, 1, p_int, p_read, p_ulong, p_long),
	CALL(pwrite64, 4, p_int, p_write, p_ulong, p_long),
	CALL(preadv, 1, p_int, p_iov_read, p_ulong, p_long),
	CALL(pwritev, 4, p_int, p_iov_write, p_ulong, p_long),
	CALL(preadv2, 1, p_int, p_iov_read, p_ulong, p_offset_and_flags),
	CALL(pwritev2, 4, p_int, p_iov_write, p_ulong, p_offset_and_flags),
	CALL(lseek, 3, p_int, p_long, p_whence),
	CALL(ftruncate, 2, p_int, p_ulong),
	CALL(fallocate, 4, p_int, p_fallocate_mode, p_long, p_long),
	CALL(fadvise64, 4, p_int, p_long, p_ulong, p_fadvise),
	CALL(readahead, 3, p_int, p_long, p_ulong),
	CALL(fsync, 1, p_int),
	CALL(fdatasync, 1, p_int),
	CALL(syncfs, 1, p_int),
	CALL(sync, 0),
	CALL(sync_file_range, 4, p_int, p_long, p_long, p_sync_range_flags),
	CALL(flock, 2, p_int, p_flock),
	UNLESS_LATE(no_offset_out, sendfile, 3, p_int, p_int, p_offset_in, p_sendfile_count),
	CALL(copy_file_range, 6, p_int, p_signed_offset, p_int, p_signed_offset, p_ulong, p_uint),
	CALL(splice, 6, p_int, p_signed_offset, p_int, p_signed_offset, p_ulong, p_splice_flags),
	CALL(tee, 4, p_int, p_int, p_ulong, p_splice_flags),
	CALL(vmsplice, 4, p_int, p_iov_write, p_ulong, p_splice_flags),
	CALL(getdents, 1, p_int, p_entries, p_uint),
	CALL(getdents64, 1, p_int, p_entries64, p_uint),
	UNLESS_LATE(no_handle_out, name_to_handle_at, 3, p_dirfd, p_path, p_handle, p_handle_out, p_handle_flags),
	/* waiting for descriptors */
	GIVES(r_poll, poll, 3, p_poll_fds, p_uint, p_int),
	GIVES(r_poll, ppoll, 5, p_poll_fds, p_uint, p_timespec, p_sized_set, p_ulong),
	GIVES(r_select, select, 5, p_int, p_select_fds, p_select_fds, p_select_fds, p_timeval),
	GIVES(r_select, pselect6, 6, p_int, p_select_fds, p_select_fds, p_select_fds, p_timespec, p_select_mask),
	CALL(epoll_create, 1, p_int),
	CALL(epoll_create1, 1, p_epoll_flags),
	CALL(epoll_ctl, 4, p_int, p_epoll_op, p_int, p_epoll_event),
	CALL(epoll_wait, 1, p_int, p_epoll_events, p_int, p_int),
	CALL(epoll_pwait, 1, p_int, p_epoll_events, p_int, p_int, p_sized_set, p_ulong),
	CALL(epoll_pwait2, 1, p_int, p_epoll_events, p_int, p_timespec, p_sized_set, p_ulong),
	CALL(eventfd, 1, p_uint),
	CALL(eventfd2, 2, p_uint, p_eventfd_flags),
	/* sockets */
	CALL(socket, 3, p_domain, p_socket_type, p_protocol),
	CALL(socketpair, 3, p_domain, p_socket_type, p_ulong, p_pipe),
	CALL(bind, 3, p_int, p_address_in, p_int),
	CALL(connect, 3, p_int, p_address_in, p_int),
	CALL(listen, 2, p_int, p_int),
	UNLESS(no_address_out, accept, 1, p_fd_and_room, p_address_out),
	UNLESS(no_address_out, accept4, 1, p_fd_and_room, p_address_out, p_done, p_accept_flags),
	UNLESS(no_address_out, getsockname, 1, p_fd_and_room, p_address_out),
	UNLESS(no_address_out, getpeername, 1, p_fd_and_room, p_address_out),
	CALL(shutdown, 2, p_int, p_shutdown),
	CALL(sendto, 6, p_int, p_sent, p_ulong, p_message_flags, p_address_in, p_int),
	CALL(recvfrom, 1, p_fd_and_sender_room, p_received, p_ulong, p_message_flags, p_sender_out),
	CALL(sendmsg, 3, p_int, p_message_in, p_message_flags),
	UNLESS(no_message_out, recvmsg, 1, p_fd_and_name_room, p_message_out, p_message_flags),
	CALL(sendmmsg, 1, p_int, p_messages_in, p_uint, p_message_flags),
	GIVES(r_recvmmsg, recvmmsg, 1, p_fd_and_rooms, p_messages_out, p_uint, p_message_flags, p_timespec_kept),
	CALL(setsockopt, 5, p_int, p_option_to_set, p_done, p_option_in, p_int),
	UNLESS(no_option_out, getsockopt, 3, p_fd_and_option_room, p_option_to_read, p_done, p_option_out),
	/* memory */
	GIVES(r_hex, mmap, 6, p_pointer, p_ulong, p_prot, p_map_flags, p_int, p_hex),
	CALL(munmap, 2, p_pointer, p_ulong),
	CALL(mprotect, 3, p_pointer, p_ulong, p_prot),
	CALL(pkey_mprotect, 4, p_pointer, p_ulong, p_prot, p_int),
	CALL(pkey_alloc, 2, p_hex, p_pkey_rights),
	CALL(pkey_free, 1, p_int),
	GIVES(r_hex, mremap, 4, p_pointer, p_ulong, p_ulong, p_mremap),
	CALL(madvise, 3, p_pointer, p_ulong, p_madvise),
	CALL(process_madvise, 5, p_int, p_iov_addresses, p_ulong, p_madvise, p_hex32),
	CALL(msync, 3, p_pointer, p_ulong, p_msync_flags),
	CALL(mlock, 2, p_pointer, p_ulong),
	CALL(mlock2, 3, p_pointer, p_ulong, p_mlock2_flags),
	CALL(munlock, 2, p_pointer, p_ulong),
	CALL(mlockall, 1, p_mlockall_flags),
	CALL(munlockall, 0),
	CALL(mincore, 2, p_pointer, p_ulong, p_residence),
	GIVES(r_hex, brk, 1, p_pointer),
	GIVES(r_membarrier, membarrier, 2, p_membarrier, p_membarrier_flags),
	CALL(memfd_create, 2, p_string, p_memfd_flags),
	CALL(mbind, 6, p_pointer, p_ulong, p_wide_policy, p_nodes, p_ulong, p_mbind_flags),
	CALL(set_mempolicy, 3, p_policy, p_nodes, p_ulong),
	CALL(get_mempolicy, 0, p_policy_out, p_nodes, p_ulong, p_pointer, p_get_policy_flags),
	CALL(move_pages, 4, p_int, p_ulong, p_pages, p_page_nodes, p_page_status, p_move_flags),
	CALL(shmget, 3, p_ipc_key, p_ulong, p_shmget_flags),
	GIVES(r_hex, shmat, 3, p_int, p_pointer, p_shmat_flags),
	CALL(shmdt, 1, p_pointer),
	/* ids, capabilities, limits */
	CALL(getuid, 0),
	CALL(geteuid, 0),
	CALL(getgid, 0),
	CALL(getegid, 0),
	CALL(setuid, 1, p_id),
	CALL(setgid, 1, p_id),
	CALL(setreuid, 2, p_id, p_id),
	CALL(setregid, 2, p_id, p_id),
	CALL(setresuid, 3, p_id, p_id, p_id),
	CALL(setresgid, 3, p_id, p_id, p_id),
	CALL(getresuid, 0, p_id_out, p_id_out, p_id_out),
	CALL(getresgid, 0, p_id_out, p_id_out, p_id_out),
	CALL(setfsuid, 1, p_id),
	CALL(setfsgid, 1, p_id),
	CALL(setgroups, 2, p_int, p_groups_in),
	CALL(getgroups, 1, p_int, p_groups_out),
	CALL(capget, 1, p_cap_header, p_cap_data),
	CALL(capset, 2, p_cap_header, p_cap_data),
	CALL(getrlimit, 1, p_resource, p_limits),
	CALL(setrlimit, 2, p_resource, p_limits),
	CALL(prlimit64, 3, p_int, p_resource, p_limits, p_limits),
	CALL(getrusage, 1, p_usage_who, p_usage_out),
	/* time and random numbers */
	CALL(nanosleep, 1, p_timespec, p_time_left),
	CALL(clock_nanosleep, 3, p_clock, p_clock_flags, p_timespec, p_clock_left),
	CALL(clock_gettime, 1, p_clock, p_timespec),
	CALL(clock_settime, 2, p_clock, p_timespec),
	CALL(clock_getres, 1, p_clock, p_timespec),
	CALL(gettimeofday, 0, p_timeval, p_timezone),
	GIVES(r_time, time, 0, p_time_t),
	CALL(times, 0, p_tms),
	CALL(alarm, 1, p_uint),
	CALL(getitimer, 1, p_itimer, p_itimerval),
	CALL(setitimer, 2, p_itimer, p_itimerval, p_itimerval),
	CALL(timer_create, 2, p_clock, p_sigevent, p_timer_out),
	CALL(timer_settime, 3, p_int, p_clock_flags, p_itimerspec, p_itimerspec),
	CALL(timer_gettime, 1, p_int, p_itimerspec),
	CALL(timer_getoverrun, 1, p_int),
	CALL(timer_delete, 1, p_int),
	CALL(timerfd_create, 2, p_clock, p_timerfd_flags),
	CALL(timerfd_settime, 3, p_int, p_timerfd_flags, p_itimerspec, p_itimerspec),
	CALL(timerfd_gettime, 1, p_int, p_itimerspec),
	CALL(getrandom, 0, p_random, p_ulong, p_random_flags),
	/* the system, rings, rules, queues */
	CALL(uname, 0, p_utsname),
	CALL(sysinfo, 0, p_sysinfo),
	LATE(io_uring_setup, 2, p_uint, p_uring_params, p_uring_given),
	CALL(io_uring_enter, 6, p_int, p_uint, p_uint, p_uring_enter_flags, p_sized_set, p_ulong),
	CALL(io_uring_register, 4, p_int, p_uring_register_op, p_pointer, p_uint),
	CALL(sethostname, 2, p_host_name, p_uint),
	CALL(setdomainname, 2, p_host_name, p_uint),
	CALL(vhangup, 0),
	CALL(acct, 1, p_path),
	CALL(landlock_create_ruleset, 3, p_landlock_ruleset, p_ulong, p_landlock_flags),
	CALL(landlock_add_rule, 4, p_int, p_landlock_rule_type, p_landlock_rule, p_hex32),
	CALL(landlock_restrict_self, 2, p_int, p_hex32),
	CALL(mq_open, 2, p_path, p_mq_open),
	CALL(mq_unlink, 1, p_path),
	CALL(mq_notify, 2, p_int, p_sigevent),
	CALL(mq_timedsend, 5, p_int, p_write, p_ulong, p_uint, p_timespec),
	CALL(mq_timedreceive, 1, p_int, p_read, p_ulong, p_uint_out, p_timespec_in),
	CALL(mq_getsetattr, 2, p_int, p_mq_attr, p_mq_attr),
};
#define ROWS (sizeof(rows) / sizeof(*rows))
#define NUMBERS 1024

static const struct row *row_named(const char *name)
{
	for (size_t i = 0; name && i < ROWS; i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	return NULL;
}

const struct row *row_of(const struct call *c)
{
	static const struct row *by_number[NUMBERS];
	static bool ready;

	for (long number = 0; !ready && number < NUMBERS; number++)
		by_number[number] = row_named(syscall_name(number));
	ready = true;
	if (is_foreign(c))
		return spelt_like_native(c) ? row_named(foreign_name(c->number)) : NULL;
	return c->number >= 0 && c->number < NUMBERS ? by_number[c->number] : NULL;
}

const char *const *decoded_calls(void)
{
	static const char *names[ROWS + 1];

	for (size_t i = 0; i < ROWS; i++)
		names[i] = rows[i].name;
	return names;
}
