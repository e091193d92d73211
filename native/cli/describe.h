#ifndef DESCRIBE_H
#define DESCRIBE_H

/* Prints the Catalog (protocol/catalog.ts) as one line of JSON. Returns the exit status. */
int describe(void);

#endif
