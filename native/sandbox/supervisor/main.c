/*
 * spawnscope-supervisor: starts one program and leaves nothing of it behind.
 *
 *   server ── a socket ──► starter (--serve)
 *                             │ fork
 *     fd 0: the lease ──► supervisor ──► bwrap ──► supervisor --inside ──► helper ──► host ─► child
 *
 * The starter is one process for all runs: it is small, so that starting is cheap, and the server, which is large, never forks
 * (starter.c). A run's supervisor stays outside the sandbox. It ends everything below it when the program ends, when the deadline
 * comes, or when the lease is gone: the server closed it, or the kernel did because the starter died. It is a subreaper, so that
 * every orphan becomes its child, and "kill children until there are none" comes to an end.
 *
 * bwrap gets no --die-with-parent: that one loses processes (docs/decisions).
 * If the supervisor itself is shot, the starter closes the lease, the helper
 * reads its end from fd 0 (sandbox/contain.c), and all it traces dies with it.
 *
 * It reads nothing from the lease: what is written there is for the helper.
 */
#include "sandbox/supervisor/inside.h"
#include "sandbox/supervisor/orders.h"
#include "sandbox/supervisor/starter.h"
#include "sandbox/supervisor/supervise.h"

#include <string.h>

int main(int argc, char **argv)
{
	struct orders o;

	if (argc >= 3 && strcmp(argv[1], "--serve") == 0)
		return starter_serve(argv[2], argv[3]);
	orders_parse(&o, argv);
	return o.inside ? live_inside(&o) : supervise(&o);
}
