/* The supervisor's command line. See orders.c. */
#ifndef ORDERS_H
#define ORDERS_H

#include <stdbool.h>

#define MAX_KEPT 8

struct orders {
	long deadline_ms;
	long user; /* -1: keep the current user */
	int kept[MAX_KEPT];
	int kept_count;
	int filter_fd;      /* the program can read the outer filter from this descriptor; -1: not wanted */
	bool load_filter;   /* load the portable one before the program starts */
	const char *cgroup; /* a leaf of cgroup v2; NULL: none */
	char **program;
};

/* Fills in the orders, or dies with a message that names the cure. */
void orders_parse(struct orders *o, char **argv);

#endif
