/* Numbers that look random, and are the same for the same call and trial. */
#include "everyCall.h"

struct chance chance_of(uint64_t seed, uint64_t call, uint64_t trial)
{
	struct chance c = { seed * 0x9e3779b97f4a7c15 + call * 0xbf58476d1ce4e5b9 + trial * 0x94d049bb133111eb + 1 };

	for (int i = 0; i < 4; i++)
		draw(&c, 1);
	return c;
}

uint64_t draw(struct chance *c, uint64_t below)
{
	uint64_t x = c->state += 0x9e3779b97f4a7c15;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	x ^= x >> 31;
	return below ? x % below : x;
}
