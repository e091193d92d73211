#include "decode/names.h"
#include "host/trail.h"
#include "tests/tap.h"

#include <errno.h>
#include <sys/syscall.h>

int main(void)
{
	is_str(signal_name(13), "SIGPIPE", "13");
	is_str(signal_name(32), "SIGRTMIN", "32, as strace says it");
	is_str(signal_name(64), "SIGRT_32", "64");
	ok(!signal_name(0) && !signal_name(65) && !signal_name(-1), "no other number is a signal");
	is_int(signal_number("PIPE"), 13, "PIPE");
	is_int(signal_number("SIGPIPE"), 13, "SIGPIPE");
	is_int(signal_number("RTMIN"), 32, "RTMIN");
	is_int(signal_number("SIGRTMIN+3"), 35, "SIGRTMIN+3");
	is_int(signal_number("RT_32"), 64, "RT_32");
	for (const char *const *bad = (const char *const[]){ "", "SIG", "pipe", "SIGSIGPIPE", "RTMIN+33", "RTMIN+", "RT_-1", "13", NULL }; *bad; bad++)
		is_int(signal_number(*bad), 0, *bad);
	for (int n = 1; n <= 64; n++)
		is_int(signal_number(signal_name(n)), n, "there and back");
	is_str(errno_name(ENOENT), "ENOENT", "ENOENT");
	is_str(errno_name(512), "ERESTARTSYS", "the kernel's own");
	ok(!errno_name(9999), "no such errno");
	is_str(syscall_name(SYS_execve), "execve", "execve");
	ok(!syscall_name(-1) && !syscall_name(99999), "no such call");
	is_str(phase_name(PHASE_child_setup), "child-setup", "the phase with a hyphen");
	return done();
}
