/* A flat table: a run has a handful of tasks, and a pid may come twice. */
#include "tasks.h"

#include <stddef.h>
#include <string.h>

static struct task table[MAX_TASKS];
static int next_number = 1;

struct task *task_find(pid_t tid)
{
	for (int i = 0; i < MAX_TASKS; i++)
		if (table[i].alive && table[i].tid == tid)
			return &table[i];
	return NULL;
}

struct task *task_add(pid_t tid)
{
	for (int i = 0; i < MAX_TASKS; i++) {
		if (table[i].alive)
			continue;
		memset(&table[i], 0, offsetof(struct task, args));
		memset((char *)&table[i] + offsetof(struct task, entry_args), 0, sizeof(table[i]) - offsetof(struct task, entry_args));
		table[i].tid = tid;
		table[i].alive = true;
		return &table[i];
	}
	return NULL;
}

void task_announce(struct task *t, struct task *parent)
{
	t->number = next_number++;
	t->parent = parent;
	t->announced = true;
}

void task_gone(struct task *t)
{
	t->alive = false;
	for (int i = 0; i < MAX_TASKS; i++)
		if (table[i].parent == t)
			table[i].parent = NULL;
}

struct task *task_at(int n)
{
	for (int i = 0; i < MAX_TASKS; i++)
		if (table[i].alive && n-- == 0)
			return &table[i];
	return NULL;
}

int tasks_alive(void)
{
	int count = 0;

	for (int i = 0; i < MAX_TASKS; i++)
		count += table[i].alive;
	return count;
}
