/**
 * Runs inside the virtual machine of scripts/vm/main.mjs, as an ordinary user with a delegated control group. Checks what
 * this kernel has and a developer's kernel may lack. Prints one TAP line a check.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pino } from 'pino'
import type { SandboxReport } from '../../protocol/sandbox.ts'
import { openCgroups } from '../../server/sandbox/cgroup.ts'
import { openSandbox } from '../../server/sandbox/sandbox.ts'
import { type AttackOptions, attack, hostileParts } from '../../server/testing/containedRun.ts'

const BUILD = path.resolve('native/build')
let number = 0

function check(what: string, holds: boolean, detail: unknown): void {
  number += 1
  console.log(`${holds ? 'ok' : 'not ok'} ${number} - ${what}${holds ? '' : `: ${JSON.stringify(detail)}`}`)
}

async function report(): Promise<SandboxReport> {
  const opened = await openSandbox({ build: BUILD, runUid: 65_529, outerContainer: false }, pino({ level: 'warn' }))
  if (opened.ok) opened.sandbox.close()
  return opened.ok ? opened.sandbox.report : opened.report
}

async function full(): Promise<void> {
  const opened = await openSandbox({ build: BUILD, runUid: 65_529, outerContainer: false }, pino({ level: 'warn' }))
  check('a delegated control group is level 4', opened.ok && opened.sandbox.report.level === 4, opened.ok ? opened.sandbox.report : opened.report)
  if (!opened.ok) return
  const started = opened.sandbox.start({ argv: ['run', 'fork', '--memory', '16M'], format: 'ndjson', view: 'strategies', memoryMb: 16 })
  let text = ''
  if (started.ok) started.helper.output.on('data', (chunk: Buffer) => (text += chunk))
  const why = started.ok ? await started.helper.gone : started.refusal
  check('a run says so, and comes to its end', text.includes('"sandbox":"full"') && text.includes('"outcome":"spawned"'), { why, text: text.slice(0, 300) })
  await new Promise((resolve) => setTimeout(resolve, 500))
  const base = groupOf()
  check('its group is gone', !readdirSync(base).some((name) => name.startsWith('run-')), readdirSync(base))
  opened.sandbox.close()
}

/** The delegated group, after the server has moved into its leaf. */
function groupOf(): string {
  return path.join('/sys/fs/cgroup', path.dirname(/^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1] ?? '/'))
}

/** A helper without any limit of its own: only the control group bounds it. */
async function hostile(): Promise<void> {
  const groups = openCgroups(groupOf())
  check('the group can be opened by the next server', groups.ok, groups)
  if (!groups.ok) return
  const { parts, remove } = hostileParts({}, BUILD)
  for (const [attempt, holds] of [
    ['fork-bomb', (got: Map<string, string>) => Number(got.get('fork-bomb forks')) <= 24 && got.get('fork-bomb next') === 'EAGAIN'],
    // The kernel kills the whole group, including the process that would have reported.
    ['memory-bomb', (got: Map<string, string>, status: number | null) => status === 137 && !got.has('memory-bomb mb')],
    ['fork-bomb', (got: Map<string, string>) => got.get('fork-bomb next') === 'EAGAIN'],
  ] as const) {
    const leaf = groups.cgroups.leaf(0, 0)
    const { got, status, words } = await attack(parts, ['whoami', attempt], { level: 4, cgroup: leaf, change: withoutLimits })
    const events = readFileSync(path.join(leaf, 'memory.events'), 'utf8')
    check(`${attempt} without limits of its own stays in its group`, holds(got, status), { got: [...got], status, words, events })
    await groups.cgroups.remove(leaf)
    check('and the group can be taken away', !readdirSync(groupOf()).includes(path.basename(leaf)), leaf)
  }
  remove()
}

const withoutLimits: NonNullable<AttackOptions['change']> = (command) => ({
  ...command,
  argv: command.argv.filter((word, at, all) => word !== '--limit' && all[at - 1] !== '--limit'),
})

/** The level and code that must result from the sysctl that main.mjs has set. */
async function expectReport(level: number, code: string): Promise<void> {
  const found = await report()
  check(`level ${level} for ${code}`, found.level === level && found.code === code, found)
}

const [mode = '', level = '', code = ''] = process.argv.slice(2)
if (mode === 'full') {
  await full()
  await hostile()
} else await expectReport(Number(level), code)
