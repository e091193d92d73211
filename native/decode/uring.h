/* io_uring. See uring.c. */
#ifndef DECODE_URING_H
#define DECODE_URING_H

#include "decode/call.h"

printer p_uring_enter_flags, p_uring_params, p_uring_given, p_uring_register_op;

#endif
