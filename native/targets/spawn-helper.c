/*
 * What Java's jspawnhelper does (src/java.base/unix/native/jspawnhelper/jspawnhelper.c, libjava/childproc.c, 17): it reads from a
 * pipe what it is to do, does it, and executes the requested program. The strategy java starts it, with these arguments:
 *
 *     spawn-helper RELEASE READER:WRITER:REPORT
 *
 * RELEASE is that of Java: since 20 it empties its mask first, since 25 just before exec, and SIGPIPE becomes default.
 */
#include "bare.h"

#define AT_FDCWD -100
#define AT_EMPTY_PATH 0x1000
#define F_GETFD 1
#define F_SETFD 2
#define FD_CLOEXEC 1
#define O_LISTING 02004000 /* O_RDONLY|O_NONBLOCK|O_CLOEXEC, without O_DIRECTORY, whose bit differs between architectures */
#define SIG_SETMASK 2
#define SIGPIPE 13
#define SA_RESTART 0x10000000
#define ENOENT 2
#define ENOEXEC 8
#define EACCES 13
#define ENOTDIR 20
#define MAGIC 43110
#define ALIVE 65535
#define REPORT 3
#define MOST_BYTES 8192
#define MOST_ARGUMENTS 64
#define EMPTIES_MASK_SINCE 20
#define RESETS_SIGPIPE_SINCE 25

/* As the JVM writes them into the pipe. -1: that stream is not redirected. */
struct child_stuff {
	int in[2], out[2], err[2], fail[2], childenv[2], fds[3], mode;
	const char **argv;
	int argc;
	const char **envv;
	const char *pdir;
	int redirect_error_stream, send_alive_ping;
};
struct spawn_info {
	int nargv, argv_bytes, nenvv, envv_bytes, dir_bytes, npath, path_bytes;
};

static struct child_stuff stuff;
static struct spawn_info info;
static char strings[MOST_BYTES], entries[32768];
static const char *argv[MOST_ARGUMENTS], *envv[MOST_ARGUMENTS], *path[MOST_ARGUMENTS];

static _Noreturn void refuse(void)
{
	leave(1);
}

static int number(const char **at)
{
	int value = 0;

	while (**at >= '0' && **at <= '9')
		value = value * 10 + (*(*at)++ - '0');
	*at += **at == ':';
	return value;
}

static long get(int fd, void *to, long bytes)
{
	long got, all = 0;

	while (all < bytes && (got = call(SYS_read, fd, (long)to + all, bytes - all)) > 0)
		all += got;
	return all;
}

/* The strings that stand one after another in a block. */
static const char *list_of(const char **list, int count, const char *block)
{
	for (int n = 0; n < count - 1; n++) {
		list[n] = block;
		while (*block++)
			;
	}
	return block;
}

static void read_task(int fd)
{
	int magic = 0;
	long bytes;

	if (get(fd, &magic, sizeof(magic)) != sizeof(magic) || magic != MAGIC)
		refuse();
	if (get(fd, &stuff, sizeof(stuff)) != sizeof(stuff) || get(fd, &info, sizeof(info)) != sizeof(info))
		refuse();
	bytes = info.argv_bytes + info.envv_bytes + info.dir_bytes + info.path_bytes;
	if (bytes > MOST_BYTES || info.nargv > MOST_ARGUMENTS || info.nenvv > MOST_ARGUMENTS || info.npath > MOST_ARGUMENTS)
		refuse();
	if (get(fd, strings, bytes) != bytes)
		refuse();
	list_of(argv, info.nargv, strings);
	list_of(envv, info.nenvv, strings + info.argv_bytes);
	list_of(path, info.npath, strings + info.argv_bytes + info.envv_bytes + info.dir_bytes);
}

static long move(int from, int to)
{
	if (from == to)
		return 0;
#ifdef SYS_dup2
	if (call(SYS_dup2, from, to, 0) < 0)
		return -1;
#else
	if (call(SYS_dup3, from, to, 0) < 0)
		return -1;
#endif
	return call(SYS_close, from, 0, 0);
}

static void close_safely(int fd)
{
	if (fd != -1)
		call(SYS_close, fd, 0, 0);
}

/* The two after REPORT are closed first, so that the directory can be opened. */
static void close_descriptors(void)
{
	long directory, got;
	static char stat[256];

	call(SYS_close, REPORT + 1, 0, 0);
	call(SYS_close, REPORT + 2, 0, 0);
#if defined(__x86_64__)
	directory = call4(SYS_openat, AT_FDCWD, (long)"/proc/self/fd", O_LISTING | 0200000, 0);
#else
	directory = call4(SYS_openat, AT_FDCWD, (long)"/proc/self/fd", O_LISTING | 040000, 0);
#endif
	if (directory < 0)
		return;
	call4(SYS_newfstatat, directory, (long)"", (long)stat, AT_EMPTY_PATH);
	while ((got = call(SYS_getdents64, directory, (long)entries, sizeof(entries))) > 0)
		for (long at = 0; at < got; at += *(unsigned short *)(entries + at + 16)) {
			const char *name = entries + at + 19;
			int fd = *name >= '0' && *name <= '9' ? number(&name) : 0;

			if (fd > REPORT + 2)
				call(SYS_close, fd, 0, 0);
		}
	call(SYS_close, directory, 0, 0);
}

