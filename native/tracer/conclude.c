/* Writes the last line and chooses the exit status. */
#include "tracer/conclude.h"

#include "base/helper.h"
#include "base/options.h"
#include "decode/names.h"
#include "host/trail.h"
#include "report/output.h"
#include "report/report.h"
#include "tracer/marks.h"
#include "tracer/permission.h"
#include "tracer/tracing.h"
#include "wire/gen/wire_events.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int conclude_refused(void)
{
	char words[160], cure[200];

	if (!tracing_refused(words, sizeof(words), cure, sizeof(cure)))
		snprintf(words, sizeof(words), "ptrace was refused"), snprintf(cure, sizeof(cure), "run spawnscope check");
	fprintf(stderr, "spawnscope: live_unavailable: %s. Cure: %s\n", words, cure);
	report_end(WIRE_END_OUTCOME_REFUSED, words, tracing.stops, false);
	return EXIT_REFUSED;
}

int conclude_without_terminal(void)
{
	char words[160];

	snprintf(words, sizeof(words), "no pseudo-terminal can be opened here: %s", strerrordesc_np(errno));
	fprintf(stderr, "spawnscope: live_unavailable: %s. Cure: mount devpts at /dev/pts, or leave --terminal and --press out\n", words);
	report_end(WIRE_END_OUTCOME_REFUSED, words, tracing.stops, false);
	return EXIT_REFUSED;
}

static int ended(enum wire_end_outcome outcome, const char *words)
{
	report_end(outcome, words, tracing.stops, false);
	return EXIT_RUN_ENDED;
}

/* The strategy has ended, successfully or not. */
static int strategy_ended(void)
{
	char words[256];

	if (trail->setup_error) {
		snprintf(words, sizeof(words), "%s: %s", trail->setup_what, strerrordesc_np(trail->setup_error));
		fprintf(stderr, "spawnscope: live_unavailable: %s. Cure: fix what the message names, or leave that setting out\n", words);
		report_end(WIRE_END_OUTCOME_REFUSED, words, tracing.stops, false);
		return EXIT_REFUSED;
	}
	if (!trail->finished)
		return ended(WIRE_END_OUTCOME_KILLED, "the host ended before its strategy did");
	if (trail->spawn_error) {
		snprintf(words, sizeof(words), "%s (%s)", errno_name(trail->spawn_error), strerrordesc_np(trail->spawn_error));
		return ended(WIRE_END_OUTCOME_FAILED, words);
	}
	return ended(WIRE_END_OUTCOME_SPAWNED, "the child was started and reaped");
}

/* The program of `trace` could not be executed. */
static int program_not_executed(void)
{
	char words[256];

	snprintf(words, sizeof(words), "%s (%s)", errno_name(trail->spawn_error), strerrordesc_np(trail->spawn_error));
	fprintf(stderr, "spawnscope: bad_value: \"%.100s\" cannot be executed: %s. Cure: an executable file of a format that this system knows\n",
		tracing.options->program[0], words);
	report_end(WIRE_END_OUTCOME_FAILED, words, tracing.stops, false);
	return EXIT_USAGE;
}

int conclude(void)
{
	if (tracing.options->strategy && report_running()) {
		report_trail();
		report_steps();
	}
	if (tracing.ending || tracing.letting_go) {
		if ((tracing.options->format == FORMAT_STRACE && tracing.outcome != WIRE_END_OUTCOME_KILLED) || tracing.letting_go)
			fprintf(stderr, "spawnscope: %s%s\n", tracing.why, tracing.letting_go ? ". The tracing ended there; the program runs on" : "");
		report_end(tracing.outcome, tracing.why, tracing.stops, tracing.letting_go);
		return EXIT_LIMIT;
	}
	if (tracing.options->strategy)
		return strategy_ended();
	if (trail->spawn_error)
		return program_not_executed();
	return ended(WIRE_END_OUTCOME_TRACED, "every traced task has ended");
}
