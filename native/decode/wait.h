/* Waiting for children. See wait.c. */
#ifndef DECODE_WAIT_H
#define DECODE_WAIT_H

#include "decode/call.h"

void add_wait_status(struct args *out, int status);

printer p_status, p_wait_options, p_idtype;

#endif
