/*
 * alike PROGRAM ARGUMENT…: starts a tracer so that what it traces is alike each time. Descriptors that somebody left open
 * are closed, and addresses are not randomised where that is allowed.
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
