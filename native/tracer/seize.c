/*
 * The handshake: the host stops itself, the tracer seizes it and lets it continue. PTRACE_SEIZE makes
 * group-stops distinguishable from signals.
 */
#include "tracer/seize.h"

#include "base/die.h"
#include "base/helper.h"
#include "host/host.h"
#include "sandbox/contain.h"
#include "tasks/tasks.h"
#include "tracer/terminal.h"
#include "tracer/tracing.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Only an event says that a parent runs on after vfork(2): text like strace's does without that stop. */
static int events_seen(void)
{
	int events = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT;

	return tracing.options->format == FORMAT_STRACE && !tracing.options->strategy ? events : events | PTRACE_O_TRACEVFORKDONE;
}

bool pin(void)
{
	cpu_set_t allowed, one;
	int cpu = sched_getcpu();

	/* The current processor, so that nothing has to move. */
	if (cpu < 0 || sched_getaffinity(0, sizeof(allowed), &allowed) != 0 || !CPU_ISSET(cpu, &allowed))
		return false;
	CPU_ZERO(&one);
	CPU_SET(cpu, &one);
	return sched_setaffinity(0, sizeof(one), &one) == 0;
}

/*
 * A strategy starts in a clean parent, so that every run is alike. So does a program in the sandbox,
 * where what it would inherit is the server's. Any other program gets what the helper was given, as if
 * it had been started without us.
 */
static void clean(void)
{
	/* The kernel's struct, because signal(3) would leave flags and a mask that a program does not have after execve. */
	static const struct {
		uint64_t handler, flags, restorer, mask;
	} untouched;
	sigset_t none;

	for (int n = 1; n <= SIGNALS; n++)
		syscall(SYS_rt_sigaction, n, &untouched, NULL, sizeof(untouched.mask));
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* The tracee must not see the tracer's descriptors. */
	close_range(3, ~0u, 0);
}

static _Noreturn void be_host(pid_t parent, const struct options *o, void (*start)(const struct options *), const sigset_t *inherited)
{
	/*
	 * PTRACE_O_EXITKILL has no effect before the seizing. Until then the host must die with the
	 * tracer by itself, even if the tracer died before this line. (The shell of a terminal dies with it.)
	 */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXIT_OURS);
	if (o->strategy || o->hand_on == HAND_ON_OFF || (o->hand_on == HAND_ON_AUTO && contained_by() != WIRE_HELLO_SANDBOX_NONE))
		clean();
	else
		sigprocmask(SIG_SETMASK, inherited, NULL);
	raise(SIGSTOP);
	prctl(PR_SET_PDEATHSIG, 0);
	contain_tracee();
	start(o);
	_exit(EXIT_OURS);
}

int seize_host(const struct options *o, void (*start)(const struct options *), const sigset_t *inherited)
{
	const bool job = o->terminal != TERMINAL_NONE;
	pid_t parent = getpid(), host = job ? terminal_fork(o->terminal, &parent) : fork();
	int status;

	if (host < 0)
		die("fork: %m");
	if (host == 0)
		be_host(parent, o, start, inherited);
	/* A job is the shell's child, which has waited for this stop. */
	if (!job && (waitpid(host, &status, WUNTRACED) != host || !WIFSTOPPED(status)))
		die("the host did not start");
	if (ptrace(PTRACE_SEIZE, host, 0, events_seen() | PTRACE_O_EXITKILL) != 0) {
		int refused = errno;

		kill(host, SIGKILL);
		waitpid(host, NULL, 0);
		return refused;
	}
	tracing.host = host;
	tracing.quiet = host_says_when_ready(o);
	task_announce(task_add(host), NULL, false, false);
	kill(host, SIGCONT);
	return 0;
}

void may_outlive_us(pid_t tid)
{
	ptrace(PTRACE_SETOPTIONS, tid, 0, events_seen());
}
