/* The attempts, and how they report. See main.c. */
#ifndef HOSTILE_H
#define HOSTILE_H

/* The name of the current attempt. */
extern const char *attempt;

/* Writes a line "attempt what result" to fd 3. */
void tell(const char *what, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Writes "ok", or the name of errno if `value` is negative. */
void result(const char *what, long value);

void SYS_bpf(void);
void SYS_userfaultfd(void);
void SYS_keyctl(void);
void SYS_reboot(void);
void SYS_swapon(void);
void SYS_quotactl(void);
void SYS_personality(void);
void SYS_syslog(void);
void SYS_settimeofday(void);
void SYS_sethostname(void);
void SYS_shmget(void);
void SYS_ioctl(void);
void read_files(void);
void look_round(void);
void list_descriptors(void);
void list_processes(void);
void list_rights(void);
void create_files(void);
void write_kernel(void);
void namespaces(void);
void mounts(void);
void kernel_calls(void);
void other_abis(void);
void sockets(void);
void socket_pairs(void);
void send_to(const char *name);
void fill_files(void);
void list_limits(void);
void fake_status(void);
void signal_others(void);
void take_time(void);
void trace_init(void);
void trace_as_tracee(void);
void fork_bomb(void);
void memory_bomb(void);
void fill_disk(void);
void raise_limits(void);
void become_root(void);
void run_setuid(void);
void whoami(void);
void spin(void);
void daemonise(void);
void reach(const char *address);

#endif
