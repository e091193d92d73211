/*
 * A flat table: a run has only a few tasks, and a pid may be used twice. Thread ids are kept apart
 * from the large task structs, because the lookup at every stop should touch one cache line only.
 */
#include "tasks/tasks.h"

#include <stddef.h>
#include <string.h>

static struct task table[MAX_TASKS];
static pid_t tids[MAX_TASKS]; /* 0: free */
static int used;              /* slots from here on have never been used */
static int alive;
static int next_number = 1;

struct task *task_find(pid_t tid)
{
	for (int i = 0; i < used; i++)
		if (tids[i] == tid)
			return &table[i];
	return NULL;
}

struct task *task_add(pid_t tid)
{
	for (int i = 0; i < MAX_TASKS; i++) {
		if (tids[i])
			continue;
		memset(&table[i], 0, offsetof(struct task, args));
		table[i].tid = tids[i] = tid;
		used = i < used ? used : i + 1;
		alive++;
		return &table[i];
	}
	return NULL;
}

void task_announce(struct task *t, struct task *parent, bool hidden)
{
	t->number = hidden ? 0 : next_number++;
	t->parent = parent;
	t->announced = true;
}

void task_gone(struct task *t)
{
	tids[t - table] = 0;
	alive--;
	while (used > 0 && !tids[used - 1])
		used--;
	for (int i = 0; i < used; i++)
		if (table[i].parent == t)
			table[i].parent = NULL;
}

struct task *task_after(const struct task *t)
{
	for (int i = t ? (int)(t - table) + 1 : 0; i < used; i++)
		if (tids[i])
			return &table[i];
	return NULL;
}

int tasks_alive(void)
{
	return alive;
}
