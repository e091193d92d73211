/* Sockets: families, kinds, addresses, options. See socket.c. */
#ifndef DECODE_SOCKET_H
#define DECODE_SOCKET_H

#include "decode/call.h"

void add_message_flags(struct args *out, unsigned value);
/* The size of a buffer at entry and what the kernel made of it: "[128 => 16]". */
void keep_room(struct args *out, const struct call *c, int at);
void print_room(struct args *out, const struct call *c, int length);
/* For `whole` in calls.h: the answer is the same at entry and at exit. */
bool no_address_out(const struct call *c);

printer p_domain, p_socket_type, p_accept_flags, p_shutdown, p_message_flags, p_address_in, p_fd_and_room, p_address_out, p_fd_and_sender_room, p_sender_out;

#endif
