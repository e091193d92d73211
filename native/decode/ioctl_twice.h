/* Structures of ioctl(2) that are shown twice. See ioctl_twice.c. */
#ifndef DECODE_IOCTL_TWICE_H
#define DECODE_IOCTL_TWICE_H

#include "decode/call.h"

/* These are for commands of the form TWICE only. Is there nothing to read? */
bool no_answer(const struct call *c);

printer p_asked, p_answered;

#endif
