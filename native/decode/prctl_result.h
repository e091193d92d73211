/* What prctl(2) returns. See prctl_result.c. */
#ifndef DECODE_PRCTL_RESULT_H
#define DECODE_PRCTL_RESULT_H

#include "decode/call.h"

printer r_prctl;

#endif
