/**
 * npm run record: the runs of claims, lessons and incidents, and those of the Lab, each shortened to what matters, for a page
 * without live runs.
 * A stored run stays while the machine and the results of the checks are the same, because a race is not a change.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CONTENT } from '../../build/content/contentFiles.ts'
import { excerptOf } from '../../build/content/excerpt.ts'
import { type ContentExperiment, contentExperiments } from '../../build/content/experiments.ts'
import { labExperiments } from '../../build/content/labExperiments.ts'
import { readRecorded, writeRecorded } from '../../build/content/recordedFile.ts'
import { judge } from '../../client/model/claims/judge.ts'
import { eventsOf } from '../../content/testing/running.ts'
import type { RunCheck } from '../../protocol/claims.ts'
import { decodeCatalog, decodeEvent } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { isAsked, ONLY_MISSING } from './asked.ts'
import { normalise } from './normalise.ts'

const FOLDER = path.join(CONTENT, 'recorded')
const catalog = decodeCatalog(readFileSync(path.join(CONTENT, 'catalog.json'), 'utf8'))
if (!catalog.ok) throw new Error(`content/catalog.json: ${catalog.field} ${catalog.message}; npm run record`)

const ofContent = contentExperiments()
keep('teaching.ndjson', ofContent)
keep(
  'lab.ndjson',
  labExperiments(catalog.value).filter(({ key }) => ofContent.every((one) => one.key !== key)),
)

function keep(name: string, experiments: readonly ContentExperiment[]): void {
  const file = path.join(FOLDER, name)
  const before = existsSync(file) ? readRecorded(readFileSync(file, 'utf8')) : new Map<string, TraceEvent[]>()
  const after = new Map<string, TraceEvent[]>()
  let unchanged = 0
  for (const { key, run, as, checks } of experiments) {
    const known = before.get(key)
    if (known && !ONLY_MISSING && !isAsked(run.strategy)) {
      unchanged += 1
      after.set(key, known)
      continue
    }
    const events = eventsOf(run, as)
    if (!events) throw new Error(`${key} needs a privileged parent: run this as root`)
    const short = excerptOf(tidied(events), checks)
    const same = known && (ONLY_MISSING ? verdicts(known, checks) === verdicts(short, checks) : signature(known, checks) === signature(short, checks))
    if (same) unchanged += 1
    after.set(key, same ? known : short)
  }
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(file, writeRecorded(after))
  console.log(`${name}: ${after.size} runs, ${unchanged} unchanged`)
}

function tidied(events: readonly TraceEvent[]): TraceEvent[] {
  const lines = normalise(events.map((event) => JSON.stringify(event)).join('\n'))
  return lines
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const verdict = decodeEvent(line)
      return verdict.ok ? [verdict.value] : []
    })
}

/** What the checks say of it. An excerpt made before a check was written may lack the events that the check asks for. */
function verdicts(events: readonly TraceEvent[], checks: readonly RunCheck[]): string {
  return JSON.stringify(checks.map((check) => judge(check, events)).map((verdict) => verdict.judged && verdict.holds))
}

/** What makes a recording a different one: the machine, the mechanism, and the results of its checks. */
function signature(events: readonly TraceEvent[], checks: readonly RunCheck[]): string {
  const [hello] = events
  const paths = events.flatMap((event) => (event.kind === 'decide' ? [event.mechanism] : event.kind === 'create' ? [event.call, ...event.flags] : []))
  const counting = events.some(({ kind }) => kind === 'threads')
  // Threads that start programs at once do so in any order.
  return JSON.stringify([
    hello?.kind === 'hello' && [hello.helper, hello.kernel, hello.libc, hello.edition],
    paths.toSorted(),
    counting,
    verdicts(events, checks),
  ])
}
