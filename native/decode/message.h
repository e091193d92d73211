/* Messages. See message.c. */
#ifndef DECODE_MESSAGE_H
#define DECODE_MESSAGE_H

#include "decode/call.h"

/* For `whole` in calls.h: the answer is the same at entry and at exit. */
bool no_message_out(const struct call *c);

printer p_message_in, p_fd_and_name_room, p_message_out, p_messages_in, p_messages_out, r_recvmmsg, p_fd_and_rooms;

#endif
