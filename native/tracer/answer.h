/* What the tracer does at a stop. See answer.c. */
#ifndef ANSWER_H
#define ANSWER_H

#include "tracer/stops.h"

/* What is known of the task that stopped. */
struct standing {
	bool announced;    /* an event has named it */
	bool may_be_named; /* a creating call is under way that may still name it */
	bool ending;       /* the run is being ended */
};

enum answer {
	ANSWER_ACT,   /* report it, then restart the task as its stop demands, or forget a task that is gone */
	ANSWER_KEEP,  /* leave it as it is: an event will name it, or the last one that could is over */
	ANSWER_ADOPT, /* nobody will name it: give it a number without one, then act */
	ANSWER_END,   /* kill it, and let it run into its death */
	ANSWER_FORGET /* it is gone, and nobody was told of it */
};

/* Every stop of every task has an answer. Pure. */
enum answer answer_to(enum stop stop, struct standing standing);
/* True if the kernel waits for us after this stop: the task goes on only when it is restarted. */
bool waits_for_restart(enum stop stop);

#endif
