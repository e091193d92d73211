/*
 * System calls without the libc: they write no errno, which may be another process's memory, and leave
 * nothing on the stack, which may be shared too.
 */
#ifndef RAW_H
#define RAW_H

#include <stddef.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
static inline __attribute__((always_inline)) long raw(long n, long a, long b, long c, long d, long e)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8) : "rcx", "r11", "memory");
	return result;
}
/* The code that a signal frame returns to, and SA_RESTORER, which the libc hides. */
#define RESTORER 0x04000000
__attribute__((naked, unused)) static void return_from_signal(void)
{
	__asm__ volatile("mov $15, %eax\n\tsyscall");
}
#elif defined(__aarch64__)
static inline __attribute__((always_inline)) long raw(long n, long a, long b, long c, long d, long e)
{
	register long x8 __asm__("x8") = n;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = c;
	register long x3 __asm__("x3") = d;
	register long x4 __asm__("x4") = e;

	__asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
	return x0;
}
/* Here the kernel's vDSO provides one. */
#define RESTORER 0
#define return_from_signal NULL
#else
#error "the raw system call is not written for this architecture"
#endif

#endif
