/* Options of sockets: getsockopt and setsockopt. See sockopt.c. */
#ifndef DECODE_SOCKOPT_H
#define DECODE_SOCKOPT_H

#include "decode/call.h"

/* "SOL_SOCKET"; NULL for an unknown level. */
const char *socket_level_name(unsigned level);
/* For `whole` in calls.h: the answer is the same at entry and at exit. */
bool no_option_out(const struct call *c);

printer p_fd_and_option_room, p_option_in, p_option_out, p_option_to_set, p_option_to_read;

#endif
