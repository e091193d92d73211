/* Numbers on the wire are spelt as printf(3) spells them. */
#include "tests/tap.h"
#include "wire/wire.h"

#include <limits.h>

static int wrong;

static void spell(long long value)
{
	char digits[DECIMAL_BYTES], wanted[DECIMAL_BYTES];

	snprintf(wanted, sizeof(wanted), "%lld", value);
	wrong += strcmp(decimal(value, digits), wanted) != 0;
}

int main(void)
{
	for (long long value = -12345; value <= 12345; value++)
		spell(value);
	is_int(wrong, 0, "small numbers");
	for (long long power = 1; power <= LLONG_MAX / 10; power *= 10)
		for (long long near = -1; near <= 1; near++) {
			spell(power * 10 + near);
			spell(-power * 10 + near);
		}
	spell(LLONG_MAX);
	spell(LLONG_MIN);
	is_int(wrong, 0, "numbers with any count of digits");
	return done();
}
