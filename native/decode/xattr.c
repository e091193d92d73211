/* Extended attributes. */
#include "decode/xattr.h"

#include "decode/blocks.h"
#include "decode/plain.h"
#include "decode/strings.h"

#include <errno.h>
#include <stdint.h>

/* The largest value that the kernel accepts. */
#define XATTR_BYTES 65536

/* The zero at the end of a text is not shown. */
static void add_attribute(struct args *out, const struct call *c, uint64_t address, uint64_t len)
{
	unsigned char bytes[STRING_BYTES + 1];
	size_t part = len < sizeof(bytes) ? len : sizeof(bytes);

	if (!address || len > XATTR_BYTES || peek(c->pid, address, bytes, part) != part) {
		add_pointer(out, address);
		return;
	}
	if (part > STRING_BYTES)
		part = STRING_BYTES;
	if (part && bytes[part - 1] == '\0')
		add_bytes(out, bytes, part - 1, false);
	else
		add_bytes(out, bytes, part, len > part);
}

/* The value of an attribute; the next argument is its size. */
void p_xattr_in(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_attribute(out, c, c->args[at], c->args[at + 1]);
}

/* At exit the result is its size. */
void p_xattr_out(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if (c->failed)
		add_pointer(out, c->args[at]);
	else
		add_attribute(out, c, c->args[at], (uint64_t)c->result);
}

/* The names of all attributes, each with its end. */
void p_xattr_names(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if (c->failed || c->args[at + 1] == 0)
		add_pointer(out, c->args[at]);
	else
		add_buffer(out, c, c->args[at], (uint64_t)c->result);
}
