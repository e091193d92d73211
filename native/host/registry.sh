#!/bin/sh
# Prints build/registry.c, the list of every strategies/NAME.c and hazards/NAME.c.
set -eu
cd "$(dirname "$0")/.."
list() { # FOLDER TABLE SYMBOL-PREFIX ID-PREFIX
	for file in "$1"/*.c; do
		name=$(basename "$file" .c)
		echo "extern const struct strategy $3_$name;"
	done
	echo "const struct registered $2[] = {"
	for file in "$1"/*.c; do
		name=$(basename "$file" .c)
		echo "	{ \"$4$(echo "$name" | sed "$5")\", &$3_$name },"
	done
	echo '	{ 0, 0 },'
	echo '};'
}
echo '#include "host/registry.h"'
list strategies registry strategy '' ''
list hazards hazards hazard hazard- 's/_/-/g'