/* What is no program is taken for a script without a first line. */
static long execute(const char *file, const char **environment)
{
	static const char *script[MOST_ARGUMENTS + 1] = { "/bin/sh" };
	long error = call(SYS_execve, (long)file, (long)argv, (long)environment);

	if (error != -ENOEXEC)
		return error;
	script[1] = file;
	for (int n = 1; argv[n]; n++)
		script[n + 1] = argv[n];
	return call(SYS_execve, (long)script[0], (long)script, (long)environment);
}

/* Along the PATH of the JVM, not along that of the child. The errno of the last attempt; EACCES of any stays. */
static long execute_along_path(const char *name, const char **environment)
{
	static char file[MOST_BYTES];
	long error = -ENOENT;
	int denied = 0;

	for (int n = 0; path[n]; n++) {
		long length = 0;

		for (const char *c = path[n]; *c && length < MOST_BYTES / 2; c++)
			file[length++] = *c;
		if (length > 0 && file[length - 1] != '/')
			file[length++] = '/';
		for (const char *c = name; *c && length < MOST_BYTES - 1; c++)
			file[length++] = *c;
		file[length] = '\0';
		error = execute(file, environment);
		if (error != -EACCES && error != -ENOENT && error != -ENOTDIR)
			return error;
		denied |= error == -EACCES;
	}
	return denied ? -EACCES : error;
}

#if defined(__x86_64__)
#define RESTORER 0x04000000
static __attribute__((naked)) void return_from_signal(void)
{
	__asm__ volatile("mov $15, %eax\n\tsyscall");
}
#else
#define RESTORER 0
#define return_from_signal ((void (*)(void))0)
#endif

static void empty_mask(void)
{
	long none = 0;

	call4(SYS_rt_sigprocmask, SIG_SETMASK, (long)&none, 0, sizeof(none));
}

/* As signal(3) does it. */
static void default_sigpipe(void)
{
	struct {
		long handler, flags;
		void (*restorer)(void);
		unsigned long mask;
	} now, action = { 0, SA_RESTART | RESTORER, return_from_signal, 1ul << (SIGPIPE - 1) };

	call4(SYS_rt_sigaction, SIGPIPE, (long)&action, (long)&now, sizeof(action.mask));
}

static int has_slash(const char *name)
{
	while (*name && *name != '/')
		name++;
	return *name == '/';
}

static _Noreturn void child_process(int release, const char **own_environment)
{
	const char **environment = info.nenvv > 0 ? envv : own_environment;
	long error = 0;
	int word = ALIVE;

	if (stuff.send_alive_ping)
		call(SYS_write, stuff.fail[1], (long)&word, sizeof(word));

	/* The parent's ends. */
	close_safely(stuff.in[1]);
	close_safely(stuff.out[0]);
	close_safely(stuff.err[0]);
	close_safely(stuff.childenv[0]);
	close_safely(stuff.childenv[1]);
	close_safely(stuff.fail[0]);

	for (int fd = 0; fd < 3 && error >= 0; fd++)
		error = move(stuff.fds[fd], fd);
	if (error >= 0)
		error = move(stuff.fail[1], REPORT);
	close_descriptors();
	if (error >= 0 && info.dir_bytes > 0)
		error = call(SYS_chdir, (long)(strings + info.argv_bytes + info.envv_bytes), 0, 0);
	if (release >= RESETS_SIGPIPE_SINCE)
		empty_mask();
	call(SYS_fcntl, REPORT, F_SETFD, FD_CLOEXEC);
	if (release >= RESETS_SIGPIPE_SINCE)
		default_sigpipe();

	if (error >= 0)
		error = has_slash(argv[0]) ? execute(argv[0], environment) : execute_along_path(argv[0], environment);
	word = (int)-error;
	call(SYS_write, REPORT, (long)&word, sizeof(word));
	call(SYS_close, REPORT, 0, 0);
	leave(-1);
}

__attribute__((used)) static _Noreturn void begin(const long *stack)
{
	const char **words = (const char **)(stack + 1), *first, *descriptors;
	int release, reader, writer;
	static char stat[256];

	if (stack[0] != 3)
		refuse();
	first = words[1];
	release = number(&first);
	descriptors = words[2];
	reader = number(&descriptors);
	writer = number(&descriptors);
	if (call(SYS_fcntl, reader, F_GETFD, 0) < 0 || call(SYS_fcntl, writer, F_GETFD, 0) < 0)
		refuse();
	call4(SYS_newfstatat, reader, (long)"", (long)stat, AT_EMPTY_PATH);
	if (release >= EMPTIES_MASK_SINCE && release < RESETS_SIGPIPE_SINCE)
		empty_mask();

	/* Its own writing end first: if the JVM dies, it must see the end of the pipe. */
	call(SYS_close, writer, 0, 0);
	read_task(reader);
	stuff.childenv[1] = -1;
	child_process(release, words + stack[0] + 1);
}

/* The kernel leaves the number of arguments, the arguments and the environment on the stack. */
#if defined(__x86_64__)
__asm__(".globl _start\n_start:\n\tmov %rsp, %rdi\n\tand $-16, %rsp\n\tcall begin\n");
#elif defined(__aarch64__)
__asm__(".globl _start\n_start:\n\tmov x0, sp\n\tbl begin\n");
#endif
