/* `spawnscope --version`. */
#include "cli/version.h"

#include "base/release.h"
#include "tracer/lines.h"

#include <stdio.h>
#include <sys/utsname.h>

int version(void)
{
	char libc[64], path[4096];
	struct utsname host;

	uname(&host);
	libc_words(libc, sizeof(libc));
	printf("spawnscope %s\n", helper_version);
	printf("libc: %s (%s)\n", libc, libc_is_static() ? "static" : "dynamic");
	printf("build: %s, %s%s%s\n", helper_compiler, host.machine, helper_commit ? ", commit " : "", helper_commit ? helper_commit : "");
	printf("lines by libdw: %s\n", lines_program(path, sizeof(path)) ? "yes" : "no");
	return 0;
}
