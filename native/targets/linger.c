/* Sleeps for a fifth of a second. An experiment starts it to keep inherited descriptors open. */
#include "bare.h"

BARE_MAIN
{
	const struct {
		long seconds, nanoseconds;
	} fifth = { 0, 200000000 };

	call(SYS_nanosleep, (long)&fifth, 0, 0);
	leave(0);
}
