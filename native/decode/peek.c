/* Reading the memory of a tracee. It may be unmapped, another thread may change it, and what it holds may lie. */
#include "decode/peek.h"

#include <string.h>
#include <sys/uio.h>

static size_t peek_until(pid_t pid, uint64_t address, void *into, size_t len, bool text)
{
	size_t done = 0;

	/* Page by page, so that an unmapped page does not hide those before it. */
	while (done < len) {
		size_t to_page_end = PEEK_PAGE - (address + done) % PEEK_PAGE;
		size_t part = len - done < to_page_end ? len - done : to_page_end;
		struct iovec local = { (char *)into + done, part };
		struct iovec remote = { (void *)(uintptr_t)(address + done), part };
		ssize_t n = process_vm_readv(pid, &local, 1, &remote, 1, 0);

		if (n <= 0)
			break;
		if (text && memchr((char *)into + done, '\0', (size_t)n))
			return done + (size_t)n;
		done += (size_t)n;
	}
	return done;
}

size_t peek(pid_t pid, uint64_t address, void *into, size_t len)
{
	return peek_until(pid, address, into, len, false);
}

size_t peek_text(pid_t pid, uint64_t address, char *into, size_t len)
{
	return peek_until(pid, address, into, len, true);
}

bool reader_get(struct reader *r, uint64_t address, void *into, size_t len)
{
	size_t at = address - r->from;

	if (len > sizeof(r->bytes))
		return false;
	if (address < r->from || at > r->held || r->held - at < len) {
		size_t to_page_end = PEEK_PAGE - address % PEEK_PAGE;

		r->from = address;
		r->held = peek(r->pid, address, r->bytes, to_page_end < len ? len : to_page_end);
		at = 0;
		if (r->held < len)
			return false;
	}
	memcpy(into, r->bytes + at, len);
	return true;
}
