/* Structures of ioctl(2) on the console: its mode, and that of its keyboard. */
#include "decode/ioctl_console.h"

#include "decode/blocks.h"

#include <linux/kd.h>

static const struct flag modes[] = { { 0, "KD_TEXT" }, { 1, "KD_GRAPHICS" }, { 2, "KD_TEXT0" }, { 3, "KD_TEXT1" }, { 0, NULL } };
static const struct flag keyboards[] = { { 1, "KB_84" }, { 2, "KB_101" }, { 3, "KB_OTHER" }, { 0, NULL } };
static const struct flag keyboard_modes[] = { { 0, "K_RAW" }, { 1, "K_XLATE" }, { 2, "K_MEDIUMRAW" }, { 3, "K_UNICODE" }, { 4, "K_OFF" }, { 0, NULL } };

static void add_keyboard_mode(struct args *out, unsigned mode)
{
	if (choice(mode, keyboard_modes))
		arg_add(out, "%s", choice(mode, keyboard_modes));
	else
		arg_add(out, "%d /* K_??? */", (int)mode);
}

static void print_meta(struct args *out, const struct call *c, int at)
{
	static const struct flag metas[] = { { 3, "K_METABIT" }, { 4, "K_ESCPREFIX" }, { 0, NULL } };
	unsigned value;

	if ((unsigned)c->args[1] == KDSKBMETA) {
		arg_begin(out);
		add_choice(out, (unsigned)c->args[at], metas, "K_???");
	} else if (arg_read(out, c, at, &value, sizeof(value))) {
		arg_add(out, "[");
		add_choice(out, value, metas, "K_???");
		arg_add(out, "]");
	}
}

void p_console(struct args *out, const struct call *c, int at)
{
	unsigned command = (unsigned)c->args[1], value = 0;

	if (command == KDGKBMETA || command == KDSKBMETA) {
		print_meta(out, c, at);
		return;
	}
	if (command == KDSETMODE || command == KDSKBMODE)
		arg_begin(out);
	else if (!arg_read(out, c, at, &value, command == KDGKBTYPE ? 1 : sizeof(value)))
		return;
	switch (command) {
	case KDSETMODE:
		add_choice(out, c->args[at], modes, "KD_???");
		return;
	case KDSKBMODE:
		add_keyboard_mode(out, (unsigned)c->args[at]);
		return;
	}
	arg_add(out, "[");
	if (command == KDGKBMODE)
		add_keyboard_mode(out, value);
	else
		add_choice(out, value, command == KDGKBTYPE ? keyboards : modes, command == KDGKBTYPE ? "KB_???" : "KD_???");
	arg_add(out, "]");
}
