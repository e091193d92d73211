/*
 * Unwinds a snapshot with libdw. The program is a stranger's, and so is its DWARF: this runs in a process of its own, inside the sandbox,
 * and its failure costs line numbers only. Only what stands in the snapshot is read as memory.
 */
#include "where/unwind.h"

#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Deeper is of no use, and a stack that a stranger made may lead in a circle. */
#define MOST_FRAMES 256
/* dwfl wants a number for the process and its one thread. */
#define TASK 1

#define SEEN 1024
struct seen {
	Dwarf_Addr pc;
	struct frame frame;
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

struct space *space_open(char *maps, size_t bytes)
{
	static const Dwfl_Callbacks callbacks = { .find_elf = find_elf, .find_debuginfo = find_no_debuginfo };
	struct space *s = calloc(1, sizeof(*s));
	FILE *text = bytes > 0 ? fmemopen(maps, bytes, "r") : NULL;

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

struct walk {
	struct space *space;
	const char *prefix;
	struct frame *frames;
	size_t most, count;
	int depth;
};

/* The unit of an address. Go writes no table of them, so its units are asked one by one. */
static Dwarf_Die *unit_of(Dwfl_Module *module, Dwarf_Addr pc, Dwarf_Addr *bias)
{
	Dwarf_Die *unit = dwfl_module_addrdie(module, pc, bias);

	for (unit = unit ? unit : dwfl_module_nextcu(module, NULL, bias); unit; unit = dwfl_module_nextcu(module, unit, bias))
		if (dwarf_haspc(unit, pc - *bias) == 1)
			return unit;
	return NULL;
}

/* The function around an address, where the compiler says it; an inlined one has a name of its own. */
static const char *function_in(Dwarf_Die *unit, Dwarf_Addr pc)
{
	Dwarf_Die *scopes = NULL;
	const char *name = NULL;
	int count = dwarf_getscopes(unit, pc, &scopes);

	for (int i = 0; i < count && !name; i++) {
		int tag = dwarf_tag(&scopes[i]);

		if (tag == DW_TAG_subprogram || tag == DW_TAG_inlined_subroutine)
			name = dwarf_diename(&scopes[i]);
	}
	free(scopes);
	return name;
}

/* What an address belongs to; `file` is NULL if it is no line of the sources. */
static struct frame look_up(Dwfl_Module *module, Dwarf_Addr pc, const char *prefix)
{
	Dwarf_Addr bias;
	Dwarf_Die *unit = unit_of(module, pc, &bias);
	Dwarf_Line *line = unit ? dwarf_getsrc_die(unit, pc - bias) : NULL;
	const char *file = line ? dwarf_linesrc(line, NULL, NULL) : NULL, *function;
	int number = 0;

	if (!file || strncmp(file, prefix, strlen(prefix)) != 0 || dwarf_lineno(line, &number) != 0 || number <= 0)
		return (struct frame){ 0 };
	function = function_in(unit, pc - bias);
	if (!function)
		function = dwfl_module_addrname(module, pc);
	return (struct frame){ file + strlen(prefix), number, function ? function : "" };
}

/* Most addresses come again: a table of what was found, by address. */
static const struct frame *frame_at(struct space *s, Dwfl_Module *module, Dwarf_Addr pc, const char *prefix)
{
	struct seen *seen = &s->seen[(pc ^ pc >> 10) % SEEN];

	if (seen->pc != pc)
		*seen = (struct seen){ pc, look_up(module, pc, prefix) };
	return &seen->frame;
}

static int take_frame(Dwfl_Frame *frame, void *arg)
{
	struct walk *w = arg;
	Dwarf_Addr pc;
	bool activation;
	Dwfl_Module *module;
	const struct frame *found;

	if (++w->depth > MOST_FRAMES || w->count == w->most || !dwfl_frame_pc(frame, &pc, &activation))
		return DWARF_CB_ABORT;
	/* A return address stands behind its call, and may belong to the next line. */
	if (!activation)
		pc--;
	module = dwfl_addrmodule(w->space->dwfl, pc);
	found = module ? frame_at(w->space, module, pc, w->prefix) : NULL;
	if (found && found->file)
		w->frames[w->count++] = *found;
	return DWARF_CB_OK;
}

/* Whether the program says how to go on from here. Where it does not, dwfl would guess by the frame pointer. */
static bool is_described(Dwfl *dwfl, Dwarf_Addr pc)
{
	Dwarf_Addr bias;
	Dwarf_Frame *frame = NULL;
	Dwfl_Module *module = dwfl_addrmodule(dwfl, pc);
	Dwarf_CFI *cfi = module ? dwfl_module_eh_cfi(module, &bias) : NULL;
	bool found = cfi && dwarf_cfi_addrframe(cfi, pc - bias, &frame) == 0;

	free(frame);
	frame = NULL;
	if (!found && (cfi = module ? dwfl_module_dwarf_cfi(module, &bias) : NULL))
		found = dwarf_cfi_addrframe(cfi, pc - bias, &frame) == 0;
	free(frame);
	return found;
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
static void step_out_of_go(Dwfl *dwfl, struct snapshot *at)
{
	Dwfl_Module *module = dwfl_addrmodule(dwfl, at->pc);
	const char *name = module ? dwfl_module_addrname(module, at->pc) : NULL;

	if (!name || strncmp(name, "syscall.rawVforkSyscall", strlen("syscall.rawVforkSyscall")) != 0)
		return;
#if defined(__x86_64__)
	at->pc = at->registers[12] - 1;
	at->registers[SNAPSHOT_RETURN] = at->pc;
#endif
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
	if (!is_described(s->dwfl, out.pc))
		step_out(&out);
	step_out_of_go(s->dwfl, &out);
	dwfl_getthread_frames(s->dwfl, TASK, take_frame, &w);
	return w.count;
}
