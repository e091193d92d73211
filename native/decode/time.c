/* Clocks, sleeps, timers. */
#include "decode/time.h"

#include "decode/blocks.h"
#include "decode/signal.h"

#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>

CHOICE_PRINTER(p_clock, "CLOCK_???", NAMED(CLOCK_REALTIME), NAMED(CLOCK_MONOTONIC), NAMED(CLOCK_PROCESS_CPUTIME_ID), NAMED(CLOCK_THREAD_CPUTIME_ID),
	       NAMED(CLOCK_MONOTONIC_RAW), NAMED(CLOCK_REALTIME_COARSE), NAMED(CLOCK_MONOTONIC_COARSE), NAMED(CLOCK_BOOTTIME), NAMED(CLOCK_REALTIME_ALARM),
	       NAMED(CLOCK_BOOTTIME_ALARM), { 10, "CLOCK_SGI_CYCLE" }, NAMED(CLOCK_TAI))
FLAGS_PRINTER(p_clock_flags, "0", "TIMER_???", NAMED(TIMER_ABSTIME))
FLAGS_PRINTER(p_timerfd_flags, "0", "TFD_???", NAMED(TFD_TIMER_ABSTIME), NAMED(TFD_TIMER_CANCEL_ON_SET), NAMED(TFD_CLOEXEC), NAMED(TFD_NONBLOCK))
CHOICE_PRINTER(p_itimer, "ITIMER_???", { 0, "ITIMER_REAL" }, { 1, "ITIMER_VIRTUAL" }, { 2, "ITIMER_PROF" })

void add_date(struct args *out, int64_t seconds, unsigned long fraction, int digits)
{
	char date[40], zone[8];
	time_t t = (time_t)seconds;
	struct tm tm;

	/* Values that can hardly be a date. */
	if ((!seconds && !fraction) || fraction > (digits == 9 ? 999999999u : 999999u) || !localtime_r(&t, &tm) ||
	    !strftime(date, sizeof(date), "%FT%T", &tm) || !strftime(zone, sizeof(zone), "%z", &tm))
		return;
	arg_add(out, " /* %s", date);
	if (fraction)
		arg_add(out, ".%0*lu", digits, fraction);
	arg_add(out, "%s */", zone);
}

void add_timespec(struct args *out, const struct timespec *t, bool dated)
{
	arg_add(out, "{tv_sec=%ld, tv_nsec=%lu}", (long)t->tv_sec, (unsigned long)t->tv_nsec);
	if (dated)
		add_date(out, t->tv_sec, (unsigned long)t->tv_nsec, 9);
}

void add_timeval(struct args *out, const struct timeval *t, bool dated)
{
	arg_add(out, "{tv_sec=%ld, tv_usec=%lu}", (long)t->tv_sec, (unsigned long)t->tv_usec);
	if (dated)
		add_date(out, t->tv_sec, (unsigned long)t->tv_usec, 6);
}

void p_timespec(struct args *out, const struct call *c, int at)
{
	struct timespec t;

	if (arg_read(out, c, at, &t, sizeof(t)))
		add_timespec(out, &t, false);
}

void keep_time(struct args *out, const struct call *c, int at)
{
	if (c->args[at] && peek(c->pid, c->args[at], &out->kept_time, sizeof(out->kept_time)) == sizeof(out->kept_time))
		out->kept = 1;
}

/* sigtimedwait: prints the set, and keeps the timeout for the exit. */
void p_wait_set(struct args *out, const struct call *c, int at)
{
	keep_time(out, c, 2);
	p_set_in(out, c, at);
}

/* A value that was passed in and kept, but is printed after the kernel has answered. */
void p_timespec_kept(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if (out->kept == NOTHING_KEPT)
		add_pointer(out, c->args[at]);
	else
		add_timespec(out, &out->kept_time, false);
}

/* A value that was passed in; it is read after the kernel has answered. */
void p_timespec_in(struct args *out, const struct call *c, int at)
{
	struct timespec t;

	arg_begin(out);
	if (c->args[at] && peek(c->pid, c->args[at], &t, sizeof(t)) == sizeof(t))
		add_timespec(out, &t, false);
	else
		add_pointer(out, c->args[at]);
}

void p_timeval(struct args *out, const struct call *c, int at)
{
	struct timeval t;

	if (arg_read(out, c, at, &t, sizeof(t)))
		add_timeval(out, &t, false);
}

void p_time_t(struct args *out, const struct call *c, int at)
{
	int64_t t;

	if (!arg_read(out, c, at, &t, sizeof(t)))
		return;
	arg_add(out, "[%ld", t);
	add_date(out, t, 0, 0);
	arg_add(out, "]");
}

