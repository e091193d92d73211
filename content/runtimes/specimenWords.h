/* The words that every C program here knows, because signals and open(2) are the same for each of them:
   [ignore=NAME] [default=NAME] [handle=NAME] [block=NAME] [open] */
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct { const char *name; int number; } SIGNALS[] = {
	{"HUP", SIGHUP}, {"INT", SIGINT}, {"QUIT", SIGQUIT}, {"PIPE", SIGPIPE}, {"ALRM", SIGALRM}, {"TERM", SIGTERM},
	{"USR1", SIGUSR1}, {"USR2", SIGUSR2}, {"CHLD", SIGCHLD}, {"TSTP", SIGTSTP}, {"TTIN", SIGTTIN}, {"TTOU", SIGTTOU},
};

static void caught(int number) {
	(void)number;
}

static void refuse(const char *word) {
	fprintf(stderr, "no such word: %s\n", word);
	exit(2);
}

/* The number of the signal in KEY=NAME; 0 if the word has another key. */
static int signal_in(const char *word, const char *key) {
	size_t length = strlen(key);
	if (strncmp(word, key, length) != 0 || word[length] != '=')
		return 0;
	for (size_t n = 0; n < sizeof SIGNALS / sizeof *SIGNALS; n++)
		if (strcmp(SIGNALS[n].name, word + length + 1) == 0)
			return SIGNALS[n].number;
	return 0;
}

/* False: it is another word. */
static bool obey_common(const char *word) {
	int number;
	if (strcmp(word, "open") == 0)
		open("/dev/zero", O_RDONLY);
	else if ((number = signal_in(word, "ignore")))
		signal(number, SIG_IGN);
	else if ((number = signal_in(word, "default")))
		signal(number, SIG_DFL);
	else if ((number = signal_in(word, "handle")))
		signal(number, caught);
	else if ((number = signal_in(word, "block"))) {
		sigset_t one;
		sigemptyset(&one);
		sigaddset(&one, number);
		sigprocmask(SIG_BLOCK, &one, NULL);
	} else
		return false;
	return true;
}
