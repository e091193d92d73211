/* The options of prctl(2). See prctl_options.c. */
#ifndef DECODE_PRCTL_OPTIONS_H
#define DECODE_PRCTL_OPTIONS_H

#include "decode/blocks.h"

/* clang-format off */
/* What the second argument is; OUT_: the kernel fills it in. After it come further arguments, if the table says so. */
enum prctl_form { NOTHING, UNSIGNED, SIGNED, SIGNAL, NAME, FLAGS, CHOICE, TEXT, CAPABILITY, AMBIENT, FILTER, SPECULATION, PTRACER, AREA, MACHINE_CHECK, DISPATCH,
	    KEYS, TAGGED, VECTOR, SCHED_CORE,
	    OUT_UNSIGNED, OUT_SIGNAL, OUT_TEXT, OUT_CHOICE, OUT_FLAGS, OUT_POINTER };
/* What the result is. CHOSEN: a name in parentheses; BITS: names of flags, NONZERO: if there are any. */
enum prctl_result { PLAIN, CHOSEN, NONZERO_BITS, SPECULATION_BITS, TAG_BITS, VECTOR_BITS };
/* clang-format on */

struct prctl_option {
	unsigned number;
	const char *name;
	enum prctl_form form;
	/* The arguments from here on are shown as numbers, because the kernel requires them to be 0; 0: none is. */
	int rest;
	enum prctl_result result;
	const struct flag *names;
	const char *what;
};
/* An option that is not known has no name. */
const struct prctl_option *prctl_option(unsigned number);

/* Values that more than one option has, or that come after the second argument. */
extern const struct flag prctl_alignments[], prctl_core_commands[], prctl_dispatches[], prctl_float_modes[], prctl_kill_modes[], prctl_kill_policies[],
	prctl_memory_parts[], prctl_speculation_modes[], prctl_speculations[], prctl_tsc_modes[];

#endif
