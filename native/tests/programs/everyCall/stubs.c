/*
 * Calls that do not happen. A page holds one syscall instruction for each answer, and a filter answers by the address of the
 * instruction: those of the first page fail with their number as error, that of the second waits for an answer with a result.
 * All other calls of this process happen as usual.
 */
#define _GNU_SOURCE
#include "everyCall.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define STUBS 0x20200000u
#define STUB_BYTES 16
#define STUB_PAGES 4
#define ERRORS 768
#define ANSWERED (STUBS + ERRORS * STUB_BYTES)

static void write_stubs(void)
{
	static const unsigned char code[] = { 0x0f, 0x05, 0xc3 }; /* syscall; ret */
	unsigned char *page =
		mmap((void *)(uintptr_t)STUBS, STUB_PAGES * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

	if (page == MAP_FAILED) {
		perror("mmap");
		exit(2);
	}
	for (unsigned i = 0; i <= ERRORS; i++)
		memcpy(page + i * STUB_BYTES, code, sizeof(code));
	mprotect(page, STUB_PAGES * 4096, PROT_READ | PROT_EXEC);
}

int install_filter(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer) + 4),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer)),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, STUBS, 0, 1),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, ANSWERED + 4096, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, ANSWERED, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
		BPF_STMT(BPF_ALU | BPF_SUB | BPF_K, STUBS),
		BPF_STMT(BPF_ALU | BPF_DIV | BPF_K, STUB_BYTES),
		BPF_STMT(BPF_ALU | BPF_OR | BPF_K, SECCOMP_RET_ERRNO),
		BPF_STMT(BPF_RET | BPF_A, 0),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };
	long listener;

	write_stubs();
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
	if (listener < 0) {
		perror("seccomp");
		exit(2);
	}
	return (int)listener;
}

static long call_at(uintptr_t stub, long number, const uint64_t *args)
{
	register uint64_t r10 __asm__("r10") = args[3];
	register uint64_t r8 __asm__("r8") = args[4];
	register uint64_t r9 __asm__("r9") = args[5];
	long result = number;

	/* The call instruction writes below the stack pointer, where the compiler may keep variables. */
	__asm__ volatile("subq $128, %%rsp; call *%[stub]; addq $128, %%rsp"
			 : "+a"(result)
			 : [stub] "b"(stub), "D"(args[0]), "S"(args[1]), "d"(args[2]), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return result;
}

long call_failing(long number, const uint64_t *args, int error)
{
	return call_at(STUBS + (unsigned)error * STUB_BYTES, number, args);
}

long call_answered(long number, const uint64_t *args)
{
	return call_at(ANSWERED, number, args);
}
