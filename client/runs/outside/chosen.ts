import { files } from './files.ts'
import type { Outside } from './outside.ts'
import { server } from './server.ts'

/** Chosen at build time; the other implementation is not bundled. */
export const outside: Outside = import.meta.env.PLAIN_FILES ? files : server
