/* Scheduling: policies, priorities, processors. See sched.c. */
#ifndef DECODE_SCHED_H
#define DECODE_SCHED_H

#include "decode/call.h"

printer p_sched_policy, p_sched_policy_reset, r_sched_policy, p_sched_param, p_sched_attr, p_cpus_in, p_cpus_out, p_cpu_out, p_priority_which, p_ioprio_who,
	p_ioprio, r_ioprio;

#endif