void r_time(struct args *out, const struct call *c, int at)
{
	char date[64];
	struct args text;

	(void)at;
	arg_add(out, "%ld", (long)c->result);
	text.count = text.used = 0;
	arg_begin(&text);
	add_date(&text, c->result, 0, 0);
	/* The date of a result is in parentheses. */
	if (sscanf(text.text, " /* %63s */", date) == 1)
		arg_add(out, " (%s)", date);
}

void p_timezone(struct args *out, const struct call *c, int at)
{
	int zone[2];

	if (arg_read(out, c, at, zone, sizeof(zone)))
		arg_add(out, "{tz_minuteswest=%d, tz_dsttime=%d}", zone[0], zone[1]);
}

static void print_time_left(struct args *out, const struct call *c, int at, bool relative)
{
	struct timespec t;
	bool cut = c->failed && c->result <= -RESTARTSYS && c->result >= -RESTART_RESTARTBLOCK;

	arg_begin(out);
	if (relative && cut && c->args[at] && peek(c->pid, c->args[at], &t, sizeof(t)) == sizeof(t))
		add_timespec(out, &t, false);
	else
		add_pointer(out, c->args[at]);
}

/* The kernel writes the time left only if the sleep was interrupted. */
void p_time_left(struct args *out, const struct call *c, int at)
{
	print_time_left(out, c, at, true);
}

/* The same after a clock and flags. A sleep until a given time has none left. */
void p_clock_left(struct args *out, const struct call *c, int at)
{
	print_time_left(out, c, at, !c->args[1]);
}

void p_itimerspec(struct args *out, const struct call *c, int at)
{
	struct itimerspec t;

	if (!arg_read(out, c, at, &t, sizeof(t)))
		return;
	arg_add(out, "{it_interval=");
	add_timespec(out, &t.it_interval, false);
	arg_add(out, ", it_value=");
	add_timespec(out, &t.it_value, false);
	arg_add(out, "}");
}

void p_itimerval(struct args *out, const struct call *c, int at)
{
	struct itimerval t;

	if (!arg_read(out, c, at, &t, sizeof(t)))
		return;
	arg_add(out, "{it_interval=");
	add_timeval(out, &t.it_interval, false);
	arg_add(out, ", it_value=");
	add_timeval(out, &t.it_value, false);
	arg_add(out, "}");
}

void p_timer_out(struct args *out, const struct call *c, int at)
{
	int timer;

	if (arg_read(out, c, at, &timer, sizeof(timer)))
		arg_add(out, "[%d]", timer);
}

void p_sigevent(struct args *out, const struct call *c, int at)
{
	static const struct flag notifies[] = { NAMED(SIGEV_SIGNAL), NAMED(SIGEV_NONE), NAMED(SIGEV_THREAD), { 4, "SIGEV_THREAD_ID" }, { 0, NULL } };
	/* The kernel reads more, but nothing of it means anything. */
	struct {
		union {
			int number;
			uint64_t pointer;
		} value;
		int signal, notify;
		union {
			int thread;
			uint64_t words[2];
		} how;
	} event;

	if (!arg_read(out, c, at, &event, sizeof(event)))
		return;
	arg_add(out, "{");
	if (event.value.pointer) {
		arg_add(out, "sigev_value={sival_int=%d, sival_ptr=", event.value.number);
		add_pointer(out, event.value.pointer);
		arg_add(out, "}, ");
	}
	arg_add(out, "sigev_signo=");
	if (event.notify == SIGEV_SIGNAL || event.notify == SIGEV_THREAD || event.notify == SIGEV_THREAD_ID)
		add_signal(out, event.signal);
	else
		arg_add(out, "%u", (unsigned)event.signal);
	arg_add(out, ", sigev_notify=");
	add_choice(out, (unsigned)event.notify, notifies, "SIGEV_???");
	if (event.notify == SIGEV_THREAD_ID) {
		arg_add(out, ", sigev_notify_thread_id=%d", event.how.thread);
	} else if (event.notify == SIGEV_THREAD) {
		add_field_pointer(out, "sigev_notify_function", event.how.words[0]);
		add_field_pointer(out, "sigev_notify_attributes", event.how.words[1]);
	}
	arg_add(out, "}");
}

/* In clock ticks of a hundredth of a second. */
void add_ticks(struct args *out, const char *lead, const char *name, unsigned long ticks)
{
	arg_add(out, "%s%s=%lu", lead, name, ticks);
	if (ticks)
		arg_add(out, " /* %lu.%02lu s */", ticks / 100, ticks % 100);
}

void p_tms(struct args *out, const struct call *c, int at)
{
	long t[4];

	if (arg_read(out, c, at, t, sizeof(t))) {
		static const char *const names[] = { "tms_utime", "tms_stime", "tms_cutime", "tms_cstime" };

		for (int i = 0; i < 4; i++)
			add_ticks(out, i ? ", " : "{", names[i], (unsigned long)t[i]);
		arg_add(out, "}");
	}
}
