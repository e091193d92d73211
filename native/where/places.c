/*
 * What an address belongs to, by DWARF: file, line and function, and those of the functions that the compiler inlined there. A name has the
 * path of its namespaces (Rust: Parser::read), so that no linkage name has to be demangled.
 */
#include "where/places.h"

#include <dwarf.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* The path below the folder of the sources, or NULL. A name may be relative to where the compiler ran. It lives until the next call. */
static const char *below(const char *file, Dwarf_Die *unit, const char *prefix)
{
	static char path[4096];
	Dwarf_Attribute attribute;
	const char *folder = file && file[0] != '/' && dwarf_attr(unit, DW_AT_comp_dir, &attribute) ? dwarf_formstring(&attribute) : NULL;

	if (!file)
		return NULL;
	snprintf(path, sizeof(path), "%s%s%s", folder ? folder : "", folder ? "/" : "", file);
	if (strncmp(path, prefix, strlen(prefix)) != 0)
		return NULL;
	file = path + strlen(prefix);
	return strncmp(file, "./", 2) == 0 ? file + 2 : file;
}

/* The unit of an address. Go writes no table of them, so its units are asked one by one. */
static Dwarf_Die *unit_of(Dwfl_Module *module, Dwarf_Addr pc, Dwarf_Addr *bias)
{
	Dwarf_Die *unit = dwfl_module_addrdie(module, pc, bias);

	for (unit = unit ? unit : dwfl_module_nextcu(module, NULL, bias); unit; unit = dwfl_module_nextcu(module, unit, bias))
		if (dwarf_haspc(unit, pc - *bias) == 1)
			return unit;
	return NULL;
}

/* The files of a unit may be others than the one that was compiled: of what Nim has written, those that it was written from. */
static bool unit_has(Dwarf_Die *unit, const char *prefix)
{
	Dwarf_Files *files;
	size_t count;

	if (dwarf_getsrcfiles(unit, &files, &count) != 0)
		return false;
	for (size_t i = 0; i < count; i++)
		if (below(dwarf_filesrc(files, i, NULL, NULL), unit, prefix))
			return true;
	return false;
}

/* From a child of the unit down to one entry. */
#define DEEPEST 64
struct chain {
	int count;
	Dwarf_Die dies[DEEPEST];
};
/* A stranger's tree may be endless. */
#define MOST_VISITS 2000000
static int visits;

static bool names_a_path(Dwarf_Die *die)
{
	switch (dwarf_tag(die)) {
	case DW_TAG_namespace:
	case DW_TAG_structure_type:
	case DW_TAG_class_type:
	case DW_TAG_union_type:
	case DW_TAG_enumeration_type:
		return true;
	}
	return false;
}

/* To the innermost scope at the address. dwarf_getscopes() does not look into namespaces, where Rust's functions are. */
static bool descend_to_pc(Dwarf_Die *from, Dwarf_Addr pc, struct chain *c)
{
	Dwarf_Die die;

	if (c->count == DEEPEST || dwarf_child(from, &die) != 0)
		return false;
	do {
		bool path = names_a_path(&die);

		if (++visits > MOST_VISITS)
			return false;
		if (!path && dwarf_haspc(&die, pc) != 1)
			continue;
		c->dies[c->count++] = die;
		if (descend_to_pc(&die, pc, c) || !path)
			return true;
		c->count--;
	} while (dwarf_siblingof(&die, &die) == 0);
	return false;
}

/* To this entry. They stand in the order of their offsets, a parent before its children. */
static bool descend_to(Dwarf_Die *from, Dwarf_Die *wanted, struct chain *c)
{
	Dwarf_Off at = dwarf_dieoffset(wanted);
	Dwarf_Die die = *from, next;

	for (c->count = 0; c->count < DEEPEST && dwarf_child(&die, &next) == 0;) {
		do {
			if (++visits > MOST_VISITS)
				return false;
			die = next;
		} while (dwarf_siblingof(&die, &next) == 0 && dwarf_dieoffset(&next) <= at);
		c->dies[c->count++] = die;
		if (dwarf_dieoffset(&die) == at)
			return true;
	}
	return false;
}

/* Follows a reference to where the function is declared: an inlined one to the function, a method to its type. */
static void follow(Dwarf_Die *die, unsigned int name)
{
	Dwarf_Attribute attribute;
	Dwarf_Die to;

	if (dwarf_attr(die, name, &attribute) && dwarf_formref_die(&attribute, &to))
		*die = to;
}

