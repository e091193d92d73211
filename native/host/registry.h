/* Every strategies/NAME.c and hazards/NAME.c; build/registry.c is written by registry.sh. */
#ifndef REGISTRY_H
#define REGISTRY_H

#include "host/strategy.h"

struct registered {
	const char *id;
	const struct strategy *strategy;
};
/* In the order of their names, ended by a NULL id. */
extern const struct registered registry[];
/* Experiments: "hazard-…". */
extern const struct registered hazards[];

#endif
