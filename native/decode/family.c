/* Families of addresses, and interfaces. */
#include "decode/family.h"

#include "decode/strings.h"

#include <net/if.h>
#include <string.h>

/* clang-format off */
static const char *const families[] = {
	"AF_UNSPEC", "AF_UNIX", "AF_INET", "AF_AX25", "AF_IPX", "AF_APPLETALK", "AF_NETROM", "AF_BRIDGE", "AF_ATMPVC", "AF_X25", "AF_INET6", "AF_ROSE",
	"AF_DECnet", "AF_NETBEUI", "AF_SECURITY", "AF_KEY", "AF_NETLINK", "AF_PACKET", "AF_ASH", "AF_ECONET", "AF_ATMSVC", "AF_RDS", "AF_SNA", "AF_IRDA",
	"AF_PPPOX", "AF_WANPIPE", "AF_LLC", "AF_IB", "AF_MPLS", "AF_CAN", "AF_TIPC", "AF_BLUETOOTH", "AF_IUCV", "AF_RXRPC", "AF_ISDN", "AF_PHONET",
	"AF_IEEE802154", "AF_CAIF", "AF_ALG", "AF_NFC", "AF_VSOCK", "AF_KCM", "AF_QIPCRTR", "AF_SMC", "AF_XDP", "AF_MCTP",
};
/* clang-format on */
#define FAMILIES (sizeof(families) / sizeof(*families))

void add_family(struct args *out, unsigned family)
{
	if (family < FAMILIES)
		arg_add(out, "%s", families[family]);
	else
		arg_add(out, "%#x /* AF_??? */", family);
}

void add_interface(struct args *out, unsigned number)
{
	char name[IF_NAMESIZE];

	if (!if_indextoname(number, name)) {
		arg_add(out, "%u", number);
		return;
	}
	arg_add(out, "if_nametoindex(");
	add_bytes(out, (const unsigned char *)name, strlen(name), false);
	arg_add(out, ")");
}
