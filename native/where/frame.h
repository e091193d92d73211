/* One line of the program's sources that led to a call. */
#ifndef FRAME_H
#define FRAME_H

struct frame {
	char file[128]; /* below the folder of the sources */
	int line;
	char function[128]; /* empty: it has no name */
};

#endif
