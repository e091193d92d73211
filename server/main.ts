/**
 * The entry of the server: reads the environment, serves, says what works here, and stops cleanly.
 *
 *   browser ── HTTP, WS /live ──► this process ── argv ──► helper (one per run) ── ptrace ──► host ─► child
 *                                      ◄── fd 3: NDJSON ──┘
 */
import closeWithGrace from 'close-with-grace'
import { pino } from 'pino'
import { greeting } from './capabilities/greeting.ts'
import { readEnvironment, type ServerEnvironment } from './environment.ts'
import { builtPage, developmentPage } from './http/page.ts'
import { serve } from './serve.ts'

async function main(): Promise<void> {
  let environment: ServerEnvironment
  try {
    environment = readEnvironment({ ...process.env, ...flagsOf(process.argv.slice(2)) })
  } catch (error) {
    return fail(error)
  }
  const log = pino({ level: environment.logLevel })
  const page = environment.development ? developmentPage(environment.root) : builtPage(environment.root)
  try {
    const serving = await serve(environment, page, log)
    closeWithGrace({ delay: environment.limits.SHUTDOWN_RUNS_MS + 5_000, logger: { error: (problem) => log.error(problem) } }, async ({ err }) => {
      if (err) log.error({ err }, 'stopping')
      await serving.close()
    })
    // Last, because a reader of this text may stop the server at once.
    console.log(greeting(serving.url, serving.capabilities))
  } catch (error) {
    fail(error)
  }
}

/** The one flag. It is a flag, because it speaks of this start and not of the machine. */
function flagsOf(argv: readonly string[]): Record<string, string> {
  const flag = '--outer-sandbox='
  const unknown = argv.find((word) => !word.startsWith(flag))
  if (unknown !== undefined) throw new Error(`no option ${JSON.stringify(unknown)}; there is ${flag}container, the rest is in the environment (README.md)`)
  return Object.fromEntries(argv.map((word) => ['SPAWNSCOPE_OUTER_SANDBOX', word.slice(flag.length)]))
}

function fail(error: unknown): void {
  console.error(`spawnscope: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}

await main()
