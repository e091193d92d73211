/* Sets of registers, as ptrace(2) reads and writes them. */
#include "decode/ptrace_regs.h"

#include <string.h>

/* A register, or `count` of them in a row. Tables are ended by a NULL name. */
struct reg {
	const char *name;
	unsigned size, count;
};

#define MOST_BYTES 512

#if defined(__x86_64__)
/* clang-format off */
static const struct reg general[] = {
	{ "r15", 8, 1 }, { "r14", 8, 1 }, { "r13", 8, 1 }, { "r12", 8, 1 }, { "rbp", 8, 1 }, { "rbx", 8, 1 }, { "r11", 8, 1 }, { "r10", 8, 1 }, { "r9", 8, 1 },
	{ "r8", 8, 1 }, { "rax", 8, 1 }, { "rcx", 8, 1 }, { "rdx", 8, 1 }, { "rsi", 8, 1 }, { "rdi", 8, 1 }, { "orig_rax", 8, 1 }, { "rip", 8, 1 },
	{ "cs", 8, 1 }, { "eflags", 8, 1 }, { "rsp", 8, 1 }, { "ss", 8, 1 }, { "fs_base", 8, 1 }, { "gs_base", 8, 1 }, { "ds", 8, 1 }, { "es", 8, 1 },
	{ "fs", 8, 1 }, { "gs", 8, 1 }, { NULL, 0, 0 },
};
static const struct reg floating[] = {
	{ "cwd", 2, 1 }, { "swd", 2, 1 }, { "ftw", 2, 1 }, { "fop", 2, 1 }, { "rip", 8, 1 }, { "rdp", 8, 1 }, { "mxcsr", 4, 1 }, { "mxcr_mask", 4, 1 },
	{ "st_space", 4, 32 }, { "xmm_space", 4, 64 }, { "padding", 4, 24 }, { NULL, 0, 0 },
};
/* clang-format on */
const uint64_t general_register_bytes = 27 * 8, float_register_bytes = 512;
#else
static const struct reg general[] = { { NULL, 0, 0 } }, floating[] = { { NULL, 0, 0 } };
const uint64_t general_register_bytes, float_register_bytes;
#endif

static void add_value(struct args *out, const unsigned char *bytes, unsigned size)
{
	uint64_t value = 0;

	memcpy(&value, bytes, size);
	arg_add(out, value ? "%#lx" : "%lx", value);
}

/* "name=0x1", or "name=[0x1, 0x2]" for as many as there are bytes. */
static void add_register(struct args *out, const struct reg *reg, const unsigned char *bytes, size_t len)
{
	arg_add(out, "%s=", reg->name);
	if (reg->count == 1) {
		add_value(out, bytes, reg->size);
		return;
	}
	arg_add(out, "[");
	for (unsigned i = 0; i < reg->count && (i + 1) * reg->size <= len; i++) {
		arg_add(out, i ? ", " : "");
		if (i == STRING_BYTES) {
			arg_add(out, "...");
			break;
		}
		add_value(out, bytes + i * reg->size, reg->size);
	}
	arg_add(out, "]");
}

static void add_registers(struct args *out, const struct call *c, uint64_t address, uint64_t len, const struct reg *regs, uint64_t all)
{
	unsigned char bytes[MOST_BYTES];
	size_t known = len < all ? len : all, at = 0;

	if (!known || len % 8) {
		add_pointer(out, address);
		return;
	}
	if (!part_read(out, c, address, bytes, known))
		return;
	for (const struct reg *reg = regs; reg->name && at < known; reg++) {
		arg_add(out, at ? ", " : "{");
		add_register(out, reg, bytes + at, known - at);
		at += reg->size * reg->count;
	}
	arg_add(out, len > all ? ", ...}" : "}");
}

void add_general_registers(struct args *out, const struct call *c, uint64_t address, uint64_t len)
{
	add_registers(out, c, address, len, general, general_register_bytes);
}

void add_float_registers(struct args *out, const struct call *c, uint64_t address, uint64_t len)
{
	add_registers(out, c, address, len, floating, float_register_bytes);
}
