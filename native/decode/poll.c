/* Waiting for descriptors: poll, select, epoll, eventfd, signalfd. */
#include "decode/poll.h"

#include "decode/blocks.h"
#include "decode/signal.h"
#include "decode/time.h"

#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <time.h>

/* clang-format off */
static const struct flag poll_events[] = {
	NAMED(POLLIN), NAMED(POLLPRI), NAMED(POLLOUT), NAMED(POLLERR), NAMED(POLLHUP), NAMED(POLLNVAL), NAMED(POLLRDNORM), NAMED(POLLRDBAND),
	NAMED(POLLWRNORM), NAMED(POLLWRBAND), { 0x400, "POLLMSG" }, { 0x1000, "POLLREMOVE" }, { 0x2000, "POLLRDHUP" }, { 0x8000, "POLL_BUSY_LOOP" }, { 0, NULL },
};
/* clang-format on */

static void add_poll_fd(struct args *out, const struct call *c, const void *item)
{
	const struct pollfd *fd = item;

	(void)c;
	arg_add(out, "{fd=%d", fd->fd);
	if (fd->fd >= 0) {
		arg_add(out, ", events=");
		add_flags(out, (unsigned short)fd->events, poll_events, "0", "POLL???");
	}
	arg_add(out, "}");
}

void p_poll_fds(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	add_array(out, c, c->args[at], (unsigned)c->args[at + 1], sizeof(struct pollfd), add_poll_fd);
}

/* The descriptors that were ready, as many as the result says; the list ends after 32. */
static void add_ready(struct args *out, const struct call *c)
{
	struct reader list = { .pid = c->pid };
	const char *comma = "";
	int64_t shown = 0;

	arg_add(out, "[");
	for (unsigned i = 0; i < (unsigned)c->args[1] && i < MANY_ITEMS && shown < c->result; i++) {
		struct pollfd fd;

		if (!reader_get(&list, c->args[0] + i * sizeof(fd), &fd, sizeof(fd)))
			break;
		if (!fd.revents)
			continue;
		arg_add(out, "%s", comma);
		if (shown++ == STRING_BYTES) {
			arg_add(out, "...");
			break;
		}
		arg_add(out, "{fd=%d, revents=", fd.fd);
		add_flags(out, (unsigned short)fd.revents, poll_events, "0", "POLL???");
		arg_add(out, "}");
		comma = ", ";
	}
	arg_add(out, "]");
}

void r_poll(struct args *out, const struct call *c, int at)
{
	struct timespec left;
	bool timed = call_is(c, "ppoll") && c->args[2] && peek(c->pid, c->args[2], &left, sizeof(left)) == sizeof(left);

	(void)at;
	arg_add(out, "%ld", (long)c->result);
	if (c->result == 0) {
		arg_add(out, " (Timeout)");
		return;
	}
	arg_add(out, " (");
	add_ready(out, c);
	if (timed) {
		arg_add(out, ", left ");
		add_timespec(out, &left, false);
	}
	arg_add(out, ")");
}

/* ---- select ---- */

#define SELECT_BYTES 128

static bool read_fds(const struct call *c, int at, unsigned char *set)
{
	int count = (int)c->args[0];
	size_t len = count < 0 || count > MANY_ITEMS ? 0 : ((size_t)count + 63) / 64 * 8;

	memset(set, 0, SELECT_BYTES);
	if (len > SELECT_BYTES)
		len = SELECT_BYTES;
	return c->args[at] && len && peek(c->pid, c->args[at], set, len) == len;
}

static void add_fds(struct args *out, const unsigned char *set, int count)
{
	const char *space = "";

	arg_add(out, "[");
	for (int fd = 0; fd < count && fd < 8 * SELECT_BYTES; fd++) {
		if (!(set[fd / 8] >> fd % 8 & 1))
			continue;
		arg_add(out, "%s%d", space, fd);
		space = " ";
	}
	arg_add(out, "]");
}

void p_select_fds(struct args *out, const struct call *c, int at)
{
	unsigned char set[SELECT_BYTES];

	arg_begin(out);
	if (read_fds(c, at, set))
		add_fds(out, set, (int)c->args[0]);
	else
		add_pointer(out, c->args[at]);
}

static bool any_fd(const unsigned char *set, int count)
{
	for (int fd = 0; fd < count && fd < 8 * SELECT_BYTES; fd++)
		if (set[fd / 8] >> fd % 8 & 1)
			return true;
	return false;
}

