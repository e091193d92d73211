/* Calls without a decoder: the number of their arguments. */
#include "decode/undecoded.h"

#include "decode/blocks.h"

#include <stddef.h>
#include <string.h>

/* Calls listed by their number of arguments. Any other call shows all six. */
/* clang-format off */
static const char *const *const by_count[CALL_ARGS] = {
	[1] = (const char *const[]){
		"_sysctl", "adjtimex", "get_kernel_syms", "get_thread_area", "io_destroy", "iopl", "memfd_secret", "set_thread_area", "swapoff",
		"uselib", "userfaultfd", NULL,
	},
	[2] = (const char *const[]){
		"clock_adjtime", "create_module", "delete_module", "fanotify_init", "fsopen", "io_setup", "msgget", "process_mrelease", "setdomainname",
		"settimeofday", "swapon", "ustat", NULL,
	},
	[3] = (const char *const[]){
		"bpf", "finit_module", "fsmount", "fspick", "init_module", "io_cancel", "io_submit", "ioperm", "lookup_dcookie", "modify_ldt", "msgctl",
		"nfsservctl", "open_by_handle_at", "open_tree", "security", "semget", "semop", "shmctl", "signalfd", "sysfs", "syslog", "tuxcall", NULL,
	},
	[4] = (const char *const[]){
		"epoll_ctl_old", "epoll_wait_old", "kexec_load", "migrate_pages", "msgsnd", "quotactl", "quotactl_fd", "reboot", "request_key",
		"semctl", "semtimedop", "set_mempolicy_home_node", NULL,
	},
	[5] = (const char *const[]){
		"add_key", "afs_syscall", "fanotify_mark", "fsconfig", "futex_waitv", "getpmsg", "io_getevents", "kexec_file_load", "keyctl",
		"mount_setattr", "move_mount", "msgrcv", "perf_event_open", "putpmsg", "query_module", "remap_file_pages", "vserver", NULL,
	},
};
/* clang-format on */

int raw_count(const struct call *c)
{
	const char *name = call_name(c);

	for (int count = 0; count < CALL_ARGS; count++)
		for (int i = 0; by_count[count] && by_count[count][i]; i++)
			if (strcmp(by_count[count][i], name) == 0)
				return count;
	return CALL_ARGS;
}
