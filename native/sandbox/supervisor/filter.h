/* The seccomp filters of the supervisor. See filter.c. */
#ifndef SUPERVISOR_FILTER_H
#define SUPERVISOR_FILTER_H

enum filter { FILTER_OUTER, FILTER_PORTABLE, FILTER_COMPILE };

/* Loads a filter for this process and everything that it starts, or dies. */
void load_filter(enum filter which);

#endif