static void add(char *text, size_t size, const char *more)
{
	size_t used = strlen(text);

	snprintf(text + used, size - used, "%s%s", used ? "::" : "", more);
}

/* With the names of what it stands in. Rust's outermost is the crate; all files are of one, so it says nothing. */
static void name_of(Dwarf_Die function, char *name, size_t size)
{
	struct chain c;
	Dwarf_Die unit;
	const char *own, *outer;

	name[0] = '\0';
	follow(&function, DW_AT_abstract_origin);
	follow(&function, DW_AT_specification);
	own = dwarf_diename(&function);
	if (!own)
		return;
	if (dwarf_diecu(&function, &unit, NULL, NULL) && descend_to(&unit, &function, &c))
		for (int i = dwarf_srclang(&unit) == DW_LANG_Rust; i < c.count - 1; i++)
			if (names_a_path(&c.dies[i]) && (outer = dwarf_diename(&c.dies[i])))
				add(name, size, outer);
	add(name, size, own);
}

static void take(struct places *p, const char *file, int line, const char *function)
{
	struct frame *to = &p->frames[p->count];

	/* A file of a longer name would be another one. */
	if (!file || strlen(file) >= sizeof(to->file) || line <= 0 || p->count == PLACES)
		return;
	strcpy(to->file, file);
	to->line = line;
	snprintf(to->function, sizeof(to->function), "%s", function);
	p->count++;
}

/* Where an inlined function was called. */
static bool called_at(Dwarf_Die *inlined, Dwarf_Die *unit, const char **file, int *line)
{
	Dwarf_Attribute attribute;
	Dwarf_Files *files;
	Dwarf_Word number, at;
	size_t count;

	if (!dwarf_attr(inlined, DW_AT_call_file, &attribute) || dwarf_formudata(&attribute, &number) != 0 ||
	    !dwarf_attr(inlined, DW_AT_call_line, &attribute) || dwarf_formudata(&attribute, &at) != 0 || at > 1000000 ||
	    dwarf_getsrcfiles(unit, &files, &count) != 0 || number >= count)
		return false;
	*file = dwarf_filesrc(files, number, NULL, NULL);
	*line = (int)at;
	return true;
}

/* From the innermost function at the address out to the one that is really called. */
static void take_functions(struct places *p, Dwarf_Die *unit, Dwarf_Addr pc, const char *prefix, const char *file, int line, const char *symbol)
{
	struct chain c = { 0 };
	bool named = false;

	visits = 0;
	descend_to_pc(unit, pc, &c);
	for (int i = c.count - 1; i >= 0 && !named; i--) {
		int tag = dwarf_tag(&c.dies[i]);
		char name[sizeof(p->frames[0].function)];

		if (tag != DW_TAG_subprogram && tag != DW_TAG_inlined_subroutine)
			continue;
		name_of(c.dies[i], name, sizeof(name));
		take(p, below(file, unit, prefix), line, name);
		named = tag == DW_TAG_subprogram || !called_at(&c.dies[i], unit, &file, &line);
	}
	if (!named)
		take(p, below(file, unit, prefix), line, symbol ? symbol : "");
}

void places_find(struct places *p, Dwfl_Module *module, Dwarf_Addr pc, const char *prefix)
{
	Dwarf_Addr bias;
	Dwarf_Die *unit = unit_of(module, pc, &bias);
	Dwarf_Line *line = unit ? dwarf_getsrc_die(unit, pc - bias) : NULL;
	const char *file = line ? dwarf_linesrc(line, NULL, NULL) : NULL;
	int number = 0;

	p->count = 0;
	/* The units of a runtime's own library are the largest. */
	if (file && unit_has(unit, prefix) && dwarf_lineno(line, &number) == 0)
		take_functions(p, unit, pc - bias, prefix, file, number, dwfl_module_addrname(module, pc));
}

bool places_any(Dwfl_Module *module, const char *prefix)
{
	Dwarf_Addr bias;

	for (Dwarf_Die *unit = dwfl_module_nextcu(module, NULL, &bias); unit; unit = dwfl_module_nextcu(module, unit, &bias))
		if (unit_has(unit, prefix))
			return true;
	return false;
}
