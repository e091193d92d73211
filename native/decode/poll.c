/* Waiting for descriptors: poll, select, epoll, eventfd, signalfd. */
#include "decode/poll.h"

#include "decode/blocks.h"
#include "decode/plain.h"
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

static void add_poll_fd(struct args *out, const struct call *c, const void *item, void *state)
{
	const struct pollfd *fd = item;

	(void)c, (void)state;
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

/* strace has so much space for what it says in parentheses, and so much of it must be left for another descriptor. */
#define READY_BYTES 1024
#define READY_SPARE 27

/* ", left {…}": the time that is left, in what was the timeout. */
static void add_left(struct args *out, const struct call *c, uint64_t address, size_t start, const char *comma)
{
	size_t begin = out->used;
	struct timespec left;

	arg_add(out, "%sleft ", comma);
	if (peek(c->pid, address, &left, sizeof(left)) != sizeof(left))
		add_pointer(out, address);
	else if (call_is(c, "select"))
		add_timeval(out, &(struct timeval){ left.tv_sec, left.tv_nsec }, false);
	else
		add_timespec(out, &left, false);
	if (out->used - start >= READY_BYTES) {
		arg_cut(out, begin);
		if (call_is(c, "ppoll"))
			arg_add(out, ", ...");
	}
}

/* The descriptors that were ready; the list ends after 32. */
static void add_ready(struct args *out, const struct call *c)
{
	struct reader list = { .pid = c->pid };
	size_t start = out->used;
	unsigned shown = 0;

	for (unsigned i = 0; i < (unsigned)c->args[1] && i < MANY_ITEMS; i++) {
		uint64_t at = c->args[0] + i * sizeof(struct pollfd);
		size_t before, begin;
		struct pollfd fd;

		if (!reader_get(&list, at, &fd, sizeof(fd))) {
			arg_add(out, out->used == start ? "[%#lx" : ", %#lx", at);
			break;
		}
		if (!fd.revents)
			continue;
		arg_add(out, out->used == start ? "[" : ", ");
		begin = out->used;
		before = begin - start;
		if (shown++ == STRING_BYTES) {
			arg_add(out, "...");
			break;
		}
		arg_add(out, "{fd=%d, revents=", fd.fd);
		add_flags(out, (unsigned short)fd.revents, poll_events, "0", NULL);
		if (before + (out->used - begin) + 1 >= READY_BYTES - READY_SPARE) {
			arg_cut(out, begin);
			arg_add(out, "...");
			break;
		}
		arg_add(out, "}");
	}
	if (out->used != start)
		arg_add(out, "]");
}

void r_poll(struct args *out, const struct call *c, int at)
{
	uint64_t left = call_is(c, "ppoll") ? c->args[2] : 0, size = (unsigned)c->args[1] * sizeof(struct pollfd);
	size_t start, begin;

	(void)at;
	arg_add(out, "%ld", (long)c->result);
	if (c->result == 0) {
		arg_add(out, " (Timeout)");
		return;
	}
	if (!c->args[0] || !size || c->args[0] + size < c->args[0])
		return;
	start = out->used;
	arg_add(out, " (");
	begin = out->used;
	add_ready(out, c);
	if (left)
		add_left(out, c, left, begin, out->used != begin ? ", " : "");
	if (out->used == begin)
		arg_cut(out, start);
	else
		arg_add(out, ")");
}

/* ---- select ---- */

/* A set is cut off after so much text, so that the other arguments have a place. */
#define SET_TEXT (CALL_TEXT / 4)
/* More descriptors than this are not looked at. */
#define MANY_FDS (1024 * 1024)

static int select_count(const struct call *c)
{
	int count = (int)c->args[0];

	return count < 0 ? 0 : count > MANY_FDS ? MANY_FDS : count;
}

/* Is there a set, and is all of it readable? */
static bool has_fds(const struct call *c, uint64_t set)
{
	uint64_t len = ((uint64_t)select_count(c) + 63) / 64 * 8;

	return len && all_readable(c, set, len);
}

/* The first descriptor of a set that is not before `fd`; -1: none. */
static int next_fd(struct reader *list, const struct call *c, uint64_t set, int fd)
{
	uint64_t word;

	while (fd < select_count(c)) {
		if (!reader_get(list, set + (uint64_t)fd / 64 * 8, &word, sizeof(word)))
			return -1;
		word >>= fd % 64;
		if (word) {
			fd += __builtin_ctzll(word);
			return fd < select_count(c) ? fd : -1;
		}
		fd = fd / 64 * 64 + 64;
	}
	return -1;
}

void p_select_fds(struct args *out, const struct call *c, int at)
{
	struct reader list = { .pid = c->pid };
	const char *space = "";
	size_t start = out->used;

	arg_begin(out);
	if (!has_fds(c, c->args[at])) {
		add_pointer(out, c->args[at]);
		return;
	}
	arg_add(out, "[");
	for (int fd = next_fd(&list, c, c->args[at], 0); fd >= 0; fd = next_fd(&list, c, c->args[at], fd + 1)) {
		arg_add(out, "%s", space);
		if (out->used - start > SET_TEXT) {
			arg_add(out, "...");
			break;
		}
		arg_add(out, "%d", fd);
		space = " ";
	}
	arg_add(out, "]");
}

/* The most text for a further descriptor, and what follows it. */
#define FD_SPARE (sizeof(", except [") + 12 + 2)

/* Adds the descriptors that are ready, no more than the kernel says there are. */
static const char *add_selected(struct args *out, const struct call *c, size_t start)
{
	static const char *const names[] = { "in", "out", "except" };
	const char *comma = "";
	int ready = (int)c->result;

	for (int i = 0; i < 3 && ready > 0; i++) {
		struct reader list = { .pid = c->pid };
		bool first = true;

		if (!has_fds(c, c->args[i + 1]))
			continue;
		for (int fd = next_fd(&list, c, c->args[i + 1], 0); fd >= 0; fd = next_fd(&list, c, c->args[i + 1], fd + 1)) {
			if (out->used - start < READY_BYTES - FD_SPARE) {
				if (first)
					arg_add(out, "%s%s [%d", comma, names[i], fd);
				else
					arg_add(out, " %d", fd);
				comma = ", ";
				first = false;
			}
			if (--ready == 0)
				break;
		}
		/* strace closes the bracket of the set before once more. */
		if (out->used != start)
			arg_add(out, "]");
	}
	return comma;
}

void r_select(struct args *out, const struct call *c, int at)
{
	const char *comma;
	size_t start;

	(void)at;
	arg_add(out, "%ld", (long)c->result);
	if ((int)c->result == 0) {
		arg_add(out, " (Timeout)");
		return;
	}
	arg_add(out, " (");
	start = out->used;
	comma = add_selected(out, c, start);
	if (c->args[4])
		add_left(out, c, c->args[4], start, comma);
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

static void add_epoll_event(struct args *out, const struct call *c, const void *item, void *state)
{
	static const struct flag events[] = {
		NAMED(EPOLLIN),        NAMED(EPOLLPRI),    NAMED(EPOLLOUT),     NAMED(EPOLLERR),         NAMED(EPOLLHUP), { 0x20, "EPOLLNVAL" },
		NAMED(EPOLLRDNORM),    NAMED(EPOLLRDBAND), NAMED(EPOLLWRNORM),  NAMED(EPOLLWRBAND),      NAMED(EPOLLMSG), NAMED(EPOLLRDHUP),
		NAMED(EPOLLEXCLUSIVE), NAMED(EPOLLWAKEUP), NAMED(EPOLLONESHOT), { 1u << 31, "EPOLLET" }, { 0, NULL },
	};
	struct epoll_event event;

	(void)c, (void)state;
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
		add_epoll_event(out, c, &event, NULL);
}

void p_epoll_events(struct args *out, const struct call *c, int at)
{
	arg_begin(out);
	if (c->failed)
		add_pointer(out, c->args[at]);
	else
		add_array(out, c, c->args[at], (uint64_t)c->result, sizeof(struct epoll_event), add_epoll_event);
}
