/* The supervisor's command line. See orders.c. */
#ifndef ORDERS_H
#define ORDERS_H

#include "sandbox/supervisor/limits.h"

#include <stdbool.h>

#define MAX_KEPT 8

struct orders {
	long deadline_ms;
	long user; /* -1: keep the current user */
	int kept[MAX_KEPT];
	int kept_count;
	bool load_filter; /* load a filter before the program starts: inside bwrap's namespaces the outer one, elsewhere the portable one */
	bool compiles;    /* a compiler runs here: inside it gets its own filter, outside its processor time is not given to others */
	bool inside;      /* this is the first process inside bwrap's namespaces: see inside.c */
	long tmp_bytes;   /* of a /tmp to mount there, together with the number of files; 0: none */
	long tmp_files;
	struct limits limits;
	const char *cgroup; /* a leaf of cgroup v2; NULL: none */
	int go;             /* the deadline counts from the byte that comes here, and nothing below gets it; -1: from the start */
	int words;          /* inside: the program's words come here once all walls stand; -1: they are on the command line */
	char **program;
};

/* Fills in the orders, or dies with a message that names the cure. */
void orders_parse(struct orders *o, char **argv);

#endif
