/* Says nonsense of its lines as a script's prelude would (native/preludes), and something true at the end. After each claim it calls getppid(2). */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define SIZE 4096
#define MAGIC 0x656e696cu

static struct page {
	uint32_t magic, line;
	char file[64], function[128];
} * page;
static int fd;

static void claim(uint32_t magic, uint32_t line, const char *file, const char *function)
{
	*page = (struct page){ magic, line, "", "" };
	memcpy(page->file, file, strnlen(file, sizeof(page->file)));
	memcpy(page->function, function, strnlen(function, sizeof(page->function)));
	getppid();
}

static void write_claim(const char *text)
{
	pwrite(fd, text, strlen(text), 0);
	getppid();
}

int main(void)
{
	char path[64], longest[300];

	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	snprintf(path, sizeof(path), "/tmp/spawnscope-line-of-a-test-%d", (int)getpid());
	fd = open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || ftruncate(fd, SIZE) != 0)
		return 1;
	page = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	unlink(path);
	claim(MAGIC, 0xffffffff, "main.py", "far");
	claim(MAGIC, 0, "main.py", "nowhere");
	claim(MAGIC + 1, 7, "main.py", "another page");
	claim(MAGIC, 7, "", "no file");
	claim(MAGIC, 7, longest, "a file that does not end");
	claim(MAGIC, 7, "main.py", longest);
	claim(MAGIC, 7, "\033]0;title\007", "escapes");
	claim(MAGIC, 7, "main.py", "\"},{\"kind\":\"end\"");
	mprotect(page, SIZE, PROT_NONE);
	getppid();
	mprotect(page, SIZE, PROT_READ | PROT_WRITE);
	ftruncate(fd, 0);
	getppid();
	ftruncate(fd, SIZE);
	write_claim("");
	write_claim("99999999999\tmain.js\tmain\n");
	write_claim("-1\tmain.js\tmain\n");
	write_claim("%n%n%n%n\t%s\t%s\n");
	write_claim(longest);
	write_claim("7\t\033[2J\tmain\n");
	munmap(page, SIZE);
	getppid();
	write_claim("9\tmain.js\tmain\n");
	write_claim("0\t\t\n");
	return 0;
}
