/* Signals with every shape of siginfo: sent, queued, from timers, queues, faults, seccomp, children and descriptors. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <mqueue.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static sigjmp_buf escape;

static void on_signal(int signal, siginfo_t *si, void *context)
{
	(void)signal, (void)si, (void)context;
}

static void on_fault(int signal)
{
	siglongjmp(escape, signal);
}

static void handle_all(void)
{
	struct sigaction action = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART };

	for (int n = 1; n <= 64; n++)
		if (n != SIGKILL && n != SIGSTOP)
			sigaction(n, &action, NULL);
}

static void sent(void)
{
	union sigval value = { .sival_ptr = (void *)0x123456789abcdef0 };

	kill(getpid(), SIGUSR1);
	kill(0, 0);
	raise(SIGUSR2);
	sigqueue(getpid(), SIGTERM, value);
	sigqueue(getpid(), SIGRTMIN + 3, (union sigval){ 0 });
	syscall(SYS_tkill, getpid(), SIGRTMAX);
	syscall(SYS_tgkill, getpid(), getpid(), 32);
	kill(getpid(), 65);
	kill(-1234567, -1);
	syscall(SYS_tkill, -1, 64);
}

/* A process may put anything into a signal for itself. */
static void claimed(void)
{
	static const struct {
		int signal, code;
		/* clang-format off */
	} claims[] = {
		{ SIGUSR1, SI_USER },	 { SIGUSR1, SI_KERNEL },    { SIGUSR1, SI_QUEUE },     { SIGUSR1, SI_TIMER },	 { SIGUSR1, SI_MESGQ },
		{ SIGUSR1, SI_ASYNCIO }, { SIGUSR1, SI_SIGIO },	    { SIGUSR1, SI_TKILL },     { SIGUSR1, -60 },	 { SIGUSR1, -7 },
		{ SIGUSR1, 1 },		 { SIGUSR1, 77 },	    { SIGCHLD, CLD_EXITED },   { SIGCHLD, CLD_KILLED },	 { SIGCHLD, CLD_DUMPED },
		{ SIGCHLD, CLD_TRAPPED },{ SIGCHLD, CLD_STOPPED },  { SIGCHLD, CLD_CONTINUED },{ SIGCHLD, 9 },		 { SIGCHLD, SI_KERNEL },
		{ SIGSEGV, 1 },		 { SIGSEGV, 2 },	    { SIGSEGV, 3 },	       { SIGSEGV, 4 },		 { SIGSEGV, 5 },
		{ SIGSEGV, 9 },		 { SIGSEGV, SI_KERNEL },    { SIGBUS, 1 },	       { SIGBUS, 2 },		 { SIGBUS, 3 },
		{ SIGBUS, 4 },		 { SIGBUS, 5 },		    { SIGBUS, 6 },	       { SIGFPE, 1 },		 { SIGFPE, 2 },
		{ SIGFPE, 3 },		 { SIGFPE, 4 },		    { SIGFPE, 5 },	       { SIGFPE, 6 },		 { SIGFPE, 7 },
		{ SIGFPE, 8 },		 { SIGFPE, 14 },	    { SIGFPE, 15 },	       { SIGILL, 1 },		 { SIGILL, 2 },
		{ SIGILL, 3 },		 { SIGILL, 4 },		    { SIGILL, 5 },	       { SIGILL, 6 },		 { SIGILL, 7 },
		{ SIGILL, 8 },		 { SIGILL, 9 },		    { SIGILL, 12 },	       { SIGTRAP, 1 },		 { SIGTRAP, 2 },
		{ SIGTRAP, 3 },		 { SIGTRAP, 4 },	    { SIGTRAP, 5 },	       { SIGTRAP, 6 },		 { SIGTRAP, 7 },
		{ SIGIO, POLL_IN },	 { SIGIO, POLL_OUT },	    { SIGIO, POLL_MSG },       { SIGIO, POLL_ERR },	 { SIGIO, POLL_PRI },
		{ SIGIO, POLL_HUP },	 { SIGIO, 9 },		    { SIGSYS, 1 },	       { SIGSYS, 2 },		 { SIGSYS, 3 },
		{ SIGALRM, SI_TIMER },	 { 40, SI_MESGQ },    { SIGURG, 1 },	       { SIGPIPE, SI_USER },	 { 50, SI_KERNEL },
	};
	/* clang-format on */
	unsigned char bytes[sizeof(siginfo_t)];
	siginfo_t si;

	for (size_t i = 0; i < sizeof(claims) / sizeof(*claims); i++) {
		memset(&si, 0, sizeof(si));
		if (i % 2)
			for (size_t b = 12; b < sizeof(si); b++)
				((unsigned char *)&si)[b] = (unsigned char)(b * 3);
		si.si_signo = claims[i].signal;
		si.si_code = claims[i].code;
		if (i % 5 == 4)
			si.si_errno = i % 2 ? EPIPE : 4000;
		syscall(SYS_rt_sigqueueinfo, getpid(), claims[i].signal, &si);
		if (i % 7 == 0)
			syscall(SYS_rt_tgsigqueueinfo, getpid(), getpid(), claims[i].signal, &si);
	}
	memset(bytes, 0, sizeof(bytes));
	syscall(SYS_rt_sigqueueinfo, getpid(), 0, bytes);
	syscall(SYS_rt_sigqueueinfo, getpid(), SIGUSR1, NULL);
	syscall(SYS_rt_tgsigqueueinfo, -1, -2, 99, 8);
}

