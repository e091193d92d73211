/**
 * Loaded into a server by NODE_OPTIONS=--import, so that a proof can ask it to collect its garbage: memory that is measured is then
 * memory that is in use. SIGWINCH, because it does nothing else, and no server without a terminal gets it.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
process.on('SIGWINCH', runInNewContext('gc'))
