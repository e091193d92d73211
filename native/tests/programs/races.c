/*
 * What the threads of a runtime do only if a race goes a certain way: futex waits that time out, are
 * woken or return at once; polls that find nothing; SIGURG sent to a thread to stop it. Here one
 * thread does it on purpose, so that the strict comparison covers it even if the traces of the
 * runtimes do not.
 */
#define _GNU_SOURCE
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static uint32_t word = 1;

static void on_signal(int signal)
{
	(void)signal;
}

static long futex(int operation, uint32_t value, const struct timespec *until, uint32_t third)
{
	return syscall(SYS_futex, &word, operation, value, until, NULL, third);
}

static void futexes(void)
{
	struct timespec soon = { 0, 1000 }, past = { 1, 0 };

	for (int flags = 0; flags <= FUTEX_PRIVATE_FLAG; flags += FUTEX_PRIVATE_FLAG) {
		futex(FUTEX_WAIT | flags, 1, &soon, 0);
		futex(FUTEX_WAIT | flags, 2, NULL, 0);
		futex(FUTEX_WAIT | flags, 2, &soon, 0);
		futex(FUTEX_WAKE | flags, 1, NULL, 0);
		futex(FUTEX_WAKE | flags, INT32_MAX, NULL, 0);
		futex(FUTEX_WAIT_BITSET | flags, 1, &past, FUTEX_BITSET_MATCH_ANY);
		futex(FUTEX_WAIT_BITSET | flags, 2, NULL, FUTEX_BITSET_MATCH_ANY);
		futex(FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME | flags, 1, &past, FUTEX_BITSET_MATCH_ANY);
		futex(FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME | flags, 2, NULL, FUTEX_BITSET_MATCH_ANY);
		futex(FUTEX_WAKE_BITSET | flags, 1, NULL, FUTEX_BITSET_MATCH_ANY);
	}
}

static void polls(void)
{
	struct epoll_event events[128], wanted = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET };
	int poller = epoll_create1(EPOLL_CLOEXEC), counter = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	uint64_t count = 1;

	wanted.data.u64 = 0x7f0011223344;
	epoll_ctl(poller, EPOLL_CTL_ADD, counter, &wanted);
	for (int timeout = 0; timeout < 2; timeout++) {
		syscall(SYS_epoll_pwait, poller, events, 128, timeout, NULL, 0L);
		syscall(SYS_epoll_wait, poller, events, 128, timeout);
	}
	write(counter, &count, sizeof(count));
	read(counter, &count, sizeof(count));
	read(counter, &count, sizeof(count));
	epoll_ctl(poller, EPOLL_CTL_DEL, counter, NULL);
}

static void stops(void)
{
	struct sigaction action = { .sa_handler = on_signal };
	struct timespec moment = { 0, 20000 };
	sigset_t all, old;

	sigaction(SIGURG, &action, NULL);
	sigaction(SIGPIPE, &action, NULL);
	syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), SIGURG);
	syscall(SYS_tkill, syscall(SYS_gettid), SIGURG);
	kill(getpid(), SIGPIPE);
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &old);
	sigprocmask(SIG_SETMASK, &old, NULL);
	nanosleep(&moment, NULL);
	sched_yield();
}

static void memory(void)
{
	char *place = mmap(NULL, 1 << 22, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	mprotect(place, 1 << 20, PROT_READ | PROT_WRITE);
	madvise(place, 1 << 20, MADV_DONTNEED);
	madvise(place, 1 << 20, MADV_FREE);
	madvise(place, 1 << 21, MADV_HUGEPAGE);
	madvise(place, 1 << 21, MADV_NOHUGEPAGE);
	madvise(place, 1 << 21, 25);
	munmap(place, 1 << 22);
}

int main(void)
{
	futexes();
	polls();
	stops();
	memory();
	return 0;
}
