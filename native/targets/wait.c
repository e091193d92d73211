/* Waits, so that it can be interrupted, stopped or hung up. */
#include "bare.h"

BARE_MAIN
{
	const struct {
		long seconds, nanoseconds;
	} two = { 2, 0 };

	call(SYS_nanosleep, (long)&two, 0, 0);
	leave(0);
}
