/* POSIX message queues. See message_queue.c. */
#ifndef DECODE_MESSAGE_QUEUE_H
#define DECODE_MESSAGE_QUEUE_H

#include "decode/call.h"

printer p_mq_attr, p_mq_open;

#endif
