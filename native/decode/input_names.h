/* Names of input devices. See input_names.c. */
#ifndef DECODE_INPUT_NAMES_H
#define DECODE_INPUT_NAMES_H

#include "decode/blocks.h"

extern const struct flag input_events[], input_axes[];

#endif
