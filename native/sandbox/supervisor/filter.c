/* Loads the filters that generate_filters.c made: seccomp(2). */
#include "sandbox/supervisor/filter.h"

#include "sandbox/gen/seccomp_filters.h"
#include "sandbox/supervisor/die.h"

#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

void load_filter(enum filter which)
{
	struct sock_fprog filters[] = {
		[FILTER_OUTER] = { sizeof(filter_outer) / sizeof(*filter_outer), (struct sock_filter *)filter_outer },
		[FILTER_PORTABLE] = { sizeof(filter_portable) / sizeof(*filter_portable), (struct sock_filter *)filter_portable },
		[FILTER_COMPILE] = { sizeof(filter_compile) / sizeof(*filter_compile), (struct sock_filter *)filter_compile },
	};

	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filters[which]) != 0)
		die("loading the seccomp filter: %m. Cure: a kernel with CONFIG_SECCOMP_FILTER");
}
