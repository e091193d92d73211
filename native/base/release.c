/* Which helper this is. The build says the version and the commit: the Makefile, or scripts/setup/compile.mjs. */
#include "base/release.h"

#include <elf.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/auxv.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

#ifndef SPAWNSCOPE_VERSION
#error "the build states no version. Cure: make -C native, which reads it from package.json"
#endif

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

const char helper_version[] = SPAWNSCOPE_VERSION;
#ifdef SPAWNSCOPE_COMMIT
const char *const helper_commit = SPAWNSCOPE_COMMIT;
#else
const char *const helper_commit = NULL;
#endif

#if defined(__clang__)
const char helper_compiler[] = "clang " TEXT(__clang_major__) "." TEXT(__clang_minor__) "." TEXT(__clang_patchlevel__);
#elif defined(__GNUC__)
const char helper_compiler[] = "gcc " TEXT(__GNUC__) "." TEXT(__GNUC_MINOR__) "." TEXT(__GNUC_PATCHLEVEL__);
#else
const char helper_compiler[] = "another compiler";
#endif

/* uClibc claims to be glibc too. musl defines nothing, and of its version it says nothing either. */
#if defined(__UCLIBC__)
const char libc_name[] = "uClibc";
#elif defined(__GLIBC__)
const char libc_name[] = "glibc";
#elif defined(__BIONIC__)
const char libc_name[] = "bionic";
#else
const char libc_name[] = "musl";
#endif

const char *libc_version(void)
{
#if defined(__GLIBC__) && !defined(__UCLIBC__)
	return gnu_get_libc_version();
#else
	return NULL;
#endif
}

void libc_words(char *text, size_t size)
{
	const char *version = libc_version();

	snprintf(text, size, "%s%s%s", libc_name, version ? " " : "", version ? version : "");
}

bool libc_is_static(void)
{
	const ElfW(Phdr) *header = (const ElfW(Phdr) *)(uintptr_t)getauxval(AT_PHDR);

	for (unsigned long n = getauxval(AT_PHNUM); header && n > 0; n--, header++)
		if (header->p_type == PT_INTERP)
			return false;
	return true;
}
