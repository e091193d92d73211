/* Writes text in the language of man pages, man(7). See roff.c. */
#ifndef ROFF_H
#define ROFF_H

/* Writes text in which nothing is a request or an escape any more. It does not end the line. */
void roff_text(const char *text);
/* ".SH NAME", ".SS name" … The title is one argument. */
void roff_heading(const char *request, const char *title);
/* A paragraph of its own. */
void roff_paragraph(const char *text);
/* A term and what it means: the term is bold, what follows it in italics, with a space between unless the term ends in =. */
void roff_term(const char *term, const char *argument, const char *meaning);
/* Text as help prints it: an empty line ends a paragraph, and a line that begins with two spaces is a term and what it means. */
void roff_paragraphs(const char *text);

#endif
