/* Options of sockets: getsockopt and setsockopt. See sockopt.c. */
#ifndef DECODE_SOCKOPT_H
#define DECODE_SOCKOPT_H

#include "decode/call.h"

void add_socket_level(struct args *out, unsigned level);
/* For `whole` in calls.h: the answer is the same at entry and at exit. */
bool no_option_out(const struct call *c);

printer p_option, p_fd_and_option_room, p_option_in, p_option_out;

#endif
