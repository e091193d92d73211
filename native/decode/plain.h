/* Printers for plain arguments (p_) and plain results (r_). See plain.c. */
#ifndef DECODE_PLAIN_H
#define DECODE_PLAIN_H

#include "decode/blocks.h"

/* p_done: the argument was spelt by the one before it. */
printer p_done, p_int, p_uint, p_long, p_ulong, p_hex, p_hex32, p_pointer, p_octal, p_uint_out, p_int_out, p_ulong_out, p_pointer_out, r_never, r_pid, r_hex,
	r_octal, r_unsigned;

#endif
