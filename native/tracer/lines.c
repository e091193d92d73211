/*
 * Another process knows about DWARF (native/where): the helper stays static and small, and a program that lies about its lines harms that
 * process alone. The task is stopped anyway, so the helper waits for the answer, but not for ever. What comes back is checked like
 * everything that a stranger can influence.
 */
#include "tracer/lines.h"

#include "base/files.h"
#include "decode/foreign.h"
#include "tracer/claims.h"
#include "tracer/tracing.h"
#include "where/asked.h"
#include "wire/wire.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "spawnscope-where"
/* The first answer reads the program's DWARF, which may be large. */
#define PATIENCE_MS 2000
#define MOST_LINES 1000000u

static int to_it = -1, from_it = -1;

static void give_up(const char *why)
{
	if (to_it >= 0)
		close(to_it);
	if (from_it >= 0)
		close(from_it);
	to_it = from_it = -1;
	fprintf(stderr, "spawnscope: no lines from here on: %s\n", why);
}

bool lines_program(char *path, size_t size)
{
	for (enum place place = 0; place < PLACES; place++)
		if (file_in(place, PROGRAM, path, size) && access(path, X_OK) == 0)
			return true;
	return false;
}

/* Twice forked: a child of ours would come up in the waits of the tracer. */
void lines_open(void)
{
	char path[4096];
	int ask[2], answer[2];
	pid_t between;

	if (tracing.options->format != FORMAT_NDJSON && (tracing.options->where || tracing.options->script_lines)) {
		give_up("lines of strace have no room for them. Cure: --format ndjson");
		return;
	}
	if (!tracing.options->where)
		return;
	if (!lines_program(path, sizeof(path))) {
		give_up(PROGRAM " is not there. Cure: apt-get install libdw-dev pkg-config, then build the helper again");
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
			/* Who waits for the end of our standard error must not wait for this process. */
			dup2(0, 2);
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
	fcntl(to_it, F_SETFL, O_NONBLOCK);
	fcntl(from_it, F_SETFL, O_NONBLOCK);
}

static bool registers_of(const struct task *t, struct asked *asked)
{
#if defined(__x86_64__)
	struct user_regs_struct r;
	struct iovec all = { &r, sizeof(r) };

	if (ptrace(PTRACE_GETREGSET, t->tid, NT_PRSTATUS, &all) != 0 || all.iov_len != sizeof(r))
		return false;
	const uint64_t ordered[SNAPSHOT_REGISTERS] = { r.rax, r.rdx, r.rcx, r.rbx, r.rsi, r.rdi, r.rbp, r.rsp, r.r8,
						       r.r9,  r.r10, r.r11, r.r12, r.r13, r.r14, r.r15, r.rip };

	memcpy(asked->registers, ordered, sizeof(ordered));
	asked->pc = r.rip;
	asked->stack_at = r.rsp;
#else
	struct user_regs_struct r;
	struct iovec all = { &r, sizeof(r) };

	if (ptrace(PTRACE_GETREGSET, t->tid, NT_PRSTATUS, &all) != 0 || all.iov_len != sizeof(r))
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

/* Waits for a pipe that does not block. A tick of the loop interrupts the wait. False: it was too long. */
static bool await(int fd, short events, uint64_t until)
{
	struct pollfd ready = { fd, events, 0 };

	return poll(&ready, 1, PATIENCE_MS) != 0 && wire_now() <= until;
}

/* All at once, so that its reader wakes once. Nobody may stop the helper by stopping that reader. */
static bool send_all(struct iovec *parts, int count)
{
	uint64_t until = wire_now() + PATIENCE_MS * 1000000ull;

	while (count > 0) {
		ssize_t sent = writev(to_it, parts, count);

		if (sent < 0 && errno != EINTR && (errno != EAGAIN || !await(to_it, POLLOUT, until)))
			return false;
		for (; count > 0 && sent >= (ssize_t)parts->iov_len; parts++, count--)
			sent -= (ssize_t)parts->iov_len;
		if (count > 0 && sent > 0) {
			parts->iov_base = (char *)parts->iov_base + sent;
			parts->iov_len -= (size_t)sent;
		}
	}
	return true;
}

static bool receive(struct answer *answer)
{
	uint64_t until = wire_now() + PATIENCE_MS * 1000000ull;

	for (size_t have = 0; have < sizeof(*answer);) {
		ssize_t got;

		if (!await(from_it, POLLIN, until))
			return false;
		got = read(from_it, (char *)answer + have, sizeof(*answer) - have);
		if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
			return false;
		have += got > 0 ? (size_t)got : 0;
	}
	return true;
}

bool lines_of_answer(const struct answer *answer, struct where *where)
{
	where->count = 0;
	if (answer->count > ANSWER_FRAMES)
		return false;
	for (uint32_t i = 0; i < answer->count; i++) {
		const struct answer_frame *f = &answer->frames[i];

		if (f->line == 0 || f->line > MOST_LINES || f->file[0] == '\0' || !claim_is_plain(f->file, sizeof(f->file)) ||
		    !claim_is_plain(f->function, sizeof(f->function)))
			break;
		memcpy(where->file[i], f->file, sizeof(f->file));
		memcpy(where->function[i], f->function, sizeof(f->function));
		where->line[i] = f->line;
		where->count = i + 1;
	}
	return true;
}

/*
 * The child of posix_spawn(3) runs in the C library only, on a stack of its own, while its parent sleeps in the creating call. The line of
 * that call is what led to whatever this child does.
 */
static void take_lender(struct task *t)
{
	if (t->where.count == 0 && t->parent && t->parent->lent_to == t->number && !t->executed)
		t->where = t->parent->where;
}

/* What is executed may be mapped anew by any of these. */
void lines_mapped(const struct task *t)
{
	const struct call *c = &t->call;

	if (to_it < 0)
		return;
	if (is_foreign(c) || (c->number == SYS_mmap && (int)c->args[4] >= 0) || c->number == SYS_munmap || c->number == SYS_mremap ||
	    ((c->number == SYS_mprotect || c->number == SYS_pkey_mprotect) && c->args[2] & PROT_EXEC))
		for (struct task *other = task_after(NULL); other; other = task_after(other))
			other->space = 0;
}

void lines_forget(struct task *t)
{
	claims_forget(t);
	t->space = 0;
	t->lineless = false;
}

/* False: there is no answer. */
static bool ask_with(struct task *t, struct asked *asked, unsigned char *stack, struct answer *answer)
{
	static char maps[ASKED_MAPS];
	struct iovec parts[] = { { asked, sizeof(*asked) }, { stack, asked->stack_bytes }, { maps, 0 } };

	asked->space = t->space;
	asked->maps_bytes = t->space == 0 ? maps_of(t, maps) : 0;
	parts[2].iov_len = asked->maps_bytes;
	if (!send_all(parts, 3) || !receive(answer))
		return false;
	t->space = answer->space;
	return true;
}

static bool ask(struct task *t)
{
	static unsigned char stack[ASKED_STACK];
	static struct answer answer;
	struct asked asked;

	if (!registers_of(t, &asked))
		return true;
	asked.call = (uint64_t)t->call.number;
	asked.stack_bytes = stack_of(t, asked.stack_at, stack);
	if (!ask_with(t, &asked, stack, &answer))
		return false;
	if (answer.count == ANSWER_AGAIN && asked.space != 0) {
		t->space = 0;
		if (!ask_with(t, &asked, stack, &answer))
			return false;
	}
	t->lineless = answer.count == ANSWER_NEVER;
	return answer.count >= ANSWER_AGAIN || lines_of_answer(&answer, &t->where);
}

void lines_ask(struct task *t)
{
	t->where.count = 0;
	if (tracing.options->format != FORMAT_NDJSON || claims_take(t))
		return;
	if (to_it < 0)
		return;
	if (!t->lineless && !ask(t))
		give_up(PROGRAM " does not answer");
	take_lender(t);
}
