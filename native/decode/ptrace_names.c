/* Names of ptrace(2): requests, sets of registers, and what is where in struct user. */
#include "decode/ptrace_names.h"

/* clang-format off */
const struct flag ptrace_requests[] = {
	{ 0, "PTRACE_TRACEME" }, { 1, "PTRACE_PEEKTEXT" }, { 2, "PTRACE_PEEKDATA" }, { 3, "PTRACE_PEEKUSER" }, { 4, "PTRACE_POKETEXT" },
	{ 5, "PTRACE_POKEDATA" }, { 6, "PTRACE_POKEUSER" }, { 7, "PTRACE_CONT" }, { 8, "PTRACE_KILL" }, { 9, "PTRACE_SINGLESTEP" },
	{ 12, "PTRACE_GETREGS" }, { 13, "PTRACE_SETREGS" }, { 14, "PTRACE_GETFPREGS" }, { 15, "PTRACE_SETFPREGS" }, { 16, "PTRACE_ATTACH" },
	{ 17, "PTRACE_DETACH" }, { 18, "PTRACE_GETFPXREGS" }, { 19, "PTRACE_SETFPXREGS" }, { 21, "PTRACE_OLDSETOPTIONS" }, { 24, "PTRACE_SYSCALL" },
	{ 25, "PTRACE_GET_THREAD_AREA" }, { 26, "PTRACE_SET_THREAD_AREA" }, { 30, "PTRACE_ARCH_PRCTL" }, { 31, "PTRACE_SYSEMU" },
	{ 32, "PTRACE_SYSEMU_SINGLESTEP" }, { 33, "PTRACE_SINGLEBLOCK" }, { 0x4200, "PTRACE_SETOPTIONS" }, { 0x4201, "PTRACE_GETEVENTMSG" },
	{ 0x4202, "PTRACE_GETSIGINFO" }, { 0x4203, "PTRACE_SETSIGINFO" }, { 0x4204, "PTRACE_GETREGSET" }, { 0x4205, "PTRACE_SETREGSET" },
	{ 0x4206, "PTRACE_SEIZE" }, { 0x4207, "PTRACE_INTERRUPT" }, { 0x4208, "PTRACE_LISTEN" }, { 0x4209, "PTRACE_PEEKSIGINFO" },
	{ 0x420a, "PTRACE_GETSIGMASK" }, { 0x420b, "PTRACE_SETSIGMASK" }, { 0x420c, "PTRACE_SECCOMP_GET_FILTER" },
	{ 0x420d, "PTRACE_SECCOMP_GET_METADATA" }, { 0x420e, "PTRACE_GET_SYSCALL_INFO" }, { 0x420f, "PTRACE_GET_RSEQ_CONFIGURATION" }, { 0, NULL },
};

