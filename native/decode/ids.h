/* Users, groups, capabilities, limits, resource usage. See ids.c. */
#ifndef DECODE_IDS_H
#define DECODE_IDS_H

#include "decode/call.h"

void add_capability(struct args *out, uint64_t number);

/* -1 leaves an id unchanged. */
void add_id(struct args *out, unsigned id);

printer p_id, p_id_out, p_groups_in, p_groups_out, p_cap_header, p_cap_data, p_resource, p_limits, p_usage_who, p_usage_out, p_rusage;

#endif
