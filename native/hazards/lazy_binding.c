/*
 * The first call of a library function looks up its address and stores it in the caller's global
 * offset table. A vfork child stores it in the parent's table: it runs the dynamic linker, with its
 * locks, on shared memory.
 */
#include "experiment.h"

#include <elf.h>
#include <link.h>
#include <string.h>

enum { WAY, SETTINGS };
/* Called nowhere else in this program, so it is not bound yet. */
#define FUNCTION "getpgid"

/* Some libcs relocate the addresses in the dynamic section, some do not. */
static const char *relocated(ElfW(Addr) base, ElfW(Addr) address)
{
	return (const char *)(address < base ? address + base : address);
}

static int first_object(struct dl_phdr_info *info, size_t size, void *base)
{
	(void)size;
	*(ElfW(Addr) *)base = info->dlpi_addr;
	return 1;
}

/* The slot of FUNCTION in this program's table; NULL when it has none. */
static const volatile uintptr_t *table_slot(void)
{
	const char *relocations = NULL, *symbols = NULL, *names = NULL;
	ElfW(Addr) base = 0;
	size_t bytes = 0;

	dl_iterate_phdr(first_object, &base);
	for (const ElfW(Dyn) *d = _DYNAMIC; d->d_tag != DT_NULL; d++) {
		if (d->d_tag == DT_JMPREL)
			relocations = relocated(base, d->d_un.d_ptr);
		else if (d->d_tag == DT_PLTRELSZ)
			bytes = d->d_un.d_val;
		else if (d->d_tag == DT_SYMTAB)
			symbols = relocated(base, d->d_un.d_ptr);
		else if (d->d_tag == DT_STRTAB)
			names = relocated(base, d->d_un.d_ptr);
	}
	for (size_t at = 0; relocations && symbols && names && at < bytes; at += sizeof(ElfW(Rela))) {
		const ElfW(Rela) *r = (const void *)(relocations + at);
		const ElfW(Sym) *s = (const void *)(symbols + ELF64_R_SYM(r->r_info) * sizeof(*s));

		if (strcmp(names + s->st_name, FUNCTION) == 0)
			return (const volatile uintptr_t *)(base + r->r_offset);
	}
	return NULL;
}

static __attribute__((noinline)) pid_t create(const struct launch *launch)
{
	pid_t child;

	AT(create, create_child);
	child = launch->values[WAY] == WAY_VFORK ? vfork() : fork();
	if (child == 0) {
		CHILD_BEGINS();
		AT(child_setup, call_for_the_first_time);
		getpgid(0);
		AT(exec, exec);
		execve(launch->file, launch->argv, launch->envp);
		_exit(127);
	}
	PARENT_AGAIN();
	return child;
}

static int spawn(const struct launch *launch, int *status)
{
	const volatile uintptr_t *slot = table_slot();
	uintptr_t before;
	pid_t child;

	if (!slot) {
		errno = ENOTSUP;
		give_up("this build binds its functions at start (-z now): build it with the Makefile");
	}
	AT(prepare, look_at_the_table);
	before = *slot;
	decided(launch->values[WAY] == WAY_VFORK ? "vfork" : "fork");
	child = create(launch);
	if (child < 0)
		return errno;
	finding("parents_table_written_by_child", *slot != before, "%s", *slot != before ? "yes" : "no");
	AT(reap, wait);
	waitpid(child, status, 0);
	return 0;
}

static const struct strategy_setting settings[] = { [WAY] = WAY_SETTING, [SETTINGS] = { 0 } };

EXPERIMENT(lazy_binding, "The dynamic linker in the child", "A vfork child binds the function in the parent's table.", "vfork");
