/* Names of file systems. See filesystem_names.c. */
#ifndef DECODE_FILESYSTEM_NAMES_H
#define DECODE_FILESYSTEM_NAMES_H

#include "decode/blocks.h"

extern const struct flag filesystems[];

#endif
