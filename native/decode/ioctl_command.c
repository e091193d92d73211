/* How a command of ioctl(2) is called: by its name, or by its parts. */
#include "decode/ioctl_command.h"

#include "decode/blocks.h"
#include "decode/input_names.h"
#include "decode/ioctl_names.h"

#include <linux/ioctl.h>

static void add_number(struct args *out, unsigned value)
{
	arg_add(out, value ? "%#x" : "%x", value);
}

/* An unknown command is shown by its parts. */
static void add_parts(struct args *out, unsigned number)
{
	static const char *const directions[] = { "_IOC_NONE", "_IOC_WRITE", "_IOC_READ", "_IOC_READ|_IOC_WRITE" };

	arg_add(out, "_IOC(%s, ", directions[_IOC_DIR(number)]);
	add_number(out, _IOC_TYPE(number));
	arg_add(out, ", ");
	add_number(out, _IOC_NR(number));
	arg_add(out, ", ");
	add_number(out, _IOC_SIZE(number));
	arg_add(out, ")");
}

/* Commands of input devices that have a kind of event or an axis in their number. */
static bool add_input(struct args *out, unsigned number)
{
	unsigned kind = _IOC_NR(number);

	if (_IOC_TYPE(number) != 'E')
		return false;
	if (_IOC_DIR(number) == _IOC_READ && kind >= 0x20 && kind < 0x40) {
		arg_add(out, "EVIOCGBIT(");
		if (kind == 0x20)
			arg_add(out, "0");
		else
			add_choice(out, kind - 0x20, input_events, "EV_???");
		arg_add(out, ", %u)", _IOC_SIZE(number));
		return true;
	}
	if ((_IOC_DIR(number) != _IOC_READ || kind < 0x40 || kind >= 0x80) && (_IOC_DIR(number) != _IOC_WRITE || kind < 0xc0))
		return false;
	arg_add(out, _IOC_DIR(number) == _IOC_READ ? "EVIOCGABS(" : "EVIOCSABS(");
	add_choice(out, kind % 0x40, input_axes, "ABS_???");
	arg_add(out, ")");
	return true;
}

/* Commands of any size, which is a part of their name. `by_number`: so is the number, and not the size. */
static bool add_sized(struct args *out, unsigned number)
{
	static const struct {
		unsigned direction;
		char type;
		unsigned number;
		const char *name;
	} sized[] = {
		{ _IOC_READ, 'E', 0x06, "EVIOCGNAME" },
		{ _IOC_READ, 'E', 0x07, "EVIOCGPHYS" },
		{ _IOC_READ, 'E', 0x08, "EVIOCGUNIQ" },
		{ _IOC_READ, 'E', 0x09, "EVIOCGPROP" },
		{ _IOC_READ, 'E', 0x0a, "EVIOCGMTSLOTS" },
		{ _IOC_READ, 'E', 0x18, "EVIOCGKEY" },
		{ _IOC_READ, 'E', 0x19, "EVIOCGLED" },
		{ _IOC_READ, 'E', 0x1a, "EVIOCGSND" },
		{ _IOC_READ, 'E', 0x1b, "EVIOCGSW" },
		{ _IOC_READ, 'H', 0x04, "HIDIOCGRAWNAME" },
		{ _IOC_READ, 'H', 0x05, "HIDIOCGRAWPHYS" },
		{ _IOC_READ, 'H', 0x06, "HIDIOCSFEATURE" },
		{ _IOC_READ, 'H', 0x08, "HIDIOCGRAWUNIQ" },
		{ _IOC_READ, 'H', 0x12, "HIDIOCGPHYS" },
		{ _IOC_READ | _IOC_WRITE, 'H', 0x06, "HIDIOCSFEATURE" },
		{ _IOC_READ | _IOC_WRITE, 'H', 0x07, "HIDIOCGFEATURE" },
		{ _IOC_READ, 'U', 0x2c, "UI_GET_SYSNAME" },
		{ _IOC_READ, 'j', 0x13, "JSIOCGNAME" },
		{ _IOC_WRITE, 'k', 0x00, "SPI_IOC_MESSAGE" },
	};

	if (_IOC_TYPE(number) == 'M' && (_IOC_DIR(number) == _IOC_READ || _IOC_DIR(number) == _IOC_WRITE)) {
		arg_add(out, _IOC_DIR(number) == _IOC_READ ? "MIXER_READ(%u)" : "MIXER_WRITE(%u)", _IOC_NR(number));
		return true;
	}
	for (size_t i = 0; i < sizeof(sized) / sizeof(*sized); i++)
		if (_IOC_DIR(number) == sized[i].direction && _IOC_TYPE(number) == (unsigned char)sized[i].type && _IOC_NR(number) == sized[i].number) {
			arg_add(out, "%s(%u)", sized[i].name, _IOC_SIZE(number));
			return true;
		}
	return false;
}

void add_ioctl_command(struct args *out, unsigned number)
{
	const struct ioctl_command *command = ioctl_command(number);

	if (command)
		arg_add(out, "%s", command->name);
	else if (!add_input(out, number) && !add_sized(out, number))
		add_parts(out, number);
}
