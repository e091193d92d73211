/* The tracing loop. See loop.c. */
#ifndef LOOP_H
#define LOOP_H

/* Acts on every stop until the last task has ended, or been let go. */
void loop_until_all_end(void);
/* The handler of SIGALRM: it interrupts the wait. */
void loop_tick(int signal);

#endif