const struct flag ptrace_notes[] = {
	{ 1, "NT_PRSTATUS" }, { 2, "NT_FPREGSET" }, { 3, "NT_PRPSINFO" }, { 4, "NT_PRXREG" }, { 5, "NT_PLATFORM" }, { 6, "NT_AUXV" },
	{ 7, "NT_GWINDOWS" }, { 8, "NT_ASRS" }, { 10, "NT_PSTATUS" }, { 13, "NT_PSINFO" }, { 14, "NT_PRCRED" }, { 15, "NT_UTSNAME" },
	{ 16, "NT_LWPSTATUS" }, { 17, "NT_LWPSINFO" }, { 20, "NT_PRFPXREG" }, { 0x100, "NT_PPC_VMX" }, { 0x101, "NT_PPC_SPE" }, { 0x102, "NT_PPC_VSX" },
	{ 0x103, "NT_PPC_TAR" }, { 0x104, "NT_PPC_PPR" }, { 0x105, "NT_PPC_DSCR" }, { 0x106, "NT_PPC_EBB" }, { 0x107, "NT_PPC_PMU" },
	{ 0x108, "NT_PPC_TM_CGPR" }, { 0x109, "NT_PPC_TM_CFPR" }, { 0x10a, "NT_PPC_TM_CVMX" }, { 0x10b, "NT_PPC_TM_CVSX" }, { 0x10c, "NT_PPC_TM_SPR" },
	{ 0x10d, "NT_PPC_TM_CTAR" }, { 0x10e, "NT_PPC_TM_CPPR" }, { 0x10f, "NT_PPC_TM_CDSCR" }, { 0x110, "NT_PPC_PKEY" }, { 0x200, "NT_386_TLS" },
	{ 0x201, "NT_386_IOPERM" }, { 0x202, "NT_X86_XSTATE" }, { 0x300, "NT_S390_HIGH_GPRS" }, { 0x301, "NT_S390_TIMER" }, { 0x302, "NT_S390_TODCMP" },
	{ 0x303, "NT_S390_TODPREG" }, { 0x304, "NT_S390_CTRS" }, { 0x305, "NT_S390_PREFIX" }, { 0x306, "NT_S390_LAST_BREAK" },
	{ 0x307, "NT_S390_SYSTEM_CALL" }, { 0x308, "NT_S390_TDB" }, { 0x309, "NT_S390_VXRS_LOW" }, { 0x30a, "NT_S390_VXRS_HIGH" },
	{ 0x30b, "NT_S390_GS_CB" }, { 0x30c, "NT_S390_GS_BC" }, { 0x30d, "NT_S390_RI_CB" }, { 0x30e, "NT_S390_PV_CPU_DATA" }, { 0x400, "NT_ARM_VFP" },
	{ 0x401, "NT_ARM_TLS" }, { 0x402, "NT_ARM_HW_BREAK" }, { 0x403, "NT_ARM_HW_WATCH" }, { 0x404, "NT_ARM_SYSTEM_CALL" }, { 0x405, "NT_ARM_SVE" },
	{ 0x406, "NT_ARM_PAC_MASK" }, { 0x407, "NT_ARM_PACA_KEYS" }, { 0x408, "NT_ARM_PACG_KEYS" }, { 0x409, "NT_ARM_TAGGED_ADDR_CTRL" },
	{ 0x40a, "NT_ARM_PAC_ENABLED_KEYS" }, { 0x40b, "NT_ARM_SSVE" }, { 0x40c, "NT_ARM_ZA" }, { 0x500, "NT_METAG_CBUF" }, { 0x501, "NT_METAG_RPIPE" },
	{ 0x502, "NT_METAG_TLS" }, { 0x600, "NT_ARC_V2" }, { 0x700, "NT_VMCOREDD" }, { 0x800, "NT_MIPS_DSP" }, { 0x801, "NT_MIPS_FP_MODE" },
	{ 0x802, "NT_MIPS_MSA" }, { 0xa00, "NT_LOONGARCH_CPUCFG" }, { 0xa01, "NT_LOONGARCH_CSR" }, { 0xa02, "NT_LOONGARCH_LSX" },
	{ 0xa03, "NT_LOONGARCH_LASX" }, { 0xa04, "NT_LOONGARCH_LBT" }, { 0x46494c45, "NT_FILE" }, { 0x46e62b7f, "NT_PRXFPREG" },
	{ 0x53494749, "NT_SIGINFO" }, { 0, NULL },
};

#if defined(__x86_64__)
const struct flag ptrace_user[] = {
	{ 0, "8*R15" }, { 8, "8*R14" }, { 16, "8*R13" }, { 24, "8*R12" }, { 32, "8*RBP" }, { 40, "8*RBX" }, { 48, "8*R11" }, { 56, "8*R10" },
	{ 64, "8*R9" }, { 72, "8*R8" }, { 80, "8*RAX" }, { 88, "8*RCX" }, { 96, "8*RDX" }, { 104, "8*RSI" }, { 112, "8*RDI" }, { 120, "8*ORIG_RAX" },
	{ 128, "8*RIP" }, { 136, "8*CS" }, { 144, "8*EFL" }, { 152, "8*RSP" }, { 160, "8*SS" }, { 216, "offsetof(struct user, u_fpvalid)" },
	{ 224, "offsetof(struct user, i387)" }, { 0x2e0, "offsetof(struct user, u_tsize)" }, { 0x2e8, "offsetof(struct user, u_dsize)" },
	{ 0x2f0, "offsetof(struct user, u_ssize)" }, { 0x2f8, "offsetof(struct user, start_code)" }, { 0x300, "offsetof(struct user, start_stack)" },
	{ 0x308, "offsetof(struct user, signal)" }, { 0x310, "offsetof(struct user, reserved)" }, { 0x318, "offsetof(struct user, u_ar0)" },
	{ 0x320, "offsetof(struct user, u_fpstate)" }, { 0x328, "offsetof(struct user, magic)" }, { 0x330, "offsetof(struct user, u_comm)" },
	{ 0x350, "offsetof(struct user, u_debugreg)" }, { 0x390, "sizeof(struct user)" }, { 0, NULL },
};
#else
const struct flag ptrace_user[] = { { 0, NULL } };
#endif
/* clang-format on */
