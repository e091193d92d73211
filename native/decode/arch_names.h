/* Names of machines. See arch_names.c. */
#ifndef DECODE_ARCH_NAMES_H
#define DECODE_ARCH_NAMES_H

#include "decode/blocks.h"

extern const struct flag architectures[];

#endif
