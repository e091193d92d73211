/*
 * A script's prelude says which line runs: in a page that the helper reads at each entry (Python, Ruby), or by a write before the script
 * starts a process (Node). Both go by a file of a name that the helper knows. What comes is a stranger's claim, and is checked like one.
 *
 * A page is its thread's alone. Another thread of the same process runs elsewhere, so it has no line.
 */
#include "tracer/claims.h"

#include "tracer/tracing.h"

#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define LINE_FILE "/spawnscope-line"
#define MOST_LINES 1000000u

bool claim_is_plain(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (text[i] == '\0')
			return true;
		if (text[i] < 0x20 || text[i] > 0x7e)
			return false;
	}
	return false;
}

static bool one_line(uint32_t line, const char *file, size_t file_size, const char *function, size_t function_size, struct where *w)
{
	w->count = 0;
	if (line == 0 || line > MOST_LINES || file[0] == '\0' || !claim_is_plain(file, file_size) || !claim_is_plain(function, function_size))
		return false;
	snprintf(w->file[0], sizeof(w->file[0]), "%s", file);
	snprintf(w->function[0], sizeof(w->function[0]), "%s", function);
	w->line[0] = line;
	w->count = 1;
	return true;
}

bool claim_of_page(const struct line_page *page, struct where *where)
{
	where->count = 0;
	return page->magic == LINE_MAGIC && one_line(page->line, page->file, sizeof(page->file), page->function, sizeof(page->function), where);
}

bool claim_of_text(const char *text, struct claimed *claimed)
{
	*claimed = (struct claimed){ 0 };
	if (sscanf(text, "%7u\t%63[^\t\n]\t%127[^\n]", &claimed->line, claimed->file, claimed->function) >= 2)
		return claimed->line > 0;
	claimed->line = 0;
	return false;
}

static bool is_line_file(const struct task *t, int fd)
{
	char path[40], file[64];
	ssize_t length;

	if (!tracing.options->script_lines || fd < 0)
		return false;
	snprintf(path, sizeof(path), "/proc/%d/fd/%d", t->tid, fd);
	length = readlink(path, file, sizeof(file) - 1);
	/* It may be unlinked already: then " (deleted)" stands behind it. */
	return length > 0 && (file[length] = '\0', strstr(file, LINE_FILE) != NULL);
}

void claims_mapped(struct task *t)
{
	if (is_line_file(t, (int)t->call.args[4]))
		t->line_page = (uint64_t)t->call.result;
}

void claims_written(struct task *t)
{
	char text[256];
	struct iovec to = { text, sizeof(text) - 1 }, from = { (void *)t->call.args[1], t->call.args[2] };
	ssize_t got;

	if (from.iov_len >= sizeof(text) || !is_line_file(t, (int)t->call.args[0]))
		return;
	got = process_vm_readv(t->tid, &to, 1, &from, 1, 0);
	text[got > 0 ? got : 0] = '\0';
	claim_of_text(text, &t->claimed);
}

bool claims_take(struct task *t)
{
	struct line_page page;
	struct iovec to = { &page, sizeof(page) }, from = { (void *)t->line_page, sizeof(page) };

	if (t->claimed.line != 0)
		return one_line(t->claimed.line, t->claimed.file, sizeof(t->claimed.file), t->claimed.function, sizeof(t->claimed.function), &t->where) || true;
	if (t->line_page == 0)
		return false;
	if (process_vm_readv(t->tid, &to, 1, &from, 1, 0) == sizeof(page))
		claim_of_page(&page, &t->where);
	return true;
}

void claims_forget(struct task *t)
{
	t->line_page = 0;
	t->claimed.line = 0;
}
