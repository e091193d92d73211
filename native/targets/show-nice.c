/* Prints its own niceness. The system call answers 20 less the niceness, for a negative result is an error: getpriority(2). */
#include "bare.h"

#define PRIO_PROCESS 0

BARE_MAIN
{
	long nice = 20 - call(SYS_getpriority, PRIO_PROCESS, 0, 0);
	char text[] = "niceness  00\n";

	text[9] = nice < 0 ? '-' : ' ';
	nice = nice < 0 ? -nice : nice;
	text[10] = (char)('0' + nice / 10);
	text[11] = (char)('0' + nice % 10);
	call(SYS_write, 1, (long)text, sizeof(text) - 1);
	leave(0);
}
