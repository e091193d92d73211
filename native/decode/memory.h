/* Memory: mappings, advice, policies, shared memory. See memory.c. */
#ifndef DECODE_MEMORY_H
#define DECODE_MEMORY_H

#include "decode/call.h"

printer p_prot, p_map_flags, p_memfd_flags, p_mremap, p_madvise, p_msync_flags, p_mlock2_flags, p_mlockall_flags, p_pkey_rights, p_membarrier,
	p_membarrier_flags, r_membarrier, p_policy, p_wide_policy, p_policy_out, p_nodes, p_mbind_flags, p_pages, p_page_nodes, p_move_flags,
	p_get_policy_flags, p_ipc_key, p_shmget_flags, p_shmat_flags, p_residence, p_page_status;

#endif
