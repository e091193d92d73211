/* The leader ends first. A thread then waits until nobody traces it, and says so. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void *waits(void *unused)
{
	char line[256];

	(void)unused;
	for (;;) {
		FILE *status = fopen("/proc/thread-self/status", "re");

		while (status && fgets(line, sizeof(line), status))
			if (strcmp(line, "TracerPid:\t0\n") == 0) {
				puts("untraced");
				fflush(stdout);
				_exit(0);
			}
		if (status)
			fclose(status);
	}
}

int main(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, waits, NULL);
	pthread_exit(NULL);
}
