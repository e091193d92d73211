/**
 * The entry of the server: reads the environment, serves, says what works here, and stops cleanly.
 *
 *   browser ── HTTP, WS /live ──► this process ── argv ──► helper (one per run) ── ptrace ──► host ─► child
 *                                      ◄── fd 3: NDJSON ──┘
 */
import { lookup } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import closeWithGrace from 'close-with-grace'
import { pino } from 'pino'
import { greeting } from './capabilities/greeting.ts'
import { classroomGreeting } from './classroomGreeting.ts'
import { readEnvironment, type ServerEnvironment } from './environment.ts'
import { withPrebuilt } from './helper/prebuilt.ts'
import { builtPage, developmentPage } from './http/page.ts'
import { openBrowser } from './openBrowser.ts'
import { type ClassroomPlan, planClassroom } from './planClassroom.ts'
import { type Serving, serve } from './serve.ts'
import { startOptions } from './startOptions.ts'

async function main(): Promise<void> {
  let asked: Asked
  try {
    asked = await whatIsAsked()
  } catch (error) {
    return fail(error)
  }
  const { environment, classroom, open } = asked
  const log = pino({ level: environment.logLevel })
  const page = environment.development ? developmentPage(environment.root) : builtPage(environment.root)
  try {
    const serving = await serve(withPrebuilt(environment), page, log)
    closeWithGrace({ delay: environment.limits.SHUTDOWN_RUNS_MS + 5_000, logger: { error: (problem) => log.error(problem) } }, async ({ err }) => {
      if (err) log.error({ err }, 'stopping')
      await serving.close()
    })
    // Last, because a reader of this text may stop the server at once.
    console.log(said(serving, classroom))
    if (open) openBrowser(serving.url)
  } catch (error) {
    fail(error)
  }
}

interface Asked {
  environment: ServerEnvironment
  /** Null: this start is not for a class. */
  classroom: ClassroomPlan | null
  open: boolean
}

/** The options of this start over the environment. */
async function whatIsAsked(): Promise<Asked> {
  const { outerSandbox, classroom: forClass, address, port, data, open } = startOptions(process.argv.slice(2))
  const env = {
    ...process.env,
    ...(outerSandbox !== null && { SPAWNSCOPE_OUTER_SANDBOX: outerSandbox }),
    ...(port !== null && { PORT: port }),
    ...(data !== null && { SPAWNSCOPE_DATA: path.resolve(callersFolder(), data) }),
  }
  const addressesOf = async (name: string): Promise<string[]> => (await lookup(name, { all: true })).map((found) => found.address)
  const classroom = forClass ? await planClassroom(env, address, networkInterfaces(), addressesOf) : null
  return { environment: readEnvironment({ ...env, ...classroom?.env }, classroom?.names), classroom, open }
}

/** npm start has changed the folder. */
function callersFolder(): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env
  return script === 'start' && folder !== undefined ? folder : process.cwd()
}

function said({ url, port, capabilities }: Serving, classroom: ClassroomPlan | null): string {
  const first = greeting(url, capabilities)
  if (!classroom) return first
  const coloured = process.stdout.isTTY === true && process.env.TERM !== 'dumb'
  return `${first}\n${classroomGreeting({ ...classroom, url, port, live: capabilities.refused === null, coloured })}`
}

function fail(error: unknown): void {
  console.error(`spawnscope: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}

await main()
