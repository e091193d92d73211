// fork copies one thread. A lock that another thread held is held in the copy too, and nobody is there to
// release it: the child waits for ever. Cure: posix_spawn, or only async-signal-safe calls until exec.
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *hold(void *nothing)
{
	pthread_mutex_lock(&lock);
	sleep(1);
	pthread_mutex_unlock(&lock);
	return nothing;
}

int main(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, hold, NULL);
	usleep(50000);
	pid_t child = fork();
	if (child == 0) {
		alarm(2); // so that this example ends
		pthread_mutex_lock(&lock);
		execlp("true", "true", NULL);
		_exit(127);
	}
	waitpid(child, NULL, 0);
	pthread_join(thread, NULL);
	return 0;
}
