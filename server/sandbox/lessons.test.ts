/** The sandbox changes no lesson: every strategy, edition, setting, target and experiment runs inside as it does outside. */
import path from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PATIENT, patient } from '../../native/tests/patience.ts'
import type { Catalog, Setting, Strategy } from '../../protocol/catalog.ts'
import { decodeCatalog } from '../../protocol/decode.ts'
import { settingRow } from '../../protocol/settingWords.ts'
import { RUN_UID } from '../environment.ts'
import { askHelper } from '../helper/process.ts'
import { BUILD, sandboxWorks } from '../testing/containedRun.ts'
import { openSandbox, type Sandbox } from './sandbox.ts'

const works = sandboxWorks()
let sandbox: Sandbox
let catalog: Catalog
beforeAll(async () => {
  if (!works) return
  const decoded = decodeCatalog(await askHelper(path.join(BUILD, 'spawnscope'), 'describe'))
  const opened = await openSandbox({ build: BUILD, runUid: RUN_UID, outerContainer: false, deadlineMs: 120_000 }, pino({ level: 'silent' }))
  if (!decoded.ok || !opened.ok) throw new Error('no helper, or no sandbox')
  catalog = decoded.value
  sandbox = opened.sandbox
})
afterAll(() => sandbox?.close())

/** Refusals that come from the filter, not from the kernel. */
const REFUSED = /^\d+ +(\w+)\(.*= -1 (EPERM|ENOSYS) /
/** The kernel refuses these to any ordinary user, except the last: no user namespace inside this one (docs/operating/sandbox.md). */
const USUAL = /^\d+ +(set(re|res)?[ug]id|setgroups|chroot|kill|setpriority)\(|CLONE_NEWUSER/

/** What a sandbox does not have: a second user, the right to choose a pid, a terminal. Refused in words, whoever asks. */
const WANT_A_SHELL: Record<string, string> = {
  'hazard-dumpable': 'run this as root',
  'hazard-pid-reuse': 'run this as root',
  'hazard-setuid': 'run this as root',
  'hazard-terminal': 'run this in a shell',
}
/** It refuses this call itself, with a filter of its own. */
const REFUSES_ITSELF: Record<string, RegExp> = { 'hazard-clone3-refused': /^\d+ +clone3\(/ }

interface Ran {
  text: string
  refusal: unknown
}

async function run(argv: readonly string[], memoryMb?: number, uid?: number): Promise<Ran> {
  const started = sandbox.start({ argv, format: 'strace', view: 'strategies', memoryMb, uid })
  if (!started.ok) return { text: '', refusal: started.refusal }
  let text = ''
  started.helper.output.on('data', (chunk: Buffer) => {
    text += chunk
  })
  return { refusal: await started.helper.gone, text }
}

/** Returns nothing if all is well. */
async function faultsOf(argv: readonly string[], memoryMb?: number): Promise<string[]> {
  const { text, refusal } = await run(patient(argv), memoryMb)
  const own = REFUSES_ITSELF[argv[1] ?? '']
  const lines = text.split('\n').filter((line) => REFUSED.test(line) && !USUAL.test(line) && !own?.test(line))
  if (refusal) lines.push(JSON.stringify(refusal))
  if (!text.includes('+++ exited with') && !text.includes('+++ killed by')) lines.push('no task was seen to end')
  return lines.map((line) => `${argv.join(' ')}: ${line}`)
}

function valuesOf(setting: Setting): string[] {
  switch (setting.kind) {
    case 'choice':
      return setting.choices
    case 'switch':
      return ['on', 'off']
    case 'integer':
      return [String(Math.min(setting.max, Math.max(setting.min, 1000)))]
    default:
      return []
  }
}

const waysOf = ({ id, editions, settings }: Strategy): string[][] => [
  ...editions.map(({ name }) => ['run', id, '--edition', name]),
  ...settings.flatMap((setting) => valuesOf(setting).map((value) => ['run', id, '--set', `${setting.key}=${value}`])),
]

describe.runIf(works)('inside the sandbox', () => {
  it('every strategy and experiment, in every edition and with every setting of its own', async () => {
    const ways = [...catalog.strategies, ...catalog.hazards.filter(({ id }) => WANT_A_SHELL[id] === undefined)].flatMap(waysOf)
    expect(ways.length).toBeGreaterThan(40)
    const faults = []
    for (const way of ways) faults.push(...(await faultsOf(way)))
    expect(faults).toEqual([])
  })

  it.each(Object.entries(WANT_A_SHELL))('%s is refused with the cure, as its own user and as root of its namespace', async (id, cure) => {
    for (const uid of [undefined, 0]) {
      const { refusal } = await run(['run', id, ...(uid === undefined ? [] : ['--uid', String(uid)])], undefined, uid)
      expect(refusal).toMatchObject({ code: 'live_unavailable', message: expect.stringContaining(cure) })
    }
  })

  it('every target', async () => {
    const faults = []
    for (const { name } of catalog.targets) for (const strategy of ['rust', 'vfork']) faults.push(...(await faultsOf(['run', strategy, '--target', name])))
    expect(faults).toEqual([])
  })

  it('every setting that is a choice or a whole number, except limits and users', async () => {
    const settings = catalog.settings.filter(({ key }) => settingRow(key)?.standsIn === 'no')
    const words = settings.flatMap((setting) => {
      if (setting.kind === 'choice') return setting.choices.map((choice) => [setting.flag, choice])
      return setting.kind === 'integer' ? [[setting.flag, String(setting.min + 1)]] : []
    })
    expect(words).toContainEqual(['--nice', '1'])
    const faults = []
    for (const word of words) faults.push(...(await faultsOf(['run', 'fork', ...word])))
    expect(faults).toEqual([])
  })

  it('a key at a terminal of the run’s own, which goes to parent and child', async () => {
    const { text, refusal } = await run(['run', 'go', '--press', 'ctrl-c@running', '--target', 'wait', ...PATIENT])
    expect(refusal).toBeNull()
    expect(text.match(/^\d+ +--- SIGINT \{si_signo=SIGINT, si_code=SI_KERNEL\} ---$/gm)).toHaveLength(2)
  })

  it.each([
    ['memory', ['run', 'fork', '--memory', '256M'], 256],
    ['threads', ['run', 'fork', '--threads', '32'], undefined],
    ['memory and threads at their most', ['run', 'vfork', '--memory', '1024M', '--threads', '32', '--timeout', '60000'], 1024],
    ['a directory', ['run', 'go', '--cwd', '/tmp'], undefined],
    ['a PATH that is searched', ['run', 'nim', '--path', '/usr/bin:/bin:.', '--name', 'bare'], undefined],
    ['a signal at a moment', ['run', 'ruby', '--send', 'USR1@child-start', '--signal', 'USR1=ignore'], undefined],
    ['a child that is held', ['run', 'rust', '--hold', 'before-exec=50'], undefined],
  ] as const)('%s', async (_, argv, memoryMb) => {
    expect(await faultsOf(argv, memoryMb)).toEqual([])
  })
})
