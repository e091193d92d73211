/* The options of prctl(2), and the names of their values. */
#include "decode/prctl_options.h"

/* clang-format off */
static const struct flag dumpables[] = { { 0, "SUID_DUMP_DISABLE" }, { 1, "SUID_DUMP_USER" }, { 2, "SUID_DUMP_ROOT" }, { 0, NULL } };
const struct flag prctl_tsc_modes[] = { { 1, "PR_TSC_ENABLE" }, { 2, "PR_TSC_SIGSEGV" }, { 0, NULL } };
static const struct flag secure_bits[] = {
	{ 1, "SECBIT_NOROOT" }, { 2, "SECBIT_NOROOT_LOCKED" }, { 4, "SECBIT_NO_SETUID_FIXUP" }, { 8, "SECBIT_NO_SETUID_FIXUP_LOCKED" },
	{ 16, "SECBIT_KEEP_CAPS" }, { 32, "SECBIT_KEEP_CAPS_LOCKED" }, { 64, "SECBIT_NO_CAP_AMBIENT_RAISE" }, { 128, "SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED" },
	{ 0, NULL },
};
const struct flag prctl_speculations[] = { { 0, "PR_SPEC_STORE_BYPASS" }, { 1, "PR_SPEC_INDIRECT_BRANCH" }, { 2, "PR_SPEC_L1D_FLUSH" }, { 0, NULL } };
const struct flag prctl_speculation_modes[] = {
	{ 1, "PR_SPEC_PRCTL" }, { 2, "PR_SPEC_ENABLE" }, { 4, "PR_SPEC_DISABLE" }, { 8, "PR_SPEC_FORCE_DISABLE" }, { 16, "PR_SPEC_DISABLE_NOEXEC" },
	{ 0, NULL },
};
const struct flag prctl_alignments[] = { { 1, "PR_UNALIGN_NOPRINT" }, { 2, "PR_UNALIGN_SIGBUS" }, { 0, NULL } };
const struct flag prctl_float_modes[] = { { 1, "PR_FP_MODE_FR" }, { 2, "PR_FP_MODE_FRE" }, { 0, NULL } };
const struct flag prctl_kill_modes[] = { { 0, "PR_MCE_KILL_CLEAR" }, { 1, "PR_MCE_KILL_SET" }, { 0, NULL } };
const struct flag prctl_kill_policies[] = { { 0, "PR_MCE_KILL_LATE" }, { 1, "PR_MCE_KILL_EARLY" }, { 2, "PR_MCE_KILL_DEFAULT" }, { 0, NULL } };
const struct flag prctl_memory_parts[] = {
	{ 1, "PR_SET_MM_START_CODE" }, { 2, "PR_SET_MM_END_CODE" }, { 3, "PR_SET_MM_START_DATA" }, { 4, "PR_SET_MM_END_DATA" },
	{ 5, "PR_SET_MM_START_STACK" }, { 6, "PR_SET_MM_START_BRK" }, { 7, "PR_SET_MM_BRK" }, { 8, "PR_SET_MM_ARG_START" }, { 9, "PR_SET_MM_ARG_END" },
	{ 10, "PR_SET_MM_ENV_START" }, { 11, "PR_SET_MM_ENV_END" }, { 12, "PR_SET_MM_AUXV" }, { 13, "PR_SET_MM_EXE_FILE" }, { 14, "PR_SET_MM_MAP" },
	{ 15, "PR_SET_MM_MAP_SIZE" }, { 0, NULL },
};
static const struct flag keys[] = {
	{ 1, "PR_PAC_APIAKEY" }, { 2, "PR_PAC_APIBKEY" }, { 4, "PR_PAC_APDAKEY" }, { 8, "PR_PAC_APDBKEY" }, { 16, "PR_PAC_APGAKEY" }, { 0, NULL },
};
/* Without the generic key, which cannot be switched off. */
static const struct flag enabled_keys[] = { { 1, "PR_PAC_APIAKEY" }, { 2, "PR_PAC_APIBKEY" }, { 4, "PR_PAC_APDAKEY" }, { 8, "PR_PAC_APDBKEY" }, { 0, NULL } };
const struct flag prctl_dispatches[] = { { 0, "PR_SYS_DISPATCH_OFF" }, { 1, "PR_SYS_DISPATCH_ON" }, { 0, NULL } };
const struct flag prctl_core_commands[] = {
	{ 0, "PR_SCHED_CORE_GET" }, { 1, "PR_SCHED_CORE_CREATE" }, { 2, "PR_SCHED_CORE_SHARE_TO" }, { 3, "PR_SCHED_CORE_SHARE_FROM" }, { 0, NULL },
};
static const struct flag sve_flags[] = { { 1 << 18, "PR_SVE_SET_VL_ONEXEC" }, { 1 << 17, "PR_SVE_VL_INHERIT" }, { 0, NULL } };
static const struct flag sme_flags[] = { { 1 << 18, "PR_SME_SET_VL_ONEXEC" }, { 1 << 17, "PR_SME_VL_INHERIT" }, { 0, NULL } };

