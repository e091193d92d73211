/* File and file system status. See stat.c. */
#ifndef DECODE_STAT_H
#define DECODE_STAT_H

#include "decode/call.h"

printer p_stat_out, p_statx_mask, p_statx_out, p_statfs_out, p_entries, p_file_times, p_file_timevals, p_utimbuf, p_entries64;

#endif
