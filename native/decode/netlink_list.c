/* A netlink message and an attribute in one are alike: a header that tells the length, and the next one at the next multiple of four. */
#include "decode/netlink_list.h"

#include "decode/strings.h"

void add_netlink_list(struct args *out, const struct call *c, const struct netlink_items *items, uint64_t address, uint64_t len, unsigned of)
{
	bool list = false;

	for (int n = 0;; n++) {
		_Alignas(uint64_t) unsigned char header[NETLINK_HEADER_BYTES];
		uint32_t length, step;

		if (len < items->header) {
			add_hex_buffer(out, c, address, len);
			break;
		}
		if (!address || peek(c->pid, address, header, items->header) != items->header) {
			if (list)
				arg_add(out, "... /* %#lx */", address);
			else
				add_pointer(out, address);
			break;
		}
		if (n == STRING_BYTES) {
			arg_add(out, "...");
			break;
		}
		length = items->length(header);
		step = (length + 3) & ~3u;
		if (length < items->header || len <= step || address + step < address)
			step = 0;
		if (!list && step) {
			arg_add(out, "[");
			list = true;
		}
		items->add(out, c, header, address, len, of);
		if (!step)
			break;
		arg_add(out, ", ");
		address += step;
		len -= step;
	}
	arg_add(out, list ? "]" : "");
}