void r_select(struct args *out, const struct call *c, int at)
{
	static const char *const names[] = { "in", "out", "except" };
	unsigned char set[SELECT_BYTES];
	struct timespec left;
	const char *comma = " (";

	(void)at;
	arg_add(out, "%ld", (long)c->result);
	if (c->result == 0) {
		arg_add(out, " (Timeout)");
		return;
	}
	for (int i = 0; i < 3; i++) {
		if (!read_fds(c, i + 1, set) || !any_fd(set, (int)c->args[0]))
			continue;
		arg_add(out, "%s%s ", comma, names[i]);
		add_fds(out, set, (int)c->args[0]);
		comma = ", ";
	}
	if (c->args[4] && peek(c->pid, c->args[4], &left, sizeof(left)) == sizeof(left)) {
		arg_add(out, "%sleft ", comma);
		if (call_is(c, "pselect6")) {
			add_timespec(out, &left, false);
		} else {
			struct timeval t = { left.tv_sec, left.tv_nsec };

			add_timeval(out, &t, false);
		}
		comma = ", ";
	}
	if (comma[0] == ',')
		arg_add(out, ")");
}

/* The last argument of pselect6: a pointer to a signal set and its size, because there is no seventh argument. */
void p_select_mask(struct args *out, const struct call *c, int at)
{
	uint64_t mask[2];

	if (!arg_read(out, c, at, mask, sizeof(mask)))
		return;
	arg_add(out, "{sigmask=");
	add_sized_set(out, c, mask[0], mask[1]);
	arg_add(out, ", sigsetsize=%lu}", mask[1]);
}

/* ---- epoll ---- */

CHOICE_PRINTER(p_epoll_op, "EPOLL_CTL_???", NAMED(EPOLL_CTL_ADD), NAMED(EPOLL_CTL_DEL), NAMED(EPOLL_CTL_MOD))
FLAGS_PRINTER(p_epoll_flags, "0", "EPOLL_???", { EPOLL_CLOEXEC, "EPOLL_CLOEXEC" })
FLAGS_PRINTER(p_eventfd_flags, "0", "EFD_???", { EFD_SEMAPHORE, "EFD_SEMAPHORE" }, { EFD_CLOEXEC, "EFD_CLOEXEC" }, { EFD_NONBLOCK, "EFD_NONBLOCK" })
FLAGS_PRINTER(p_signalfd_flags, "0", "SFD_???", { SFD_CLOEXEC, "SFD_CLOEXEC" }, { SFD_NONBLOCK, "SFD_NONBLOCK" })

static void add_epoll_event(struct args *out, const struct call *c, const void *item)
{
	static const struct flag events[] = {
		NAMED(EPOLLIN),        NAMED(EPOLLPRI),    NAMED(EPOLLOUT),     NAMED(EPOLLERR),         NAMED(EPOLLHUP), { 0x20, "EPOLLNVAL" },
		NAMED(EPOLLRDNORM),    NAMED(EPOLLRDBAND), NAMED(EPOLLWRNORM),  NAMED(EPOLLWRBAND),      NAMED(EPOLLMSG), NAMED(EPOLLRDHUP),
		NAMED(EPOLLEXCLUSIVE), NAMED(EPOLLWAKEUP), NAMED(EPOLLONESHOT), { 1u << 31, "EPOLLET" }, { 0, NULL },
	};
	struct epoll_event event;

	(void)c;
	memcpy(&event, item, sizeof(event));
	arg_add(out, "{events=");
	add_flags(out, event.events, events, "0", "EPOLL???");
	arg_add(out, ", data=");
	arg_add(out, "{u32=%u, u64=%lu}}", (unsigned)event.data.u32, (unsigned long)event.data.u64);
}

void p_epoll_event(struct args *out, const struct call *c, int at)
{
	struct epoll_event event;

	/* EPOLL_CTL_DEL needs no event. */
	if ((unsigned)c->args[1] == EPOLL_CTL_DEL)
		p_pointer(out, c, at);
	else if (arg_read(out, c, at, &event, sizeof(event)))
		add_epoll_event(out, c, &event);
}

void p_epoll_events(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if (c->failed)
		add_pointer(out, c->args[at]);
	else
		add_array(out, c, c->args[at], (uint64_t)c->result, sizeof(struct epoll_event), add_epoll_event);
}
