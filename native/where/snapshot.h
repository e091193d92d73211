/* The registers of a stopped task, in the order of DWARF. */
#ifndef SNAPSHOT_H
#define SNAPSHOT_H

#if defined(__x86_64__)
#define SNAPSHOT_REGISTERS 17
#define SNAPSHOT_STACK_POINTER 7
#define SNAPSHOT_RETURN 16
#else
#define SNAPSHOT_REGISTERS 32
#define SNAPSHOT_STACK_POINTER 31
#define SNAPSHOT_RETURN 30
#endif

#endif
