/* Scheduling: policies, priorities, processors. See sched.c. */
#ifndef DECODE_SCHED_H
#define DECODE_SCHED_H

#include "decode/call.h"

printer p_sched_policy, r_sched_policy, p_sched_param, p_cpus_in, p_cpus_out, p_cpu_out, p_priority_which, p_ioprio_who, p_ioprio, r_ioprio, p_sched_attr_in,
	p_sched_attr_out, p_sched_attr_known;

#endif