static void from_the_kernel(void)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN + 1, .sigev_value.sival_int = 42 };
	struct itimerspec soon = { .it_value = { 0, 2000000 } };
	struct itimerval alarm_soon = { .it_value = { 0, 2000 } };
	sigset_t all, before;
	timer_t timer;
	int fds[2];
	mqd_t queue;

	/* A tracer may take longer than a timer: what is not blocked could come before the wait, which then never ends. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	setitimer(ITIMER_REAL, &alarm_soon, NULL);
	sigsuspend(&before);
	if (timer_create(CLOCK_MONOTONIC, &event, &timer) == 0) {
		timer_settime(timer, 0, &soon, NULL);
		sigsuspend(&before);
		timer_delete(timer);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	pipe(fds);
	close(fds[0]);
	write(fds[1], "x", 1);
	close(fds[1]);
	mq_unlink("/spawnscope-signals");
	queue = mq_open("/spawnscope-signals", O_RDWR | O_CREAT, 0600, NULL);
	if (queue >= 0) {
		event.sigev_signo = SIGUSR1;
		mq_notify(queue, &event);
		mq_send(queue, "hello", 5, 7);
		mq_close(queue);
		mq_unlink("/spawnscope-signals");
	}
	socketpair(AF_UNIX, SOCK_STREAM, 0, fds);
	fcntl(fds[0], F_SETOWN, getpid());
	fcntl(fds[0], F_SETSIG, SIGRTMIN + 5);
	fcntl(fds[0], F_SETFL, O_ASYNC | O_NONBLOCK);
	write(fds[1], "x", 1);
	fcntl(fds[0], F_SETSIG, 0);
	write(fds[1], "x", 1);
	fcntl(fds[0], F_SETSIG, SIGIO);
	write(fds[1], "x", 1);
	close(fds[1]);
	close(fds[0]);
}

static volatile int zero;

static void faults(void)
{
	static char page[8192] __attribute__((aligned(4096)));
	volatile char *gone = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct sigaction action = { .sa_handler = on_fault, .sa_flags = SA_NODEFER };
	static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP };
	volatile char *file;
	int fd = memfd_create("faults", 0);

	file = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaction(signals[i], &action, NULL);
	if (sigsetjmp(escape, 1) == 0)
		*(volatile char *)NULL = 1;
	if (sigsetjmp(escape, 1) == 0)
		*(volatile char *)16 = 1;
	if (sigsetjmp(escape, 1) == 0)
		*gone = 1;
	if (sigsetjmp(escape, 1) == 0)
		(void)*file;
	if (sigsetjmp(escape, 1) == 0)
		zero = 1 / zero;
#if defined(__x86_64__)
	if (sigsetjmp(escape, 1) == 0)
		__asm__ volatile("ud2");
	if (sigsetjmp(escape, 1) == 0)
		__asm__ volatile("int3");
	if (sigsetjmp(escape, 1) == 0)
		__asm__ volatile("hlt");
	if (sigsetjmp(escape, 1) == 0)
		(void)*(volatile char *)0x8000000000000000;
#endif
	if (sigsetjmp(escape, 1) == 0)
		((void (*)(void))page)();
}

static void filtered(unsigned action)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, action),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };
	pid_t child = fork();

	if (child == 0) {
		prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
		prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
		syscall(SYS_getppid);
		_exit(5);
	}
	waitpid(child, NULL, 0);
}

static void children(void)
{
	static const int signals[] = { 0, SIGKILL, SIGABRT, SIGSTOP, SIGTSTP };
	siginfo_t si;
	sigset_t set;

	/* Accepted one at a time, so that their order is no race. */
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		int gate[2];
		pid_t child;
		char byte;

		pipe(gate);
		child = fork();
		if (child == 0) {
			/* An orphaned process group, as CI may have, does not stop on SIGTSTP. */
			setpgid(0, 0);
			close(gate[1]);
			signal(SIGTSTP, SIG_DFL);
			signal(SIGABRT, SIG_DFL);
			if (signals[i])
				raise(signals[i]);
			/* It must not end before the parent has heard that it continued: two SIGCHLD merge into one. */
			if (signals[i] == SIGSTOP || signals[i] == SIGTSTP)
				read(gate[0], &byte, 1);
			_exit(6);
		}
		close(gate[0]);
		sigwaitinfo(&set, &si);
		if (si.si_code == CLD_STOPPED) {
			kill(child, SIGCONT);
			sigwaitinfo(&set, &si);
			close(gate[1]);
			sigwaitinfo(&set, &si);
		} else {
			close(gate[1]);
		}
		while (waitpid(-1, NULL, WNOHANG) > 0)
			continue;
	}
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void sets(void)
{
	struct timespec none = { 0, 1000000 };
	stack_t stack = { .ss_size = 16384 };
	sigset_t set, old;
	siginfo_t si;

	sigfillset(&set);
	sigprocmask(SIG_SETMASK, &set, &old);
	raise(SIGUSR1);
	raise(SIGRTMIN + 20);
	sigpending(&set);
	sigtimedwait(&set, &si, &none);
	sigwaitinfo(&set, NULL);
	sigtimedwait(&set, &si, &none);
	sigtimedwait(&set, &si, &none);
	syscall(SYS_rt_sigtimedwait, &set, &si, &none, 4);
	syscall(SYS_rt_sigtimedwait, NULL, 8, 8, 8);
	raise(SIGUSR2);
	sigdelset(&set, SIGUSR2);
	sigemptyset(&set);
	sigsuspend(&set);
	sigprocmask(SIG_SETMASK, &old, NULL);
	for (int n = 1; n <= 64; n++) {
		sigaddset(&set, n);
		syscall(SYS_rt_sigprocmask, n % 4, &set, n % 3 ? &old : NULL, 8);
	}
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &old, NULL, 4);
	syscall(SYS_rt_sigprocmask, SIG_UNBLOCK, NULL, NULL, 8);
	syscall(SYS_rt_sigprocmask, SIG_UNBLOCK, 8, 8, 8);
	syscall(SYS_rt_sigpending, &set, 4);
	syscall(SYS_rt_sigpending, 8, 8);
	sigemptyset(&set);
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &set, NULL, 8);
	stack.ss_sp = mmap(NULL, stack.ss_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
	sigaltstack(&stack, NULL);
	stack.ss_flags = SS_DISABLE;
	sigaltstack(NULL, &stack);
	stack.ss_flags = (int)(SS_DISABLE | 1U << 31);
	sigaltstack(&stack, &stack);
	stack.ss_flags = 77;
	sigaltstack(&stack, NULL);
	syscall(SYS_sigaltstack, 8, NULL);
	for (unsigned bit = 0; bit < 32; bit++) {
		uint64_t action[4] = { 0x123456, 1u << bit, 0, 1ull << bit };

		syscall(SYS_rt_sigaction, SIGUSR1, action, NULL, 8);
	}
	syscall(SYS_rt_sigaction, SIGUSR1, NULL, 8, 8);
	syscall(SYS_rt_sigaction, SIGKILL, 8, 8, 9);
	syscall(SYS_rt_sigaction, 70, NULL, NULL, 8);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	/* No core dumps of the children that die here. */
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	if (strcmp(what, "sets") != 0 && strcmp(what, "faults") != 0)
		handle_all();
	if (strcmp(what, "sent") == 0) {
		sent();
	} else if (strcmp(what, "claimed") == 0) {
		claimed();
	} else if (strcmp(what, "kernel") == 0) {
		from_the_kernel();
	} else if (strcmp(what, "faults") == 0) {
		faults();
	} else if (strcmp(what, "seccomp") == 0) {
		filtered(SECCOMP_RET_TRAP | 7);
		filtered(SECCOMP_RET_ERRNO | EPERM);
		filtered(SECCOMP_RET_KILL_PROCESS);
		filtered(SECCOMP_RET_TRACE | 9);
	} else if (strcmp(what, "children") == 0) {
		children();
	} else if (strcmp(what, "sets") == 0) {
		handle_all();
		sets();
	}
	return 0;
}
