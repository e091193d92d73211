/* System information, random numbers, comparison, personalities, landlock. See system.c. */
#ifndef DECODE_SYSTEM_H
#define DECODE_SYSTEM_H

#include "decode/call.h"

printer p_utsname, p_host_name, p_sysinfo, p_random, p_random_flags, p_kcmp, p_personality, r_personality, p_landlock_ruleset, p_landlock_flags,
	p_landlock_rule_type, p_landlock_rule;

#endif
