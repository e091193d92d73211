/* Extended attributes. See xattr.c. */
#ifndef DECODE_XATTR_H
#define DECODE_XATTR_H

#include "decode/call.h"

printer p_xattr_in, p_xattr_out, p_xattr_names;

#endif
