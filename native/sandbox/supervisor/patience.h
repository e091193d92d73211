/* Lets a long run wait for the others. See patience.c. */
#ifndef SUPERVISOR_PATIENCE_H
#define SUPERVISOR_PATIENCE_H

/* After this time a run is a long one, and from then on it is looked through this often. */
enum { LONG_RUN_MS = 500 };

/* Whatever below this process has used the processors much gets them only when nobody else wants them. */
void be_patient(void);

#endif
