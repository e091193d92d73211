/*
 * A stopped task that nobody restarts stands still for ever, and whoever waits for it too. So each
 * stop has an answer, also that of a task the tracer has never heard of: its first stop may come
 * before the event that names it, and that event never comes if the one who made it dies first.
 */
#include "tracer/answer.h"

bool waits_for_restart(enum stop stop)
{
	return stop != STOP_EXITED && stop != STOP_KILLED;
}

enum answer answer_to(enum stop stop, struct standing standing)
{
	if (standing.announced)
		return ANSWER_ACT;
	if (standing.ending)
		return waits_for_restart(stop) ? ANSWER_END : ANSWER_FORGET;
	return standing.may_be_named ? ANSWER_KEEP : ANSWER_ADOPT;
}
