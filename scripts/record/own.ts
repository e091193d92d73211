/**
 * npm run record: a run of each template of "Your program", for a page where nothing can be compiled. It is compiled and run by a real
 * server, as the page would ask for it. What comes before the program's first line, and what other programs do that it starts, is left out.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { OWN_SOURCES } from '../../build/content/ownSources.ts'
import { argumentsOf } from '../../client/model/ownDraft.ts'
import { argsOf, type OwnTemplate } from '../../client/model/ownTemplate.ts'
import { ofOtherProgram } from '../../client/model/sourceLine.ts'
import { decodeEvent } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { decodeOwnLine, decodeOwnOffer, type OwnLanguage } from '../../protocol/own.ts'
import { startServerProcess } from '../../server/testing/serverProcess.ts'
import { isAsked, ONLY_MISSING } from './asked.ts'
import { normaliseEvents } from './normalise.ts'

if (isAsked('own')) await recordTemplates()

async function recordTemplates(): Promise<void> {
  const data = mkdtempSync(path.join(tmpdir(), 'spawnscope-record-'))
  const server = await startServerProcess({ SPAWNSCOPE_DATA: data, SPAWNSCOPE_COMPILES_PER_ADDRESS: '100000', SPAWNSCOPE_COMPILES_PER_CLIENT: '100000' })
  try {
    const offer = decodeOwnOffer(await (await fetch(`${server.url}/api/own`)).text())
    if (!offer.ok || offer.value.refusal) throw new Error(`this machine compiles no programs of visitors: ${offer.ok && offer.value.refusal?.message}`)
    for (const { template, language, source, recorded } of OWN_SOURCES) {
      if (ONLY_MISSING && existsSync(recorded)) continue
      if (!offer.value.languages.some((one) => one.language === language)) {
        console.log(`${template}, ${language}: there is no compiler here`)
        continue
      }
      const events = await ran(server.url, template, language, source)
      mkdirSync(path.dirname(recorded), { recursive: true })
      writeFileSync(recorded, normaliseEvents(shortened(events), 'paths of the sandbox'))
      console.log(`${template}, ${language}: ${events.length} events`)
    }
  } finally {
    await server.stop()
    rmSync(data, { recursive: true })
  }
}

async function ran(url: string, template: OwnTemplate, language: OwnLanguage, source: string): Promise<TraceEvent[]> {
  const post = async (to: string, body: object): Promise<string[]> => {
    const response = await fetch(url + to, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    return (await response.text()).trimEnd().split('\n')
  }
  const files = [{ name: path.basename(source), content: readFileSync(source, 'utf8') }]
  const answer = decodeOwnLine((await post('/api/own', { language, files })).at(-1) ?? '')
  if (!answer.ok || answer.value.kind !== 'compiled' || answer.value.program === null) throw new Error(`${source} does not compile: ${JSON.stringify(answer)}`)
  const lines = await post('/api/runs', { strategy: 'own', own: { program: answer.value.program, args: argumentsOf({ args: argsOf(template) }) } })
  return lines.map((line) => {
    const verdict = decodeEvent(line)
    if (!verdict.ok) throw new Error(`${source}: ${line.slice(0, 300)}`)
    return verdict.value
  })
}

/** From the program's exec on: what its own lines led to, and how each process began, became another and ended. */
function shortened(events: readonly TraceEvent[]): TraceEvent[] {
  const isOther = ofOtherProgram()
  const first = events.findIndex((event) => 'where' in event)
  return events.filter((event, at) => {
    const other = isOther(event)
    if (event.kind !== 'enter' && event.kind !== 'leave') return !other || event.kind === 'exit' || event.kind === 'end' || event.kind === 'create'
    return !other && at >= first
  })
}
