/*
 * What an address belongs to, by DWARF: file, line and function, and those of the functions that the compiler inlined there. A name has the
 * path of its namespaces (Rust: Parser::read), so that no linkage name has to be demangled.
 */
#include "where/places.h"

#include <dwarf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The unit of an address. Go writes no table of them, so its units are asked one by one. */
static Dwarf_Die *unit_of(Dwfl_Module *module, Dwarf_Addr pc, Dwarf_Addr *bias)
{
	Dwarf_Die *unit = dwfl_module_addrdie(module, pc, bias);

	for (unit = unit ? unit : dwfl_module_nextcu(module, NULL, bias); unit; unit = dwfl_module_nextcu(module, unit, bias))
		if (dwarf_haspc(unit, pc - *bias) == 1)
			return unit;
	return NULL;
}

/* Follows a reference to where the function is declared: an inlined one to the function, a method to its type. */
static bool follow(Dwarf_Die *die, unsigned int name)
{
	Dwarf_Attribute attribute;
	Dwarf_Die to;

	if (!dwarf_attr(die, name, &attribute) || !dwarf_formref_die(&attribute, &to))
		return false;
	*die = to;
	return true;
}

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

/* Rust's outermost namespace is the crate. All files are of one crate, so it says nothing. */
static bool is_rust(Dwarf_Die *unit)
{
	return dwarf_srclang(unit) == DW_LANG_Rust;
}

static void add(char *text, size_t size, const char *more)
{
	size_t used = strlen(text);

	snprintf(text + used, size - used, "%s%s", used ? "::" : "", more);
}

static void name_of(Dwarf_Die function, Dwarf_Die *unit, char *name, size_t size)
{
	Dwarf_Die *scopes = NULL;
	int count;
	const char *own, *outer;

	name[0] = '\0';
	follow(&function, DW_AT_abstract_origin);
	follow(&function, DW_AT_specification);
	own = dwarf_diename(&function);
	if (!own)
		return;
	count = dwarf_getscopes_die(&function, &scopes);
	/* The last is the unit; in Rust the one before it is the crate. */
	for (int i = count - 2 - is_rust(unit); i > 0; i--)
		if (names_a_path(&scopes[i]) && (outer = dwarf_diename(&scopes[i])))
			add(name, size, outer);
	free(scopes);
	add(name, size, own);
}

static void take(struct places *p, const char *prefix, const char *file, int line, const char *function)
{
	struct frame *to = &p->frames[p->count];

	if (!file || line <= 0 || p->count == PLACES || strncmp(file, prefix, strlen(prefix)) != 0)
		return;
	to->file = file + strlen(prefix);
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
	Dwarf_Die *inner = NULL, *scopes = NULL;
	bool named = false;
	/* These end at the declaration of an inlined function; those of the innermost one lead on to its callers. */
	int count = dwarf_getscopes(unit, pc, &inner) > 0 ? dwarf_getscopes_die(&inner[0], &scopes) : 0;

	for (int i = 0; i < count && !named; i++) {
		int tag = dwarf_tag(&scopes[i]);
		char name[sizeof(p->frames[0].function)];

		if (tag != DW_TAG_subprogram && tag != DW_TAG_inlined_subroutine)
			continue;
		name_of(scopes[i], unit, name, sizeof(name));
		take(p, prefix, file, line, name);
		named = tag == DW_TAG_subprogram || !called_at(&scopes[i], unit, &file, &line);
	}
	if (!named)
		take(p, prefix, file, line, symbol ? symbol : "");
	free(scopes);
	free(inner);
}

void places_find(struct places *p, Dwfl_Module *module, Dwarf_Addr pc, const char *prefix)
{
	Dwarf_Addr bias;
	Dwarf_Die *unit = unit_of(module, pc, &bias);
	Dwarf_Line *line = unit ? dwarf_getsrc_die(unit, pc - bias) : NULL;
	const char *file = line ? dwarf_linesrc(line, NULL, NULL) : NULL;
	int number = 0;

	p->count = 0;
	if (file && dwarf_lineno(line, &number) == 0)
		take_functions(p, unit, pc - bias, prefix, file, number, dwfl_module_addrname(module, pc));
}
