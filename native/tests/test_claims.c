/* Lines come from programs of strangers: what is taken of a page, of a written text, and of an answer of spawnscope-where. */
#include "tests/tap.h"
#include "tracer/claims.h"
#include "tracer/lines.h"
#include "where/asked.h"

static struct line_page page_of(uint32_t line, const char *file, const char *function)
{
	struct line_page page = { LINE_MAGIC, line, "", "" };

	strcpy(page.file, file);
	strcpy(page.function, function);
	return page;
}

static void test_pages(void)
{
	struct line_page page = page_of(7, "main.py", "start");
	struct where where = { 0 };

	ok(claim_of_page(&page, &where) && where.count == 1, "a page says a line");
	is_int(where.line[0], 7, "its number");
	is_str(where.file[0], "main.py", "its file");
	is_str(where.function[0], "start", "its function");
	page = page_of(7, "main.py", "");
	ok(claim_of_page(&page, &where), "a function may have no name");
	page.magic++;
	ok(!claim_of_page(&page, &where) && where.count == 0, "another page says none");
	page = page_of(0, "main.py", "start");
	ok(!claim_of_page(&page, &where), "line 0 is none");
	page = page_of(1000001, "main.py", "start");
	ok(!claim_of_page(&page, &where), "nor is one beyond a million");
	page = page_of(7, "", "start");
	ok(!claim_of_page(&page, &where), "nor is one of no file");
	page = page_of(7, "main.py", "a\033[2Jb");
	ok(!claim_of_page(&page, &where), "nor is one with a control character");
	page = page_of(7, "main.py", "caf\xc3\xa9");
	ok(!claim_of_page(&page, &where), "nor is one that is no ASCII");
	memset(page.file, 'x', sizeof(page.file));
	ok(!claim_of_page(&page, &where), "nor is one whose file does not end");
	page = page_of(7, "main.py", "start");
	memset(page.function, 'x', sizeof(page.function));
	ok(!claim_of_page(&page, &where) && where.count == 0, "nor is one whose function does not end");
}

static void test_texts(void)
{
	struct claimed claimed;

	ok(claim_of_text("12\tmain.js\tstart\n", &claimed) && claimed.line == 12, "a text says a line");
	is_str(claimed.file, "main.js", "its file");
	is_str(claimed.function, "start", "its function");
	ok(claim_of_text("12\tmain.js\t\n", &claimed) && claimed.function[0] == '\0', "a function may have no name");
	ok(!claim_of_text("0\t\t\n", &claimed) && claimed.line == 0, "0 is none any more");
	ok(!claim_of_text("", &claimed) && claimed.line == 0, "an empty text is none");
	ok(!claim_of_text("main.js:12", &claimed) && claimed.line == 0, "nor is one of another form");
	ok(!claim_of_text("12", &claimed) && claimed.line == 0, "nor is a number alone");
}

static struct answer answer_of(uint32_t count)
{
	struct answer answer = { .count = count, .space = 1 };

	for (uint32_t i = 0; i < ANSWER_FRAMES; i++) {
		strcpy(answer.frames[i].file, "main.c");
		strcpy(answer.frames[i].function, "main");
		answer.frames[i].line = 10 + i;
	}
	return answer;
}

static void test_answers(void)
{
	struct answer answer = answer_of(ANSWER_FRAMES);
	struct where where = { 0 };

	ok(lines_of_answer(&answer, &where) && where.count == WHERE_FRAMES, "an answer has as many lines as there is room");
	is_int(where.line[3], 13, "in their order");
	answer = answer_of(0);
	ok(lines_of_answer(&answer, &where) && where.count == 0, "or none");
	answer = answer_of(ANSWER_FRAMES + 1);
	ok(!lines_of_answer(&answer, &where) && where.count == 0, "more than that is no answer");
	answer = answer_of(3);
	answer.frames[1].line = 0;
	ok(lines_of_answer(&answer, &where) && where.count == 1, "what stands after a bad line is not taken");
	answer = answer_of(1);
	memset(answer.frames[0].file, 'x', sizeof(answer.frames[0].file));
	ok(lines_of_answer(&answer, &where) && where.count == 0, "a file that does not end is a bad line");
}

int main(void)
{
	test_pages();
	test_texts();
	test_answers();
	return done();
}
