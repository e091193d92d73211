/*
 * Root's rights are dropped before anything is started: a process that is uid 0 outside stays uid 0
 * outside, even in a user namespace.
 */
#include "sandbox/supervisor/drop.h"

#include "sandbox/supervisor/die.h"

#include <errno.h>
#include <grp.h>
#include <sys/prctl.h>
#include <unistd.h>

void drop_to(long user)
{
	uid_t id = (uid_t)user;

	if (user < 0)
		return;
	prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
	/* Drops every capability that this kernel knows. If dropping is not permitted, there are none to drop. */
	for (int cap = 0; prctl(PR_CAPBSET_READ, cap, 0, 0, 0) >= 0; cap++)
		prctl(PR_CAPBSET_DROP, cap, 0, 0, 0);
	if (geteuid() == id && getuid() == id)
		return;
	if (setgroups(0, NULL) != 0 || setresgid(id, id, id) != 0 || setresuid(id, id, id) != 0)
		die("becoming user %ld: %m. Cure: start the server as root or as that user", user);
	if (setuid(0) == 0)
		die("root could be regained after becoming user %ld", user);
}
