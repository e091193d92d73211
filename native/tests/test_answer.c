/* Every stop of every task has an answer: task known or not, its creator alive or not, the run ending or not. */
#include "tracer/answer.h"
#include "tests/tap.h"

static void judge(enum stop stop, struct standing s)
{
	const enum answer answer = answer_to(stop, s);
	const bool gone = !waits_for_restart(stop);
	char what[160];

	snprintf(what, sizeof(what), "stop %d, %s, %s, %s", stop, s.announced ? "named" : "not named",
		 s.may_be_named ? "its creator may still name it" : "nobody will name it", s.ending ? "ending" : "going on");
	switch (answer) {
	case ANSWER_ACT:
		ok(s.announced, what);
		break;
	case ANSWER_KEEP:
		/* It stays as it is only if an event is still to come that takes it up. */
		ok(!s.announced && s.may_be_named && !s.ending, what);
		break;
	case ANSWER_ADOPT:
		ok(!s.announced && !s.may_be_named && !s.ending, what);
		break;
	case ANSWER_END:
		ok(!s.announced && s.ending && !gone, what);
		break;
	case ANSWER_FORGET:
		ok(!s.announced && s.ending && gone, what);
		break;
	default:
		ok(false, what);
	}
}

int main(void)
{
	for (int stop = STOP_EXITED; stop <= STOP_OTHER; stop++)
		for (int bits = 0; bits < 8; bits++)
			judge((enum stop)stop, (struct standing){ .announced = bits & 1, .may_be_named = bits & 2, .ending = bits & 4 });
	return done();
}
