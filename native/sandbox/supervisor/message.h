/* What the server and the starter tell each other. See message.c. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include <stddef.h>
#include <stdint.h>

/* Every message of the server begins with this, in the byte order of the machine: both ends are on it. server/helper/starter.ts writes it. */
struct message_head {
	uint8_t kind;
	uint8_t flags;
	uint16_t unused;
	/* Of which run. */
	uint32_t token;
	/* Of the words that follow, each ended by a NUL. */
	uint32_t length;
};

enum message_kind {
	/* A run is to begin. Words: its environment, an empty word, the supervisor's arguments. */
	MESSAGE_START = 's',
	/* To the starter: a waiting run begins, and its deadline with it. To the first process inside, on its descriptor 3: the words of its program. */
	MESSAGE_GO = 'g',
	/* The run is asked to end; its lease is closed; its supervisor is killed. */
	MESSAGE_ASK = '.',
	MESSAGE_CLOSE = 'c',
	MESSAGE_KILL = 'k',
};

/* Flags of MESSAGE_START. */
enum { START_ORDERED = 1, START_WAITS = 2 };

/* What the starter answers, once for each run, when nothing of it is left. */
struct report_head {
	uint32_t token;
	/* As waitpid(2) gives it. */
	int32_t status;
	/* Of what the run wrote to standard error, which follows. */
	uint32_t length;
};

/* The token of the starter's first answer: it listens. No run has it. */
#define NO_RUN 0
/* Longer messages are refused. */
#define MESSAGE_BYTES 65536

/* A message that is being read. */
struct message {
	struct message_head head;
	size_t have;
	/* `length` bytes and a NUL; NULL until the head is complete. */
	char *body;
};

enum message_state { MESSAGE_PARTIAL, MESSAGE_WHOLE, MESSAGE_OVER };

/* Reads no byte beyond the message. MESSAGE_PARTIAL: a descriptor that does not block has no more yet. MESSAGE_OVER: it has ended, or said what it must not. */
enum message_state message_read(struct message *m, int fd);
/* Wipes and frees the body, so that the next message can be read. */
void message_done(struct message *m);
/* The words of the body, ended by NULL. They stay in the body; the caller frees the list. NULL if memory has run out. */
char **message_words(const struct message *m);

#endif
