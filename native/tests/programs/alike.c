/*
 * alike PROGRAM ARGUMENT…: starts a tracer so that its tracee behaves alike each time. It closes
 * inherited descriptors, and turns off the randomisation of addresses where that is allowed.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/personality.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	personality(ADDR_NO_RANDOMIZE);
	close_range(3, ~0u, 0);
	execvp(argv[1], argv + 1);
	perror(argv[1]);
	return 127;
}
