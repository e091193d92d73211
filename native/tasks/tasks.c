/*
 * The table grows in blocks, so that a task never moves. A block is mapped, not cleared: the text of
 * the arguments is large, and only the pages that are written take memory.
 *
 * A hash of the thread ids finds a task: there may be thousands, and every stop needs one. An id is
 * used again after its task is gone.
 */
#include "tasks/tasks.h"

#include "base/die.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define BLOCK 64
/* The most thread ids that Linux has (PID_MAX_LIMIT), in blocks. */
#define BLOCKS (4194304 / BLOCK)
/* Slots of the hash: always a power of two, and at most half of them used. */
#define FIRST_SLOTS 256

/* Never moved, because tracer/guard.c may read it while the loop is stuck. */
static struct task *blocks[BLOCKS];
/* Places from here on have never been used. */
static size_t used;
/* The free places below `used` are a list, the last one freed first. */
static struct task *free_list;
static struct task **slots;
static size_t slot_count;
static int alive;
static int next_number = 1;

static struct task *at_place(size_t place)
{
	return &blocks[place / BLOCK][place % BLOCK];
}

/* Fibonacci hashing: ids that follow each other do not share a neighbourhood. */
static size_t slot_of(pid_t tid)
{
	return (size_t)(((uint64_t)(uint32_t)tid * 0x9e3779b97f4a7c15u) >> 32) & (slot_count - 1);
}

static void put_in_slot(struct task *t)
{
	size_t slot = slot_of(t->tid);

	while (slots[slot])
		slot = (slot + 1) & (slot_count - 1);
	slots[slot] = t;
}

static void grow_slots(void)
{
	slot_count = slot_count ? slot_count * 2 : FIRST_SLOTS;
	free(slots);
	slots = calloc(slot_count, sizeof(*slots));
	if (!slots)
		die("no memory for more than %d tasks", alive);
	for (struct task *t = task_after(NULL); t; t = task_after(t))
		put_in_slot(t);
}

/* What stood behind the freed slot moves up, so that a search never meets a hole. */
static void free_slot(const struct task *t)
{
	size_t slot = slot_of(t->tid);

	while (slots[slot] != t)
		slot = (slot + 1) & (slot_count - 1);
	slots[slot] = NULL;
	for (slot = (slot + 1) & (slot_count - 1); slots[slot]; slot = (slot + 1) & (slot_count - 1)) {
		struct task *moving = slots[slot];

		slots[slot] = NULL;
		put_in_slot(moving);
	}
}

static struct task *free_place(void)
{
	struct task *t = free_list;
	void *block;

	if (t) {
		free_list = t->next_free;
		return t;
	}
	if (!blocks[used / BLOCK]) {
		block = mmap(NULL, BLOCK * sizeof(struct task), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (block == MAP_FAILED)
			die("no memory for more than %d tasks", alive);
		blocks[used / BLOCK] = block;
	}
	t = at_place(used);
	t->place = used++;
	return t;
}

struct task *task_find(pid_t tid)
{
	if (!slots)
		return NULL;
	for (size_t slot = slot_of(tid); slots[slot]; slot = (slot + 1) & (slot_count - 1))
		if (slots[slot]->tid == tid)
			return slots[slot];
	return NULL;
}

struct task *task_add(pid_t tid)
{
	struct task *t = free_place();
	size_t place = t->place;

	memset(t, 0, offsetof(struct task, args));
	t->place = place;
	t->tid = tid;
	alive++;
	if ((size_t)alive * 2 > slot_count)
		grow_slots();
	else
		put_in_slot(t);
	return t;
}

void task_announce(struct task *t, struct task *parent, bool thread, bool hidden)
{
	t->process = thread && parent ? parent->process : t->tid;
	t->number = hidden ? 0 : next_number++;
	t->parent = parent;
	t->space = parent ? parent->space : 0;
	t->lineless = parent && parent->lineless;
	/* What a thread's prelude says is of that thread alone. */
	if (parent && !thread) {
		t->line_page = parent->line_page;
		t->claimed = parent->claimed;
	}
	t->announced = true;
}

void task_gone(struct task *t)
{
	free_slot(t);
	t->tid = 0;
	t->next_free = free_list;
	free_list = t;
	alive--;
	for (struct task *other = task_after(NULL); other; other = task_after(other))
		if (other->parent == t)
			other->parent = NULL;
}

void task_becomes(struct task *leader, struct task *thread)
{
	const struct task was = { .tid = leader->tid, .number = leader->number, .place = leader->place, .process = leader->process, .parent = leader->parent };

	*leader = *thread;
	leader->tid = was.tid;
	leader->number = was.number;
	leader->place = was.place;
	leader->process = was.process;
	leader->parent = was.parent;
	leader->announced = true;
	/* The items point into the text beside them. */
	for (size_t i = 0; i < leader->args.count; i++)
		leader->args.items[i] = leader->args.text + (thread->args.items[i] - thread->args.text);
	for (struct task *t = task_after(NULL); t; t = task_after(t))
		if (t->parent == thread)
			t->parent = leader;
	task_gone(thread);
}

struct task *task_after(const struct task *t)
{
	for (size_t place = t ? t->place + 1 : 0; place < used; place++)
		if (at_place(place)->tid)
			return at_place(place);
	return NULL;
}

int tasks_alive(void)
{
	return alive;
}
