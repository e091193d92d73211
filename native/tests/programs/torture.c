/*
 * Threads, forks, vforks, execs, stops and kills at random: torture SEED STEPS [TASKS].
 *
 * Several workers take STEPS steps in all. Each step starts something that ends by itself or is killed
 * at a random moment, often in the middle of making another task. At the end TASKS more threads and
 * processes live at the same time. Prints "over" when it is over.
 */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORKERS 3
/* A fork without end is killed at the latest then. */
#define LONGEST_US 2000

static char self[4096];
static atomic_int steps_left;

static void *nothing(void *unused)
{
	return unused;
}

static void *exits_the_process(void *unused)
{
	(void)unused;
	syscall(SYS_exit_group, 0);
	return NULL;
}

static void *executes(void *unused)
{
	char *argv[] = { self, "0", "0", NULL };

	(void)unused;
	execv(self, argv);
	return NULL;
}

static void start_threads(int count, void *(*body)(void *))
{
	pthread_t thread;

	for (int i = 0; i < count; i++)
		if (pthread_create(&thread, NULL, body, NULL) == 0)
			pthread_detach(thread);
}

/* Each of these is done in a child, which it may end. */
static void forks_for_ever(void)
{
	signal(SIGCHLD, SIG_IGN);
	for (;;)
		if (fork() == 0)
			_exit(0);
}

static void makes_threads_for_ever(void)
{
	for (;;)
		start_threads(1, nothing);
}

static void vforks_for_ever(void)
{
	for (;;) {
		pid_t child = vfork();

		if (child == 0)
			_exit(0);
		waitpid(child, NULL, 0);
	}
}

/* The process ends while its threads are being made. */
static void exits_amid_threads(void)
{
	start_threads(2, exits_the_process);
	start_threads(20, nothing);
	_exit(0);
}

static void executes_from_a_thread(void)
{
	start_threads(3, nothing);
	start_threads(2, executes);
	pause();
}

static void leaves_an_orphan(void)
{
	if (fork() == 0) {
		start_threads(2, nothing);
		_exit(0);
	}
	_exit(0);
}

static void stops_itself(void)
{
	start_threads(2, nothing);
	raise(SIGSTOP);
	_exit(0);
}

static void leader_ends_first(void)
{
	start_threads(3, nothing);
	pthread_exit(NULL);
}

typedef void act(void);
static act *const acts[] = {
	forks_for_ever, makes_threads_for_ever, vforks_for_ever, exits_amid_threads, executes_from_a_thread, leaves_an_orphan, stops_itself, leader_ends_first,
};

static void *worker(void *seed)
{
	unsigned dice = (unsigned)(uintptr_t)seed;

	while (atomic_fetch_sub(&steps_left, 1) > 0) {
		act *does = acts[(unsigned)rand_r(&dice) % (sizeof(acts) / sizeof(*acts))];
		pid_t child = fork();

		if (child == 0) {
			does();
			_exit(0);
		}
		if (child < 0)
			continue;
		usleep((useconds_t)rand_r(&dice) % LONGEST_US);
		kill(child, rand_r(&dice) % 3 ? SIGKILL : SIGCONT);
		usleep((useconds_t)rand_r(&dice) % LONGEST_US);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
	}
	return NULL;
}

static void *waits(void *gate)
{
	pthread_mutex_lock(gate);
	pthread_mutex_unlock(gate);
	return NULL;
}

/* Half of them threads, half of them processes, all alive at once. */
static void many_at_once(int count)
{
	static pthread_t threads[1 << 14];
	pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
	pthread_attr_t small;
	int ends[2], made = 0, forked = 0;

	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, 64 * 1024);
	pthread_mutex_lock(&gate);
	for (int i = 0; i < count / 2 && made < 1 << 14; i++)
		made += pthread_create(&threads[made], &small, waits, &gate) == 0;
	if (pipe(ends) != 0)
		return;
	for (int i = 0; i < count / 2; i++) {
		pid_t child = fork();
		char byte;

		if (child == 0) {
			close(ends[1]);
			read(ends[0], &byte, 1);
			_exit(0);
		}
		forked += child > 0;
	}
	printf("%d threads and %d processes at once\n", made, forked);
	close(ends[1]);
	pthread_mutex_unlock(&gate);
	for (int i = 0; i < made; i++)
		pthread_join(threads[i], NULL);
	while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
		;
}

int main(int argc, char **argv)
{
	pthread_t workers[WORKERS];
	unsigned seed = argc > 1 ? (unsigned)atoi(argv[1]) : 1;

	if (readlink("/proc/self/exe", self, sizeof(self) - 1) < 0)
		return 1;
	steps_left = argc > 2 ? atoi(argv[2]) : 100;
	for (int i = 0; i < WORKERS; i++)
		pthread_create(&workers[i], NULL, worker, (void *)(uintptr_t)(seed * WORKERS + (unsigned)i));
	for (int i = 0; i < WORKERS; i++)
		pthread_join(workers[i], NULL);
	many_at_once(argc > 3 ? atoi(argv[3]) : 0);
	if (argc > 2 && strcmp(argv[2], "0") != 0)
		puts("over");
	return 0;
}
