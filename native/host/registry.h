/* The list of all strategies and hazards. registry.sh writes it to build/registry.c from the names of their files. */
#ifndef REGISTRY_H
#define REGISTRY_H

#include "host/strategy.h"

struct registered {
	const char *id;
	const struct strategy *strategy;
};
/* In alphabetical order, ended by a NULL id. */
extern const struct registered registry[];
/* Experiments; their ids begin with "hazard-". */
extern const struct registered hazards[];

#endif
