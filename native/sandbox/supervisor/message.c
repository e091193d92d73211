/* Reads the messages of the server. */
#include "sandbox/supervisor/message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reads up to `whole` bytes of the message into `to`. */
static enum message_state read_part(struct message *m, int fd, char *to, size_t before, size_t whole)
{
	while (m->have < before + whole) {
		ssize_t got = read(fd, to + (m->have - before), before + whole - m->have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno == EAGAIN)
			return MESSAGE_PARTIAL;
		if (got <= 0)
			return MESSAGE_OVER;
		m->have += (size_t)got;
	}
	return MESSAGE_WHOLE;
}

enum message_state message_read(struct message *m, int fd)
{
	enum message_state head = read_part(m, fd, (char *)&m->head, 0, sizeof(m->head));

	if (head != MESSAGE_WHOLE)
		return head;
	if (m->head.length > MESSAGE_BYTES)
		return MESSAGE_OVER;
	if (!m->body && !(m->body = calloc(1, m->head.length + 1)))
		return MESSAGE_OVER;
	return read_part(m, fd, m->body, sizeof(m->head), m->head.length);
}

void message_done(struct message *m)
{
	/* A copy of the starter becomes a supervisor, and should know nothing of other runs. */
	if (m->body)
		explicit_bzero(m->body, m->head.length);
	free(m->body);
	*m = (struct message){ 0 };
}

char **message_words(const struct message *m)
{
	char *end = m->body + m->head.length, **words;
	size_t count = 0;

	for (char *at = m->body; at < end; at += strlen(at) + 1)
		count++;
	words = calloc(count + 1, sizeof(*words));
	if (!words)
		return NULL;
	count = 0;
	for (char *at = m->body; at < end; at += strlen(at) + 1)
		words[count++] = at;
	return words;
}
