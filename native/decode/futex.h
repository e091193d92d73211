/* futex(2). See futex.c. */
#ifndef DECODE_FUTEX_H
#define DECODE_FUTEX_H

#include "decode/call.h"

printer p_futex;

#endif
