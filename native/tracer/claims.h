/* What a script says of its own lines, by its prelude (native/preludes). See claims.c. */
#ifndef CLAIMS_H
#define CLAIMS_H

#include "tasks/tasks.h"

/* What the prelude keeps up to date in a page of the script's memory. */
struct line_page {
	uint32_t magic, line;
	char file[64], function[128];
};
#define LINE_MAGIC 0x656e696cu

/* Its mmap(2) has returned: perhaps the page in which a script says its line. */
void claims_mapped(struct task *t);
/* Its pwrite64(2) has returned: perhaps the line that a script says before it starts a process. */
void claims_written(struct task *t);
/* Sets t->where by what the script says. False: it says nothing, ever, so somebody else may be asked. */
bool claims_take(struct task *t);
/* Its program is gone, and what that had said. */
void claims_forget(struct task *t);

/* Text of the wire: plain ASCII, ended within its room. Pure, like the two that follow. */
bool claim_is_plain(const char *text, size_t size);
/* Whoever wrote the page, it may hold anything. False: no line. */
bool claim_of_page(const struct line_page *page, struct where *where);
/* LINE, a tab, the file, a tab, the function, and the end of the line; 0 is no line. */
bool claim_of_text(const char *text, struct claimed *claimed);

#endif
