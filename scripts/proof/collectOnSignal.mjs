/**
 * Loaded into a server by NODE_OPTIONS=--import, so that a proof can ask it to collect its garbage: memory that is measured is then
 * memory that is in use. The inspector's collection gives free pages back to the system, too; gc() leaves them with the process.
 * SIGWINCH, because it does nothing else, and a server without a terminal never gets it.
 */
import { Session } from 'node:inspector'

const session = new Session()
session.connect()
process.on('SIGWINCH', () => session.post('HeapProfiler.collectGarbage'))
