/* What ps(1) and /proc/PID/cmdline say of a run's supervisor. See title.c. */
#ifndef TITLE_H
#define TITLE_H

/* From here on the title may be written over this word of argv. */
void title_lives_in(char *word);
/* Writes the mark of a run into the title. Nothing without title_lives_in. */
void title_names(const char *mark);
/* Writes whether the run waits or runs, behind the mark. */
void title_says(const char *state);

#endif
