/* Waiting for descriptors. See poll.c. */
#ifndef DECODE_POLL_H
#define DECODE_POLL_H

#include "decode/call.h"

printer p_poll_fds, r_poll, p_select_fds, r_select, p_select_mask, p_epoll_op, p_epoll_flags, p_eventfd_flags, p_signalfd_flags, p_epoll_event, p_epoll_events;

#endif
