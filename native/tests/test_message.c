/* A message whose lengths lie: what a traced program writes must end in a line, not in a loop. */
#include "decode/line.h"
#include "tests/tap.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct args args;

/* sendmsg(3, …) with one control message of that length. */
static const char *sent(size_t length)
{
	static unsigned char control[64] __attribute__((aligned(8)));
	struct cmsghdr header = { .cmsg_len = length, .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS };
	struct msghdr message = { .msg_control = control, .msg_controllen = sizeof(control) };
	struct call call = { .pid = getpid(), .number = SYS_sendmsg, .args = { 3, (uint64_t)(uintptr_t)&message, 0 } };

	memcpy(control, &header, sizeof(header));
	args_at_entry(&args, &call);
	return args.items[1];
}

int main(void)
{
	ok(strstr(sent(sizeof(struct cmsghdr) + 4), "{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[0]}"), "one descriptor");
	for (size_t less = 0; less < 32; less++)
		ok(strstr(sent(SIZE_MAX - less), "cmsg_type=SCM_RIGHTS"), "a length near the largest number");
	ok(strstr(sent(0), "{cmsg_len=0, "), "no length at all");
	return done();
}
