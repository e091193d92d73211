import { files } from './files.ts'
import type { Outside } from './outside.ts'
import { server } from './server.ts'

/** The build knows which: of the other one nothing is shipped. */
export const outside: Outside = import.meta.env.PLAIN_FILES ? files : server
