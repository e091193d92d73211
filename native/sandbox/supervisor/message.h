/* What the server tells the starter. See message.c. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Every message begins with this, in the byte order of the machine: both ends are on it. server/helper/starter.ts writes the same. */
struct message_head {
	uint8_t kind;
	uint8_t flags;
	uint16_t unused;
	/* Says which two connections belong to one run. */
	uint32_t token;
	uint32_t length;
};

enum message_kind {
	/* This connection carries the events of the run with this token. */
	MESSAGE_EVENTS = 'e',
	/* This connection leads the run with this token. Words: its environment, an empty word, the supervisor's arguments. */
	MESSAGE_START = 's',
	/* A waiting run may begin. Words: its program. */
	MESSAGE_GO = 'g',
	/* The run is asked to end; its lease is closed; its supervisor is killed. */
	MESSAGE_ASK = '.',
	MESSAGE_CLOSE = 'c',
	MESSAGE_KILL = 'k',
};

/* Flags of MESSAGE_START. */
enum { START_ORDERED = 1, START_WAITS = 2 };

/* Longer ones are refused. */
#define MESSAGE_BYTES 65536

/* A message that is being read. */
struct message {
	struct message_head head;
	size_t have;
	/* `length` bytes and a NUL; NULL until the head is complete. */
	char *body;
};

enum message_state { MESSAGE_PARTIAL, MESSAGE_WHOLE, MESSAGE_OVER };

/* Reads no byte beyond the message, because what follows may be for the helper. MESSAGE_OVER: the connection ended, or said what it must not. */
enum message_state message_read(struct message *m, int fd);
/* Wipes and frees the body, so that the next message can be read. */
void message_done(struct message *m);
/* The words of the body, ended by NULL. They stay in the body; the caller frees the list. NULL if memory has run out. */
char **message_words(const struct message *m);

#endif
