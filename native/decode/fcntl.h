/* fcntl(2). See fcntl.c. */
#ifndef DECODE_FCNTL_H
#define DECODE_FCNTL_H

#include "decode/call.h"

printer p_fcntl, p_fcntl_out, r_fcntl;

#endif
