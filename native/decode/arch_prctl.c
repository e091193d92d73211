/* arch_prctl(2): the meaning of the argument depends on the code. */
#include "decode/arch_prctl.h"

#include "decode/blocks.h"
#include "decode/plain.h"

#if defined(__x86_64__)
/* clang-format off */
static const struct flag codes[] = {
	{ 0x1001, "ARCH_SET_GS" }, { 0x1002, "ARCH_SET_FS" }, { 0x1003, "ARCH_GET_FS" }, { 0x1004, "ARCH_GET_GS" }, { 0x1011, "ARCH_GET_CPUID" },
	{ 0x1012, "ARCH_SET_CPUID" }, { 0x1021, "ARCH_GET_XCOMP_SUPP" }, { 0x1022, "ARCH_GET_XCOMP_PERM" }, { 0x1023, "ARCH_REQ_XCOMP_PERM" },
	{ 0x1024, "ARCH_GET_XCOMP_GUEST_PERM" }, { 0x1025, "ARCH_REQ_XCOMP_GUEST_PERM" }, { 0x2001, "ARCH_MAP_VDSO_X32" }, { 0x2002, "ARCH_MAP_VDSO_32" },
	{ 0x2003, "ARCH_MAP_VDSO_64" }, { 0, NULL },
};
/* States of the processor that a program may ask for: by number, and as bits of a set. */
static const struct flag features[] = {
	{ 0, "XFEATURE_FP" }, { 1, "XFEATURE_SSE" }, { 2, "XFEATURE_YMM" }, { 3, "XFEATURE_BNDREGS" }, { 4, "XFEATURE_BNDCSR" }, { 5, "XFEATURE_OPMASK" },
	{ 6, "XFEATURE_ZMM_Hi256" }, { 7, "XFEATURE_Hi16_ZMM" }, { 8, "XFEATURE_PT_UNIMPLEMENTED_SO_FAR" }, { 9, "XFEATURE_PKRU" },
	{ 10, "XFEATURE_PASID" }, { 15, "XFEATURE_LBR" }, { 17, "XFEATURE_XTILE_CFG" }, { 18, "XFEATURE_XTILE_DATA" }, { 0, NULL },
};
static const struct flag feature_bits[] = {
	{ 3, "XFEATURE_MASK_FPSSE" }, { 1, "XFEATURE_MASK_FP" }, { 2, "XFEATURE_MASK_SSE" }, { 4, "XFEATURE_MASK_YMM" }, { 8, "XFEATURE_MASK_BNDREGS" },
	{ 0x10, "XFEATURE_MASK_BNDCSR" }, { 0xe0, "XFEATURE_MASK_AVX512" }, { 0x20, "XFEATURE_MASK_OPMASK" }, { 0x40, "XFEATURE_MASK_ZMM_Hi256" },
	{ 0x80, "XFEATURE_MASK_Hi16_ZMM" }, { 0x100, "XFEATURE_MASK_PT" }, { 0x200, "XFEATURE_MASK_PKRU" }, { 0x400, "XFEATURE_MASK_PASID" },
	{ 0x8000, "XFEATURE_MASK_LBR" }, { 0x60000, "XFEATURE_MASK_XTILE" }, { 0x20000, "XFEATURE_MASK_XTILE_CFG" }, { 0x40000, "XFEATURE_MASK_XTILE_DATA" },
	{ 0, NULL },
};
/* clang-format on */

/* The kernel fills in a pointer, or a set of states. */
static bool fills_pointer(unsigned code)
{
	return code == 0x1003 || code == 0x1004;
}

static bool fills_features(unsigned code)
{
	return code == 0x1021 || code == 0x1022 || code == 0x1024;
}

static bool asks_for_feature(unsigned code)
{
	return code == 0x1023 || code == 0x1025;
}

/* Names that are not in the public headers are shown with their number. */
static void add_feature(struct args *out, uint64_t number)
{
	const char *name = choice(number, features);

	arg_add(out, number ? "%#lx /* %s */" : "%lx /* %s */", number, name ? name : "XFEATURE_???");
}

static void add_features(struct args *out, uint64_t set)
{
	arg_add(out, set ? "%#lx" : "%lx", set);
	if (!set)
		return;
	arg_add(out, " /* ");
	if (any_flag(set, feature_bits))
		add_flags(out, set, feature_bits, "0", NULL);
	else
		arg_add(out, "XFEATURE_MASK_???");
	arg_add(out, " */");
}

bool no_arch_out(const struct call *c)
{
	return !fills_pointer((unsigned)c->args[0]) && !fills_features((unsigned)c->args[0]);
}

void p_arch(struct args *out, const struct call *c, int at)
{
	unsigned code = (unsigned)c->args[at];

	arg_begin(out);
	add_choice(out, code, codes, "ARCH_???");
	if (code == 0x1011 || fills_pointer(code) || fills_features(code))
		return;
	if (asks_for_feature(code)) {
		arg_begin(out);
		add_feature(out, c->args[at + 1]);
	} else {
		p_hex(out, c, at + 1);
	}
}

void p_arch_out(struct args *out, const struct call *c, int at)
{
	uint64_t value;

	if (no_arch_out(c) || !arg_read(out, c, at, &value, sizeof(value)))
		return;
	arg_add(out, "[");
	if (fills_pointer((unsigned)c->args[0]))
		add_pointer(out, value);
	else
		add_features(out, value);
	arg_add(out, "]");
}

void r_arch(struct args *out, const struct call *c, int at)
{
	(void)at;
	if (c->result <= 0 || !asks_for_feature((unsigned)c->args[0])) {
		arg_add(out, "%ld", (long)c->result);
		return;
	}
	arg_add(out, "%#lx", (unsigned long)c->result);
	if (!any_flag((uint64_t)c->result, feature_bits))
		return;
	arg_add(out, " (");
	add_flags(out, (uint64_t)c->result, feature_bits, "0", NULL);
	arg_add(out, ")");
}
#else
bool no_arch_out(const struct call *c)
{
	(void)c;
	return true;
}

void p_arch(struct args *out, const struct call *c, int at)
{
	p_hex(out, c, at);
	p_hex(out, c, at + 1);
}

void p_arch_out(struct args *out, const struct call *c, int at)
{
	(void)out, (void)c, (void)at;
}

void r_arch(struct args *out, const struct call *c, int at)
{
	(void)at;
	arg_add(out, "%ld", (long)c->result);
}
#endif
