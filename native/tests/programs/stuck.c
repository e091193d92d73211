/*
 * Whoever reads this program's memory waits for ever: a page of it is filled by userfaultfd(2), and nobody fills it. The
 * program itself only passes the address to write(2), and waits too.
 */
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	long page = sysconf(_SC_PAGESIZE);
	int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC), null = open("/dev/null", O_WRONLY);
	struct uffdio_api api = { .api = UFFD_API };
	char *memory = mmap(NULL, (size_t)page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct uffdio_register range = { .range = { (unsigned long)memory, (unsigned long)page }, .mode = UFFDIO_REGISTER_MODE_MISSING };

	if (fd < 0 || ioctl(fd, UFFDIO_API, &api) != 0 || ioctl(fd, UFFDIO_REGISTER, &range) != 0) {
		perror("userfaultfd");
		return 77;
	}
	/* `stuck check` only tells whether this is possible here. */
	if (argc > 1 && argv[1][0] == 'c')
		return 0;
	write(null, memory, 10);
	return 0;
}
