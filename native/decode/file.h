/* Paths, opening, modes, links, handles, mounts. See file.c. */
#ifndef DECODE_FILE_H
#define DECODE_FILE_H

#include "decode/call.h"

void add_open_flags(struct args *out, uint64_t value);
/* Flags of open(2) without the mode of access. */
void add_fd_flags(struct args *out, unsigned flags);
void add_dirfd(struct args *out, int fd);
void add_mode(struct args *out, unsigned mode);
void add_typed_mode(struct args *out, unsigned mode);
void add_device(struct args *out, uint64_t device);
/* For `whole` in calls.h: the answer is the same at entry and at exit. */
bool no_handle_out(const struct call *c);

printer p_path, p_path_out, p_string, p_dirfd, p_open_flags, p_fd_flags, p_open_how, p_mode, p_node, p_access, p_access_flags, p_at_flags, p_statx_flags,
	p_rename_flags, p_xattr_flags, p_umount_flags, p_handle, p_handle_out, p_handle_flags, p_inotify_flags, p_watch_mask, p_mount;

#endif
