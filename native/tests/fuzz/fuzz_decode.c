/*
 * Any system call with any arguments that point into any memory: every decoder must return printable
 * ASCII, stay in its buffer and come to its end after a bounded number of reads. This process is the
 * tracee; its memory ends at an unreadable page.
 */
#include "decode/blocks.h"
#include "decode/line.h"
#include "decode/names.h"
#include "decode/process.h"
#include "decode/siginfo.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#define MEMORY 4096
#define NUMBERS 512
/* A list of MANY_ITEMS takes 6144 reads at most (24 bytes each); an input decodes each argument twice. */
#define READS 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The linker puts this between the decoders and the system call (see the Makefile). */
ssize_t __real_process_vm_readv(pid_t pid, const struct iovec *local, unsigned long locals, const struct iovec *remote, unsigned long remotes,
				unsigned long flags);
ssize_t __wrap_process_vm_readv(pid_t pid, const struct iovec *local, unsigned long locals, const struct iovec *remote, unsigned long remotes,
				unsigned long flags);

static int reads;

ssize_t __wrap_process_vm_readv(pid_t pid, const struct iovec *local, unsigned long locals, const struct iovec *remote, unsigned long remotes,
				unsigned long flags)
{
	if (++reads > READS)
		abort();
	return __real_process_vm_readv(pid, local, locals, remote, remotes, flags);
}

struct input {
	const uint8_t *at;
	size_t left;
};

static uint64_t take(struct input *in, size_t bytes)
{
	uint64_t value = 0;

	for (size_t i = 0; i < bytes && in->left > 0; i++, in->left--)
		value = value << 8 | *in->at++;
	return value;
}

/* MEMORY bytes that end at the unreadable page. */
static uint8_t *memory(void)
{
	static uint8_t *start;

	if (!start) {
		start = mmap(NULL, 2 * MEMORY, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (start == MAP_FAILED || mprotect(start + MEMORY, MEMORY, PROT_NONE) != 0)
			abort();
	}
	return start;
}

static uint64_t take_argument(struct input *in)
{
	uint64_t kind = take(in, 1), value;

	switch (kind % 8) {
	case 0:
		return take(in, 8);
	case 1:
		return take(in, 4);
	case 2:
	case 3:
		return (uint64_t)(uintptr_t)memory() + take(in, 2) % MEMORY;
	case 4:
		return (uint64_t)(uintptr_t)memory() + MEMORY - take(in, 1);
	case 5:
		return 1ull << take(in, 1) % 64;
	case 6:
		return 0 - take(in, 1);
	}
	value = take(in, 1);
	return value;
}

/* The rest of the input fills the memory; words that begin with 0xAB become pointers into it. */
static void fill(struct input *in)
{
	uint8_t *start = memory();
	size_t len = in->left < MEMORY ? in->left : MEMORY;

	memset(start, 0, MEMORY);
	memcpy(start, in->at, len);
	for (size_t at = 0; at + 8 <= len; at += 8) {
		uint64_t word;

		memcpy(&word, start + at, 8);
		if (word >> 56 != 0xAB)
			continue;
		word = (uint64_t)(uintptr_t)start + word % MEMORY;
		memcpy(start + at, &word, 8);
	}
}

static void judge(const char *text)
{
	for (; *text; text++)
		if (*text < 0x20 || *text > 0x7e)
			abort();
}

static void judge_all(const struct args *args)
{
	if (args->count > sizeof(args->items) / sizeof(*args->items) || args->used >= sizeof(args->text))
		abort();
	for (size_t i = 0; i < args->count; i++)
		judge(args->items[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct args args;
	struct input in = { data, size };
	struct call call = { .pid = getpid(), .number = (long)(take(&in, 2) % NUMBERS) };
	uint64_t flags, ending = take(&in, 1);
	char result[RESULT_TEXT];
	const char *error;
	int exit_signal;

	reads = 0;
	for (int i = 0; i < CALL_ARGS; i++)
		call.args[i] = take_argument(&in);
	call.sp = (uint64_t)(uintptr_t)memory();
	call.result = (int64_t)take_argument(&in);
	if (ending & 1) {
		call.failed = true;
		call.result = -(int64_t)(ending >> 1);
	}
	fill(&in);

	args_at_entry(&args, &call);
	judge_all(&args);
	comma_at_entry(&call);
	creation(&call, &flags, &exit_signal);
	call.left = true;
	args_at_exit(&args, &call);
	judge_all(&args);
	result_text(result, sizeof(result), &call, &error);
	judge(result);

	args.count = args.used = 0;
	arg_begin(&args);
	add_siginfo(&args, memory());
	judge_all(&args);
	return 0;
}
