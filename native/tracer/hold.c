/*
 * A held task is one that is not restarted while the rest of the run continues.
 *
 * It is held for a time, or until a person lets go (--hold MOMENT=wait). Such a hold is bounded: all those of a run together wait
 * MAX_WAIT_MS. The run's time limit stands still meanwhile, because a person is slow. The events are bounded too: a sample is
 * written when something has changed, and every other second.
 */
#include "tracer/hold.h"

#include "decode/names.h"
#include "report/output.h"
#include "report/proc.h"
#include "report/report.h"
#include "tasks/observe.h"
#include "tracer/control.h"
#include "tracer/sending.h"
#include "tracer/tracing.h"
#include "wire/gen/wire_events.h"
#include "wire/wire.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MS 1000000u
/* How often the parent is looked at during a hold for a time, at equal intervals. */
#define SAMPLES 4
/* While a person is waited for: how often the parent and the control descriptor are looked at, and the longest time between two samples. */
#define LOOK_MS 20
#define HEARTBEAT_MS 2000
/* Of a parent that changes all the time, so many changes are written. */
#define MANY_CHANGES 200
/* Signals that one run is sent by hand, and lines that are refused aloud. */
#define MANY_SENT 64
#define MANY_REFUSALS 32

static struct {
	struct task *task; /* NULL: nothing is held */
	const char *moment;
	bool waits;
	uint64_t began_ns, look_at_ns, sample_at_ns, look_every_ns;
	char state[64], wchan[64]; /* of the parent, as last written */
	uint64_t unsettled[2];     /* signals sent by hand since the last look, to the parent and to the child: bit n-1 stands for signal n */
} held;

/* What waiting has used, of all holds of this run. */
static uint64_t waited_ns;
static int sent, refusals, changes;

struct task *parent_of(struct task *t)
{
	return t->number == 1 ? t : t->parent;
}

/* While a person decides, no time counts: `more` is added to the run's deadline, or taken back. */
static void move_deadline(int64_t more_ns)
{
	tracing.deadline_ns += (uint64_t)more_ns;
	report_extend(more_ns);
}

/* Says something to the person at the terminal. It gets a line of its own. */
static void __attribute__((format(printf, 1, 2))) tell(const char *format, ...)
{
	va_list list;

	if (!control_is_typed(tracing.options->control_fd))
		return;
	report_pause();
	fputs("spawnscope: ", stderr);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fputc('\n', stderr);
}

static void tell_begin(uint64_t left_ns)
{
	char text[160];

	snprintf(text, sizeof(text), "%s %llu", held.moment, (unsigned long long)(left_ns / MS));
	report_note(held.task, "waiting", text);
	report_flush();
	tell("%d stands at %s for up to %llu s. Type release, send NAME or send NAME:child", held.task->tid, held.moment,
	     (unsigned long long)(left_ns / MS / 1000));
}

void hold_begin(struct task *t, long ms, const char *moment)
{
	const uint64_t most = (uint64_t)MAX_WAIT_MS * MS, now = wire_now();
	bool waits = ms == HOLD_WAIT;
	uint64_t ns = !waits ? (uint64_t)ms * MS : most - (waited_ns < most ? waited_ns : most);

	held.task = t;
	held.moment = moment;
	held.waits = waits;
	held.began_ns = held.look_at_ns = now;
	held.sample_at_ns = 0;
	held.look_every_ns = waits ? (uint64_t)LOOK_MS * MS : ns / SAMPLES;
	held.state[0] = held.wchan[0] = '\0';
	held.unsettled[false] = held.unsettled[true] = 0;
	t->held_until_ns = now + ns;
	if (!waits)
		return;
	move_deadline((int64_t)ns);
	tell_begin(ns);
}

/* The hold is over. `code` and `words` say why, if a person was waited for. */
static void end_hold(const char *code, const char *words)
{
	struct task *t = held.task;
	uint64_t now = wire_now(), until = t->held_until_ns;

	held.task = NULL;
	t->held_until_ns = 0;
	if (!held.waits)
		return;
	waited_ns += now - held.began_ns;
	if (now < until)
		move_deadline(-(int64_t)(until - now));
	report_note(t, code, words);
	tell("%s", words);
}

void hold_forget(struct task *t)
{
	if (held.task == t)
		end_hold("released-by-death", "not held any more: it was killed");
}

