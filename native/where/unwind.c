/*
 * Unwinds a snapshot with libdw. The program is a stranger's, and so is its DWARF: this runs in a process of its own, inside the sandbox,
 * and its failure costs line numbers only. Only what stands in the snapshot is read as memory.
 */
#include "where/unwind.h"

#include "where/places.h"

#include <elfutils/libdwfl.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Deeper is of no use, and a stack that a stranger made may lead in a circle. */
#define MOST_FRAMES 256
/* dwfl wants a number for the process and its one thread. */
#define TASK 1

#define SEEN 1024
struct seen {
	Dwarf_Addr pc;
	bool described;
	struct places places;
};

struct space {
	Dwfl *dwfl;
	struct seen seen[SEEN];
	const struct snapshot *at;
	bool attached;
};

/* The path of a mapped file is the one in our own view: this process is in the same sandbox. */
static int find_elf(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base, char **file, Elf **elf)
{
	struct stat st;
	int fd;

	(void)module, (void)data, (void)base, (void)elf;
	if (name[0] != '/' || (fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK)) < 0)
		return -1;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return -1;
	}
	*file = strdup(name);
	return fd;
}

/* No other file is looked for: neither in /usr/lib/debug nor on a server. */
static int find_no_debuginfo(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base, const char *file, const char *link, GElf_Word crc,
			     char **found)
{
	(void)module, (void)data, (void)name, (void)base, (void)file, (void)link, (void)crc, (void)found;
	return -1;
}

static pid_t next_thread(Dwfl *dwfl, void *arg, void **thread)
{
	(void)dwfl;
	if (*thread)
		return 0;
	*thread = arg;
	return TASK;
}

static bool read_memory(Dwfl *dwfl, Dwarf_Addr address, Dwarf_Word *word, void *arg)
{
	const struct snapshot *at = ((struct space *)arg)->at;

	(void)dwfl;
	if (address < at->stack_at || address - at->stack_at > at->stack_bytes || at->stack_bytes - (address - at->stack_at) < sizeof(*word))
		return false;
	memcpy(word, at->stack + (address - at->stack_at), sizeof(*word));
	return true;
}

static bool set_registers(Dwfl_Thread *thread, void *arg)
{
	const struct snapshot *at = ((struct space *)arg)->at;

	if (!dwfl_thread_state_registers(thread, 0, SNAPSHOT_REGISTERS, at->registers))
		return false;
	dwfl_thread_state_register_pc(thread, at->pc);
	return true;
}

struct space *space_open(const char *maps, size_t bytes)
{
	static const Dwfl_Callbacks callbacks = { .find_elf = find_elf, .find_debuginfo = find_no_debuginfo };
	struct space *s = calloc(1, sizeof(*s));
	FILE *text = bytes > 0 ? fmemopen((char *)maps, bytes, "r") : NULL;

	if (s && text && (s->dwfl = dwfl_begin(&callbacks))) {
		dwfl_report_begin(s->dwfl);
		if (dwfl_linux_proc_maps_report(s->dwfl, text) == 0 && dwfl_report_end(s->dwfl, NULL, NULL) == 0) {
			fclose(text);
			return s;
		}
		dwfl_end(s->dwfl);
	}
	if (text)
		fclose(text);
	free(s);
	return NULL;
}

void space_close(struct space *s)
{
	if (!s)
		return;
	dwfl_end(s->dwfl);
	free(s);
}

static int look_for_lines(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base, void *prefix)
{
	(void)data, (void)name, (void)base;
	return places_any(module, prefix) ? DWARF_CB_ABORT : DWARF_CB_OK;
}

bool space_has_lines(struct space *s, const char *prefix)
{
	return dwfl_getmodules(s->dwfl, look_for_lines, (void *)prefix, 0) > 0;
}

struct walk {
	struct space *space;
	const char *prefix;
	struct frame *frames;
	size_t most, count;
	int depth;
};

/* Whether the program says how to go on from here. Where it does not, dwfl guesses by the frame pointer, and may be wrong. */
static bool is_described(Dwfl_Module *module, Dwarf_Addr pc)
{
	Dwarf_Addr bias;
	Dwarf_Frame *frame = NULL;
	Dwarf_CFI *cfi = dwfl_module_eh_cfi(module, &bias);
	bool found = cfi && dwarf_cfi_addrframe(cfi, pc - bias, &frame) == 0;

	free(frame);
	frame = NULL;
	if (!found && (cfi = dwfl_module_dwarf_cfi(module, &bias)))
		found = dwarf_cfi_addrframe(cfi, pc - bias, &frame) == 0;
	free(frame);
	return found;
}

