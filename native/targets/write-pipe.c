/*
 * Writes into a pipe that nobody reads. If SIGPIPE is default, it is killed. If SIGPIPE is ignored,
 * the write fails, and it says so and exits with 1.
 */
#include "bare.h"

BARE_MAIN
{
	static const char complaint[] = "write: Broken pipe\n";
	int ends[2];

	if (call(SYS_pipe2, (long)ends, 0, 0) != 0)
		leave(2);
	call(SYS_close, ends[0], 0, 0);
	if (call(SYS_write, ends[1], (long)"x", 1) == 1)
		leave(0);
	call(SYS_write, 2, (long)complaint, sizeof(complaint) - 1);
	leave(1);
}
