/** --where: in each language of the page, the template's start is at the line that it stands in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { OWN_LANGUAGES, type OwnLanguage } from '../../protocol/own.ts'
import { compiled, knowsLines, lineWith, ownToolchains, spelledLines, template, traced } from './lines.ts'
import { liveRuns } from './liveRuns.ts'
import { of } from './running.ts'

/** What starts the process, in the text of the template, and the function that it stands in. */
const STARTS: Readonly<Record<OwnLanguage, [text: string, within: string]>> = {
  c: ['posix_spawnp(&child', 'main'],
  rust: ['Command::new("echo")', 'main'],
  go: ['exec.Command("echo"', 'main.main'],
  nim: ['startProcess("echo"', 'NimMainModule'],
  python: ['subprocess.run(["echo"', '<module>'],
  ruby: ['spawn("echo"', 'main'],
  node: ["spawn('echo'", 'Object.<anonymous>'],
}

const found = await ownToolchains()

function offered(language: OwnLanguage): boolean {
  if (found.some((toolchain) => toolchain.language === language)) return true
  if (process.env.CI === 'true') throw new Error(`no toolchain of ${language} here`)
  console.warn(`skipped: no toolchain of ${language} here`)
  return false
}

describe.skipIf(!liveRuns() || !knowsLines())('the template of', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-lines-'))
  afterAll(() => rmSync(scratch, { recursive: true }))

  it.each(OWN_LANGUAGES.filter(offered))('%s names the line of its start', { timeout: 240_000 }, (language) => {
    const toolchain = found.find((one) => one.language === language)
    if (!toolchain) throw new Error('not reached')
    const file = template(language)
    const { events } = traced(compiled(toolchain, [file], path.join(scratch, language)))
    const [text, within] = STARTS[language]
    const place = `${file.name}:${lineWith(file.content, text)} ${within}`

    const exec = of(events, 'exec').find((event) => event.path?.endsWith('/echo'))
    expect(exec && spelledLines(exec)).toEqual([place])
    const create = of(events, 'create').find(({ child }) => child === exec?.task)
    expect(create && spelledLines(create)).toEqual([place])
    const calls = of(events, 'enter').filter(({ task, seq }) => task === exec?.task && seq < (exec?.seq ?? 0))
    expect(calls.length).toBeGreaterThan(0)
    for (const call of calls) expect(spelledLines(call), call.call).toEqual([place])
    // Whatever it did, echo is no program of these sources.
    for (const call of of(events, 'enter').filter(({ task, seq }) => task === exec?.task && seq > (exec?.seq ?? 0))) expect(spelledLines(call)).toEqual([])
    // No event names a line that the file does not have.
    const lines = file.content.split('\n').length
    for (const event of events) if ('where' in event) for (const one of event.where ?? []) expect(one.line).toBeLessThanOrEqual(lines)
  })
})
