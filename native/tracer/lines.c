/*
 * Another process knows about DWARF (native/where): the helper stays static and small, and a program that lies about its lines harms that
 * process alone. The task is stopped anyway, so the helper waits for the answer, but not for ever. What comes back is checked like
 * everything that a stranger can influence.
 */
#include "tracer/lines.h"

#include "tracer/tracing.h"
#include "where/asked.h"
#include "wire/wire.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "spawnscope-where"
/* The first answer reads the program's DWARF, which may be large. */
#define PATIENCE_MS 2000

static int to_it = -1, from_it = -1;

void lines_close(void)
{
	if (to_it >= 0)
		close(to_it);
	if (from_it >= 0)
		close(from_it);
	to_it = from_it = -1;
}

static void give_up(const char *why)
{
	lines_close();
	fprintf(stderr, "spawnscope: no lines from here on: %s\n", why);
}

/* Beside the helper, wherever that is. */
static bool find_program(char *path, size_t size)
{
	ssize_t length = readlink("/proc/self/exe", path, size - sizeof(PROGRAM));
	char *name;

	if (length <= 0)
		return false;
	path[length] = '\0';
	name = strrchr(path, '/');
	if (!name)
		return false;
	strcpy(name + 1, PROGRAM);
	return access(path, X_OK) == 0;
}

/* Twice forked: a child of ours would come up in the waits of the tracer. */
void lines_open(void)
{
	char path[4096];
	int ask[2], answer[2];
	pid_t between;

	if (!tracing.options->where)
		return;
	if (!find_program(path, sizeof(path))) {
		give_up(PROGRAM " is not there. Cure: libdw (apt-get install libdw-dev), then npm run setup");
		return;
	}
	if (pipe2(ask, O_CLOEXEC) != 0 || pipe2(answer, O_CLOEXEC) != 0 || (between = fork()) < 0) {
		give_up(strerror(errno));
		return;
	}
	if (between == 0) {
		if (fork() == 0) {
			dup2(ask[0], 0);
			dup2(answer[1], 1);
			close_range(3, ~0u, 0);
			execl(path, PROGRAM, tracing.options->where, NULL);
		}
		_exit(0);
	}
	waitpid(between, NULL, 0);
	close(ask[0]);
	close(answer[1]);
	to_it = ask[1];
	from_it = answer[0];
	signal(SIGPIPE, SIG_IGN);
}

static bool registers_of(const struct task *t, struct asked *asked)
{
#if defined(__x86_64__)
	struct user_regs_struct r;
	struct iovec all = { &r, sizeof(r) };

	if (ptrace(PTRACE_GETREGSET, t->tid, NT_PRSTATUS, &all) != 0)
		return false;
	const uint64_t ordered[SNAPSHOT_REGISTERS] = { r.rax, r.rdx, r.rcx, r.rbx, r.rsi, r.rdi, r.rbp, r.rsp, r.r8,
						       r.r9,  r.r10, r.r11, r.r12, r.r13, r.r14, r.r15, r.rip };

	memcpy(asked->registers, ordered, sizeof(ordered));
	asked->pc = r.rip;
	asked->stack_at = r.rsp;
#else
	struct user_regs_struct r;
	struct iovec all = { &r, sizeof(r) };

	if (ptrace(PTRACE_GETREGSET, t->tid, NT_PRSTATUS, &all) != 0)
		return false;
	for (int i = 0; i < 31; i++)
		asked->registers[i] = r.regs[i];
	asked->registers[31] = r.sp;
	asked->pc = r.pc;
	asked->stack_at = r.sp;
#endif
	return true;
}

/* Less than was asked for where the stack ends. */
static uint32_t stack_of(const struct task *t, uint64_t at, unsigned char *stack)
{
	struct iovec to = { stack, ASKED_STACK }, from = { (void *)at, ASKED_STACK };
	ssize_t got = process_vm_readv(t->tid, &to, 1, &from, 1, 0);

	if (got < 0) {
		/* The end of the page at least. */
		from.iov_len = to.iov_len = 4096 - at % 4096;
		got = process_vm_readv(t->tid, &to, 1, &from, 1, 0);
	}
	return got > 0 ? (uint32_t)got : 0;
}

static uint32_t maps_of(const struct task *t, char *maps)
{
	char path[40];
	uint32_t have = 0;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/maps", t->tid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	for (ssize_t got; have < ASKED_MAPS && (got = read(fd, maps + have, ASKED_MAPS - have)) > 0;)
		have += (uint32_t)got;
	close(fd);
	return have < ASKED_MAPS ? have : 0;
}

static bool send_all(const void *bytes, size_t count)
{
	for (const char *from = bytes; count > 0;) {
		ssize_t sent = write(to_it, from, count);

		if (sent < 0 && errno != EINTR)
			return false;
		if (sent > 0) {
			from += sent;
			count -= (size_t)sent;
		}
	}
	return true;
}