static void release(const char *code, const char *words)
{
	struct task *t = held.task;

	end_hold(code, words);
	if (t->listen_after)
		tracee_listen(t);
	else
		tracee_restart(t, t->signal_after);
}

static void refuse_order(const char *why)
{
	if (refusals++ >= MANY_REFUSALS)
		return;
	fprintf(stderr, "spawnscope: %s\n", why);
	report_note(held.task, "refused", why);
}

static void send_by_hand(const struct order *order)
{
	struct task *child = held.task->number > 1 ? held.task : NULL, *to = order->to_child ? child : parent_of(held.task);

	if (sent >= MANY_SENT) {
		refuse_order("bad_value: this run was sent too many signals. Cure: release, and run it again");
		return;
	}
	if (!to || !signal_send(to, order->signal, held.moment)) {
		refuse_order(order->to_child ? "bad_value: there is no child yet. Cure: send it to the parent, or hold a later moment"
					     : "bad_value: the parent has ended. Cure: send NAME:child, or release");
		return;
	}
	sent++;
	held.unsettled[order->to_child] |= 1ull << (order->signal - 1);
}

/* Takes the lines that have come. What follows a release is for the next hold. */
static void take_orders(void)
{
	while (held.task) {
		struct order order = control_next(tracing.options->control_fd);

		switch (order.kind) {
		case ORDER_RELEASE:
			release("released-by-hand", "released by hand");
			break;
		case ORDER_SEND:
			send_by_hand(&order);
			break;
		case ORDER_WRONG:
			refuse_order(order.why);
			break;
		case ORDER_OVER:
			/* Nobody is left who could let go. The run comes to its own end, instead of standing until its time is over. */
			release("released-by-end", "released: the control descriptor has ended");
			break;
		case ORDER_NONE:
			return;
		}
	}
}

/* A signal that was not delivered since the last look waits: a parent in D does not take it. */
static void settle(struct task *to, uint64_t *unsettled)
{
	for (int signal = 1; to && *unsettled && signal <= SIGNALS; signal++)
		if (*unsettled >> (signal - 1) & 1 && signal_waits(to, signal)) {
			report_sent(to, signal, WIRE_SIGNAL_HOW_PENDING, held.moment);
			tell("%s is pending: %d does not take it now", signal_name(signal), to->tid);
		}
	*unsettled = 0;
}

/* Has the parent changed since it was last written? A stop that the loop has not seen yet is none. */
static bool has_changed(struct task *parent)
{
	char state[sizeof(held.state)] = "", wchan[sizeof(held.wchan)] = "";

	if (!observe_state(parent->tid, state, sizeof(state)) || (state[0] == 't' && parent != held.task))
		return false;
	if (!observe_wchan(parent->tid, wchan, sizeof(wchan)))
		wchan[0] = '\0';
	if (strcmp(state, held.state) == 0 && strcmp(wchan, held.wchan) == 0)
		return false;
	if (strcmp(state, held.state) != 0)
		tell("the parent %d is %s%s%s", parent->tid, state, *wchan ? " in " : "", wchan);
	memcpy(held.state, state, sizeof(state));
	memcpy(held.wchan, wchan, sizeof(wchan));
	return changes++ < MANY_CHANGES;
}

static void look(uint64_t now)
{
	struct task *parent = parent_of(held.task);
	bool due = now >= held.sample_at_ns;

	held.look_at_ns = now + held.look_every_ns;
	if (held.waits) {
		settle(parent, &held.unsettled[false]);
		settle(held.task, &held.unsettled[true]);
		due = (parent && has_changed(parent)) || due;
	}
	if (!parent || !due)
		return;
	report_sample(parent, held.task->number, tracing.options->threads);
	report_threads(parent, WIRE_THREADS_AT_HELD);
	held.sample_at_ns = now + (held.waits ? (uint64_t)HEARTBEAT_MS * MS : held.look_every_ns);
}

void hold_tick(void)
{
	uint64_t now;

	if (!held.task)
		return;
	if (tracing.ending) {
		release("released-by-end", "released: the run ends");
		return;
	}
	now = wire_now();
	if (now >= held.look_at_ns) {
		look(now);
		if (held.waits)
			take_orders();
	}
	if (held.task && now >= held.task->held_until_ns)
		release("released-by-time", "released after 60 s");
}

long hold_due_ms(void)
{
	return !held.task ? -1 : held.waits ? LOOK_MS : 1;
}