/* Most addresses come again: a table of what was found, by address. */
static const struct seen *seen_at(struct space *s, Dwarf_Addr pc, const char *prefix)
{
	struct seen *seen = &s->seen[(pc ^ pc >> 10) % SEEN];
	Dwfl_Module *module;

	if (seen->pc == pc)
		return seen;
	module = dwfl_addrmodule(s->dwfl, pc);
	seen->pc = pc;
	seen->described = module && is_described(module, pc);
	seen->places.count = 0;
	if (module)
		places_find(&seen->places, module, pc, prefix);
	return seen;
}

static int take_frame(Dwfl_Frame *frame, void *arg)
{
	struct walk *w = arg;
	Dwarf_Addr pc;
	bool activation;
	const struct seen *seen;

	if (++w->depth > MOST_FRAMES || w->count == w->most || !dwfl_frame_pc(frame, &pc, &activation))
		return DWARF_CB_ABORT;
	/* A return address stands behind its call, and may belong to the next line. */
	if (!activation)
		pc--;
	seen = seen_at(w->space, pc, w->prefix);
	for (size_t i = 0; i < seen->places.count && w->count < w->most; i++)
		w->frames[w->count++] = seen->places.frames[i];
	return seen->described ? DWARF_CB_OK : DWARF_CB_ABORT;
}

/* The code around clone and clone3 of a C library. Its own symbol says so, or else, if it has none, the library's name. */
static bool is_clone_of_libc(Dwfl_Module *module, const struct snapshot *at)
{
	const char *symbol = dwfl_module_addrname(module, at->pc), *path = dwfl_module_info(module, NULL, NULL, NULL, NULL, NULL, NULL, NULL), *name;

	if (symbol && strstr(symbol, "clone"))
		return true;
	name = path ? strrchr(path, '/') : NULL;
	return name && (strncmp(name, "/libc.", 6) == 0 || strncmp(name, "/libc-", 6) == 0 || strncmp(name, "/ld-musl", 8) == 0);
}

/*
 * glibc ends what it says of clone and clone3 before the instruction. There the return address is where the stack pointer points (x86-64),
 * or in the link register.
 */
static void step_out(struct snapshot *at)
{
	uint64_t back;

#if defined(__x86_64__)
	if (at->stack_bytes < sizeof(back))
		return;
	memcpy(&back, at->stack, sizeof(back));
	at->registers[SNAPSHOT_STACK_POINTER] += sizeof(back);
	at->registers[SNAPSHOT_RETURN] = back - 1;
#else
	back = at->registers[SNAPSHOT_RETURN];
#endif
	at->pc = back - 1;
}

/* Go takes the return address off the stack before clone, because the child will write there (syscall.rawVforkSyscall). */
static void step_out_of_go(Dwfl_Module *module, struct snapshot *at)
{
	const char *name = dwfl_module_addrname(module, at->pc);

	if (!name || strncmp(name, "syscall.rawVforkSyscall", strlen("syscall.rawVforkSyscall")) != 0)
		return;
#if defined(__x86_64__)
	at->pc = at->registers[12] - 1;
	at->registers[SNAPSHOT_RETURN] = at->pc;
#endif
}

static void begin_above_clone(Dwfl *dwfl, struct snapshot *at)
{
	Dwfl_Module *module = at->call == SYS_clone || at->call == SYS_clone3 ? dwfl_addrmodule(dwfl, at->pc) : NULL;

	if (!module)
		return;
	if (is_described(module, at->pc))
		step_out_of_go(module, at);
	else if (is_clone_of_libc(module, at))
		step_out(at);
}

size_t space_frames(struct space *s, const struct snapshot *at, const char *prefix, struct frame *frames, size_t most)
{
	static const Dwfl_Thread_Callbacks callbacks = { .next_thread = next_thread, .memory_read = read_memory, .set_initial_registers = set_registers };
	struct walk w = { s, prefix, frames, most, 0, 0 };
	struct snapshot out = *at;

	s->at = &out;
	if (!s->attached && !dwfl_attach_state(s->dwfl, NULL, TASK, &callbacks, s))
		return 0;
	s->attached = true;
	begin_above_clone(s->dwfl, &out);
	dwfl_getthread_frames(s->dwfl, TASK, take_frame, &w);
	return w.count;
}