static bool receive(struct answer *answer)
{
	uint64_t until = wire_now() + PATIENCE_MS * 1000000ull;

	for (size_t have = 0; have < sizeof(*answer);) {
		struct pollfd ready = { from_it, POLLIN, 0 };
		ssize_t got;

		/* A tick of the loop interrupts both. */
		if (poll(&ready, 1, PATIENCE_MS) == 0 || wire_now() > until)
			return false;
		got = ready.revents ? read(from_it, (char *)answer + have, sizeof(*answer) - have) : -1;
		if (got == 0 || (got < 0 && ready.revents && errno != EINTR))
			return false;
		have += got > 0 ? (size_t)got : 0;
	}
	return answer->count <= ANSWER_FRAMES;
}

/* Text of the wire: plain ASCII, ended within its room. */
static bool is_plain(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (text[i] == '\0')
			return true;
		if (text[i] < 0x20 || text[i] > 0x7e)
			return false;
	}
	return false;
}

/* A script's prelude (native/preludes) maps a file of this name and writes there which line runs. It is a claim like any other. */
#define LINE_FILE "/spawnscope-line"
#define LINE_MAGIC 0x656e696cu
struct line_page {
	uint32_t magic, line;
	char file[64], function[128];
};

static bool is_line_file(const struct task *t, int fd)
{
	char path[40], file[64];
	ssize_t length;

	if (!tracing.options->script_lines || fd < 0)
		return false;
	snprintf(path, sizeof(path), "/proc/%d/fd/%d", t->tid, fd);
	length = readlink(path, file, sizeof(file) - 1);
	/* It may be unlinked already: then " (deleted)" stands behind it. */
	return length > 0 && (file[length] = '\0', strstr(file, LINE_FILE) != NULL);
}

void lines_mapped(struct task *t)
{
	if (is_line_file(t, (int)t->call.args[4]))
		t->line_page = (uint64_t)t->call.result;
}

/* LINE, a tab, the file, a tab, the function, and the end of the line. 0: none any more. */
void lines_written(struct task *t)
{
	char text[256];
	struct iovec to = { text, sizeof(text) - 1 }, from = { (void *)t->call.args[1], t->call.args[2] };
	ssize_t got;

	if (from.iov_len >= sizeof(text) || !is_line_file(t, (int)t->call.args[0]))
		return;
	got = process_vm_readv(t->tid, &to, 1, &from, 1, 0);
	t->claimed = (struct claimed){ 0 };
	if (got <= 0)
		return;
	text[got] = '\0';
	if (sscanf(text, "%7u\t%63[^\t\n]\t%127[^\n]", &t->claimed.line, t->claimed.file, t->claimed.function) < 2)
		t->claimed.line = 0;
}

/* Checked like everything that a stranger says. */
static void take_claim(struct task *t, uint32_t line, const char *file, const char *function)
{
	struct where *w = &t->where;

	if (line == 0 || line > 1000000)
		return;
	snprintf(w->file[0], sizeof(w->file[0]), "%s", file);
	snprintf(w->function[0], sizeof(w->function[0]), "%s", function);
	w->line[0] = line;
	w->count = is_plain(w->file[0], sizeof(w->file[0])) && is_plain(w->function[0], sizeof(w->function[0]));
}

static void take_script_line(struct task *t)
{
	struct line_page page;
	struct iovec to = { &page, sizeof(page) }, from = { (void *)t->line_page, sizeof(page) };

	if (process_vm_readv(t->tid, &to, 1, &from, 1, 0) != sizeof(page) || page.magic != LINE_MAGIC)
		return;
	page.file[sizeof(page.file) - 1] = page.function[sizeof(page.function) - 1] = '\0';
	take_claim(t, page.line, page.file, page.function);
}

void lines_ask(struct task *t)
{
	static unsigned char stack[ASKED_STACK];
	static char maps[ASKED_MAPS];
	static struct answer answer;
	struct asked asked;

	t->where.count = 0;
	if (t->claimed.line != 0) {
		take_claim(t, t->claimed.line, t->claimed.file, t->claimed.function);
		return;
	}
	if (t->line_page != 0) {
		take_script_line(t);
		return;
	}
	if (to_it < 0 || !registers_of(t, &asked))
		return;
	asked.stack_bytes = stack_of(t, asked.stack_at, stack);
	asked.maps_bytes = maps_of(t, maps);
	if (!send_all(&asked, sizeof(asked)) || !send_all(stack, asked.stack_bytes) || !send_all(maps, asked.maps_bytes) || !receive(&answer)) {
		give_up(PROGRAM " does not answer");
		return;
	}
	for (uint32_t i = 0; i < answer.count; i++) {
		struct answer_frame *f = &answer.frames[i];

		if (f->line == 0 || f->line > 1000000 || !is_plain(f->file, sizeof(f->file)) || !is_plain(f->function, sizeof(f->function)))
			return;
		memcpy(t->where.file[i], f->file, sizeof(f->file));
		memcpy(t->where.function[i], f->function, sizeof(f->function));
		t->where.line[i] = f->line;
		t->where.count = i + 1;
	}
}
