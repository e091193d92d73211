/* Text in the language of man pages. Nothing that stands in a table can become a request, an escape or another character. */
#include "cli/roff.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Nothing stands between the last heading and here. */
static bool after_heading;

static const char *escaped(char c)
{
	switch (c) {
	case '\\':
		return "\\e";
	case '-': /* else it may be printed as a hyphen, which no shell takes for an option */
		return "\\-";
	case '\'':
		return "\\(aq";
	case '`':
		return "\\(ga";
	case '^':
		return "\\(ha";
	case '~':
		return "\\(ti";
	case '"':
		return "\\(dq";
	case '.': /* at the beginning of a line it would be a request */
		return "\\&.";
	default:
		return NULL;
	}
}

/* The letter that a sequence of UTF-8 stands for; `*length` bytes. The texts are ours, so it is well-formed. */
static unsigned letter(const char *text, int *length)
{
	unsigned char first = (unsigned char)*text;
	unsigned code = first < 0xe0 ? first & 0x1f : first < 0xf0 ? first & 0x0f : first & 0x07;

	for (*length = 1; (text[*length] & 0xc0) == 0x80; ++*length)
		code = code << 6 | (text[*length] & 0x3f);
	return code;
}

static void put(const char *text, size_t size)
{
	for (const char *at = text; at < text + size;) {
		const char *instead = escaped(*at);
		int length = 1;

		if ((unsigned char)*at >= 0x80)
			printf("\\[u%04X]", letter(at, &length));
		else if (instead)
			fputs(instead, stdout);
		else
			putchar(*at);
		at += length;
	}
}

void roff_text(const char *text)
{
	put(text, strlen(text));
	after_heading = false;
}

void roff_heading(const char *request, const char *title)
{
	printf("%s \"", request);
	put(title, strlen(title));
	puts("\"");
	after_heading = true;
}

/* A heading begins a paragraph by itself. */
static void begin_paragraph(void)
{
	if (!after_heading)
		puts(".PP");
}

void roff_paragraph(const char *text)
{
	begin_paragraph();
	roff_text(text);
	putchar('\n');
}

static void font(char which, const char *text, size_t size)
{
	if (size == 0)
		return;
	printf("\\f%c", which);
	put(text, size);
	fputs("\\fR", stdout);
}

void roff_term(const char *term, const char *argument, const char *meaning)
{
	puts(".TP");
	font('B', term, strlen(term));
	if (*term && *argument && term[strlen(term) - 1] != '=')
		putchar(' ');
	font('I', argument, strlen(argument));
	putchar('\n');
	roff_text(meaning);
	putchar('\n');
}

/* "  term   what it means" */
static void listed(const char *line, size_t size)
{
	const char *end = line + size, *gap;

	line += strspn(line, " ");
	gap = strstr(line, "  ");
	if (!gap || gap > end)
		gap = end;
	puts(".TP");
	font('B', line, (size_t)(gap - line));
	putchar('\n');
	gap += strspn(gap, " ");
	put(gap, (size_t)(end - gap));
	putchar('\n');
}

void roff_paragraphs(const char *text)
{
	bool begins = true;

	while (*text) {
		size_t size = strcspn(text, "\n");

		if (strncmp(text, "  ", 2) == 0) {
			listed(text, size);
		} else if (size > 0) {
			if (begins)
				begin_paragraph();
			put(text, size);
			putchar('\n');
		}
		after_heading = false;
		begins = size == 0;
		text += size + (text[size] == '\n');
	}
}
