/* The lines by which a person lets a held child go: each is understood or refused with a cure, however it arrives, and nothing is waited for. */
#include "tests/tap.h"
#include "tracer/control.h"

#include <signal.h>
#include <unistd.h>

static int in, out;

static void arrives(const char *bytes)
{
	if (write(out, bytes, strlen(bytes)) != (ssize_t)strlen(bytes))
		ok(false, "the pipe takes it");
}

static struct order next(void)
{
	return control_next(in);
}

static bool is_send(struct order order, int signal, bool to_child)
{
	return order.kind == ORDER_SEND && order.signal == signal && order.to_child == to_child;
}

static void refused(const char *line, const char *code)
{
	struct order order = order_in(line);

	ok(order.kind == ORDER_WRONG && strncmp(order.why, code, strlen(code)) == 0 && strstr(order.why, "Cure: "), line);
}

static void words(void)
{
	ok(order_in("release").kind == ORDER_RELEASE, "release");
	ok(is_send(order_in("send INT"), SIGINT, false), "send INT: to the parent");
	ok(is_send(order_in("send SIGTERM:child"), SIGTERM, true), "to the child");
	ok(is_send(order_in("send RTMIN+3:parent"), 35, false), "to the parent, said so");
	refused("", "bad_value");
	refused("Release", "bad_value");
	refused("release now", "bad_value");
	refused("send", "bad_value");
	refused("send ", "unknown_signal");
	refused("send WINE", "unknown_signal");
	refused("send INT:uncle", "bad_value");
	refused("send AVERYLONGNAMETHATISNOSIGNALATALL:child", "unknown_signal");
	is_str(order_in("\033[2J\xff").why, "bad_value: \"?[2J?\" is no order. Cure: release, send NAME or send NAME:child, one a line",
	       "nothing of a line reaches a terminal raw");
}

static void lines(void)
{
	ok(next().kind == ORDER_NONE, "nothing has come, and nothing is waited for");
	arrives("rel");
	ok(next().kind == ORDER_NONE, "half a line");
	arrives("ease\nsend HUP\r\nse");
	ok(next().kind == ORDER_RELEASE, "the other half");
	ok(is_send(next(), SIGHUP, false), "the next line, as a terminal of another system ends it");
	ok(next().kind == ORDER_NONE, "half a line again");
	arrives("nd KILL:child\n");
	ok(is_send(next(), SIGKILL, true), "it goes on");
	for (int i = 0; i < 100; i++)
		arrives("0123456789");
	arrives("\nrelease\n");
	ok(next().kind == ORDER_WRONG, "a line that is too long is refused once");
	/* Its rest may take several looks. */
	for (int looks = 0; looks < 100; looks++) {
		struct order order = next();

		if (order.kind != ORDER_NONE) {
			ok(order.kind == ORDER_RELEASE, "and what follows it is understood");
			break;
		}
	}
	arrives("send USR1");
	ok(next().kind == ORDER_NONE, "a line without its end waits for it");
	close(out);
	ok(is_send(next(), SIGUSR1, false), "the end of the descriptor ends the line too");
	ok(next().kind == ORDER_OVER && next().kind == ORDER_OVER, "then no line will come any more");
}

int main(void)
{
	int ends[2];

	if (pipe(ends) != 0)
		return 1;
	in = ends[0];
	out = ends[1];
	words();
	lines();
	return done();
}
