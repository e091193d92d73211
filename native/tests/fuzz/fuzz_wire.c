/* Any bytes as a string: the result is printable ASCII on one line, with every quote escaped. */
#include "wire/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void judge(const char *json, size_t len)
{
	size_t i = 1;

	if (len < 2 || json[0] != '"' || json[len - 1] != '"')
		abort();
	while (i < len - 1) {
		if (json[i] < 0x20 || json[i] > 0x7e || json[i] == '"')
			abort();
		if (json[i] == '\\' && json[i + 1] == 'u')
			i += 6;
		else
			i += json[i] == '\\' ? 2 : 1;
	}
	if (i != len - 1)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct wire wire;
	char *text = malloc(size + 1);

	/* It must fit into one buffer; otherwise a part has been written already. */
	if (size > WIRE_BUFFER_BYTES / 8)
		size = WIRE_BUFFER_BYTES / 8;
	memcpy(text, data, size);
	text[size] = '\0';
	wire_open(&wire, -1);
	wire_text(&wire, text);
	judge(wire.buffer, wire.used);
	free(text);
	return 0;
}
