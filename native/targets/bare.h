/* For programs without a libc, so that a trace shows only what they do themselves. */
#ifndef BARE_H
#define BARE_H

#include <sys/syscall.h>

#if defined(__x86_64__)
static inline long call(long n, long a, long b, long c)
{
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "a"(n), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
	return result;
}
static inline long call4(long n, long a, long b, long c, long d)
{
	register long r10 __asm__("r10") = d;
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10) : "rcx", "r11", "memory");
	return result;
}
#elif defined(__aarch64__)
static inline long call4(long n, long a, long b, long c, long d)
{
	register long x8 __asm__("x8") = n;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = c;
	register long x3 __asm__("x3") = d;

	__asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
	return x0;
}
static inline long call(long n, long a, long b, long c)
{
	return call4(n, a, b, c, 0);
}
#else
#error "the raw system call is not written for this architecture"
#endif

static inline _Noreturn void leave(int status)
{
	for (;;)
		call(SYS_exit_group, status, 0, 0);
}

/* The stack may not be aligned as the ABI requires; nothing here depends on it. */
#define BARE_MAIN void _start(void)

#endif
