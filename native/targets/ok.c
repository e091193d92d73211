/* The smallest program: it ends at once with status 0, without a libc, so that nothing but its end is seen. */
__attribute__((noreturn)) void _start(void)
{
#if defined(__x86_64__)
	__asm__ volatile("xor %edi, %edi\n\tmov $231, %eax\n\tsyscall");
#elif defined(__aarch64__)
	__asm__ volatile("mov x0, #0\n\tmov x8, #94\n\tsvc #0");
#else
#error "exit_group(0) is not written for this architecture"
#endif
	__builtin_unreachable();
}
