/** A real server on a free port, with the helper a test wants. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Logger, pino } from 'pino'
import { readEnvironment } from '../environment.ts'
import type { PageMaker } from '../http/page.ts'
import { type Serving, serve } from '../serve.ts'

const noPage: PageMaker = async () => ({ handler: (_, __, next) => next(), close: async () => {} })
/** Long, so that the wall clock ends no run on a busy machine. A test of the wall clock sets its own. */
const PATIENT = { SPAWNSCOPE_RUN_WALL_MS: '120000' }
const ROOT = path.resolve(import.meta.dirname, '../..')

/** Serves with `helper` ('real', 'fake', or a path), and without a page unless a browser needs it. */
export async function startServer(
  helper: 'real' | 'fake' | string,
  env: Record<string, string> = {},
  page: PageMaker = noPage,
  log: Logger = pino({ level: 'silent' }),
): Promise<Serving> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-test-'))
  const file = helper === 'real' ? path.join(ROOT, 'native/build/spawnscope') : helper === 'fake' ? fakeHelperIn(scratch) : helper
  const environment = readEnvironment({
    PORT: '0',
    SPAWNSCOPE_ROOT: ROOT,
    SPAWNSCOPE_HELPER: file,
    SPAWNSCOPE_DATA: path.join(scratch, 'data'),
    ...PATIENT,
    ...env,
  })
  const serving = await serve(environment, page, log)
  return {
    ...serving,
    async close() {
      await serving.close()
      rmSync(scratch, { recursive: true })
    },
  }
}

/** The server starts its helper with an empty environment, so the script names its interpreter itself. */
export function fakeHelperIn(folder: string): string {
  const file = path.join(folder, 'helper')
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${path.join(import.meta.dirname, 'fakeHelper.mjs')}' "$@"\n`)
  chmodSync(file, 0o755)
  return file
}
