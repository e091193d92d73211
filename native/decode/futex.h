/* futex(2): what follows the operation depends on it. See futex.c. */
#ifndef DECODE_FUTEX_H
#define DECODE_FUTEX_H

#include "decode/call.h"

printer p_futex;

#endif