static const struct prctl_option options[] = {
	{ 1, "PR_SET_PDEATHSIG", SIGNAL, 0, PLAIN, NULL, NULL }, { 2, "PR_GET_PDEATHSIG", OUT_SIGNAL, 0, PLAIN, NULL, NULL },
	{ 3, "PR_GET_DUMPABLE", NOTHING, 0, CHOSEN, dumpables, NULL }, { 4, "PR_SET_DUMPABLE", CHOICE, 0, PLAIN, dumpables, "SUID_DUMP_???" },
	{ 5, "PR_GET_UNALIGN", OUT_FLAGS, 0, PLAIN, prctl_alignments, "PR_UNALIGN_???" }, { 6, "PR_SET_UNALIGN", FLAGS, 0, PLAIN, prctl_alignments, "PR_UNALIGN_???" },
	{ 7, "PR_GET_KEEPCAPS", NOTHING, 0, PLAIN, NULL, NULL }, { 8, "PR_SET_KEEPCAPS", UNSIGNED, 0, PLAIN, NULL, NULL },
	{ 9, "PR_GET_FPEMU", OUT_UNSIGNED, 0, PLAIN, NULL, NULL }, { 10, "PR_SET_FPEMU", UNSIGNED, 0, PLAIN, NULL, NULL },
	{ 11, "PR_GET_FPEXC", OUT_UNSIGNED, 0, PLAIN, NULL, NULL }, { 12, "PR_SET_FPEXC", UNSIGNED, 0, PLAIN, NULL, NULL },
	{ 13, "PR_GET_TIMING", NOTHING, 0, PLAIN, NULL, NULL }, { 14, "PR_SET_TIMING", UNSIGNED, 0, PLAIN, NULL, NULL },
	{ 15, "PR_SET_NAME", TEXT, 0, PLAIN, NULL, NULL }, { 16, "PR_GET_NAME", OUT_TEXT, 0, PLAIN, NULL, NULL },
	{ 19, "PR_GET_ENDIAN", OUT_UNSIGNED, 0, PLAIN, NULL, NULL }, { 20, "PR_SET_ENDIAN", UNSIGNED, 0, PLAIN, NULL, NULL },
	{ 21, "PR_GET_SECCOMP", NOTHING, 0, PLAIN, NULL, NULL }, { 22, "PR_SET_SECCOMP", FILTER, 2, PLAIN, NULL, NULL },
	{ 23, "PR_CAPBSET_READ", CAPABILITY, 0, PLAIN, NULL, NULL }, { 24, "PR_CAPBSET_DROP", CAPABILITY, 0, PLAIN, NULL, NULL },
	{ 25, "PR_GET_TSC", OUT_CHOICE, 0, PLAIN, prctl_tsc_modes, "PR_TSC_???" }, { 26, "PR_SET_TSC", CHOICE, 0, PLAIN, prctl_tsc_modes, "PR_TSC_???" },
	{ 27, "PR_GET_SECUREBITS", NOTHING, 0, NONZERO_BITS, secure_bits, NULL }, { 28, "PR_SET_SECUREBITS", FLAGS, 0, PLAIN, secure_bits, "SECBIT_???" },
	{ 29, "PR_SET_TIMERSLACK", SIGNED, 0, PLAIN, NULL, NULL }, { 30, "PR_GET_TIMERSLACK", NOTHING, 0, PLAIN, NULL, NULL },
	{ 31, "PR_TASK_PERF_EVENTS_DISABLE", NOTHING, 0, PLAIN, NULL, NULL }, { 32, "PR_TASK_PERF_EVENTS_ENABLE", NOTHING, 0, PLAIN, NULL, NULL },
	{ 33, "PR_MCE_KILL", MACHINE_CHECK, 3, PLAIN, NULL, NULL }, { 34, "PR_MCE_KILL_GET", NOTHING, 1, CHOSEN, prctl_kill_policies, NULL },
	{ 35, "PR_SET_MM", CHOICE, 2, PLAIN, prctl_memory_parts, "PR_SET_MM_???" }, { 36, "PR_SET_CHILD_SUBREAPER", UNSIGNED, 0, PLAIN, NULL, NULL },
	{ 37, "PR_GET_CHILD_SUBREAPER", OUT_UNSIGNED, 0, PLAIN, NULL, NULL }, { 38, "PR_SET_NO_NEW_PRIVS", UNSIGNED, 2, PLAIN, NULL, NULL },
	{ 39, "PR_GET_NO_NEW_PRIVS", NOTHING, 1, PLAIN, NULL, NULL }, { 40, "PR_GET_TID_ADDRESS", OUT_POINTER, 0, PLAIN, NULL, NULL },
	{ 41, "PR_SET_THP_DISABLE", UNSIGNED, 2, PLAIN, NULL, NULL }, { 42, "PR_GET_THP_DISABLE", NOTHING, 1, PLAIN, NULL, NULL },
	{ 43, "PR_MPX_ENABLE_MANAGEMENT", NOTHING, 1, PLAIN, NULL, NULL }, { 44, "PR_MPX_DISABLE_MANAGEMENT", NOTHING, 1, PLAIN, NULL, NULL },
	{ 45, "PR_SET_FP_MODE", FLAGS, 0, PLAIN, prctl_float_modes, "PR_FP_MODE_???" }, { 46, "PR_GET_FP_MODE", NOTHING, 0, NONZERO_BITS, prctl_float_modes, NULL },
	{ 47, "PR_CAP_AMBIENT", AMBIENT, 0, PLAIN, NULL, NULL }, { 50, "PR_SVE_SET_VL", VECTOR, 0, VECTOR_BITS, sve_flags, NULL },
	{ 51, "PR_SVE_GET_VL", NOTHING, 0, VECTOR_BITS, sve_flags, NULL }, { 52, "PR_GET_SPECULATION_CTRL", CHOICE, 0, SPECULATION_BITS, prctl_speculations, "PR_SPEC_???" },
	{ 53, "PR_SET_SPECULATION_CTRL", SPECULATION, 0, PLAIN, prctl_speculations, "PR_SPEC_???" }, { 54, "PR_PAC_RESET_KEYS", FLAGS, 2, PLAIN, keys, "PR_PAC_???" },
	{ 55, "PR_SET_TAGGED_ADDR_CTRL", TAGGED, 2, PLAIN, NULL, NULL }, { 56, "PR_GET_TAGGED_ADDR_CTRL", NOTHING, 1, TAG_BITS, NULL, NULL },
	{ 57, "PR_SET_IO_FLUSHER", UNSIGNED, 2, PLAIN, NULL, NULL }, { 58, "PR_GET_IO_FLUSHER", NOTHING, 1, PLAIN, NULL, NULL },
	{ 59, "PR_SET_SYSCALL_USER_DISPATCH", DISPATCH, 0, PLAIN, NULL, NULL }, { 60, "PR_PAC_SET_ENABLED_KEYS", KEYS, 3, PLAIN, enabled_keys, "PR_PAC_???" },
	{ 61, "PR_PAC_GET_ENABLED_KEYS", NOTHING, 1, NONZERO_BITS, enabled_keys, NULL }, { 62, "PR_SCHED_CORE", SCHED_CORE, 0, PLAIN, NULL, NULL },
	{ 63, "PR_SME_SET_VL", VECTOR, 0, VECTOR_BITS, sme_flags, NULL }, { 64, "PR_SME_GET_VL", NOTHING, 0, VECTOR_BITS, sme_flags, NULL },
	{ 0x53564d41, "PR_SET_VMA", AREA, 0, PLAIN, NULL, NULL }, { 0x59616d61, "PR_SET_PTRACER", PTRACER, 0, PLAIN, NULL, NULL },
	{ 0, NULL, NOTHING, 1, PLAIN, NULL, NULL },
};
/* clang-format on */

const struct prctl_option *prctl_option(unsigned number)
{
	const struct prctl_option *o = options;

	while (o->name && o->number != number)
		o++;
	return o;
}
