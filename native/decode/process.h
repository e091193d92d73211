/* Creating, executing, waiting. See process.c. */
#ifndef DECODE_PROCESS_H
#define DECODE_PROCESS_H

#include "decode/blocks.h"

/* The flags with which `c` creates a task. False if it creates none or its arguments cannot be read. */
bool creation(const struct call *c, uint64_t *flags, int *exit_signal);
extern const struct flag clone_flags[];

printer p_clone, p_clone3, p_argv, p_envp, p_namespace, p_unshare_flags, p_pidfd_flags, p_restarted;

#endif
