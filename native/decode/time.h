/* Clocks, sleeps, timers. See time.c. */
#ifndef DECODE_TIME_H
#define DECODE_TIME_H

#include "decode/call.h"

/* Adds a comment with the date, or nothing for 0 seconds. `fraction` has `digits` digits. */
void add_date(struct args *out, int64_t seconds, unsigned long fraction, int digits);
struct timespec;
struct timeval;
void add_timespec(struct args *out, const struct timespec *t, bool dated);
void add_timeval(struct args *out, const struct timeval *t, bool dated);
void add_ticks(struct args *out, const char *lead, const char *name, unsigned long ticks);

void keep_time(struct args *out, const struct call *c, int at);

printer p_clock, p_clock_flags, p_timerfd_flags, p_itimer, p_timespec, p_timespec_in, p_timeval, p_time_t, r_time, p_timezone, p_time_left, p_itimerspec,
	p_itimerval, p_timer_out, p_sigevent, p_tms, p_timespec_kept, p_clock_left, p_wait_set;

#endif
