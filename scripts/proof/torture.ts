/**
 * npm run torture: traces a program that makes threads and processes, executes, stops and kills at random, again and
 * again, for ten minutes. Each run ends in one of five ways; afterwards nothing of it may be left.
 * `npm run torture -- 60` for a minute; `-- 60 2000` with that many tasks at once in every twentieth run.
 */
import { ENDS, type Ending, Torture } from '../../native/tests/torturing.ts'

const [seconds = 600, tasks = 2000] = process.argv.slice(2).map(Number)
/** Once in so many runs there are many tasks at once, which takes longer than all else. */
const MANY_EVERY = 20
const torture = new Torture()
const count = new Map<Ending, number>()
const wrong: string[] = []
const until = Date.now() + seconds * 1000
let left = 0
for (let seed = 1; Date.now() < until; seed += 1) {
  const end = ENDS[seed % ENDS.length] as Ending
  const run = await torture.run(end, seed, { steps: 60, tasks: seed % MANY_EVERY === 0 ? tasks : 0, moment: Math.random() })
  count.set(end, (count.get(end) ?? 0) + 1)
  left += run.left
  const ended = end === 'SIGKILL' || /"kind":"end"/.test(run.last)
  if (run.left > 0 || !ended || run.last.includes('stuck') || (end === 'itself' && !run.over))
    wrong.push(`seed ${seed}, ended by ${end}: ${JSON.stringify(run)}`)
}
torture.remove()
const runs = [...count.values()].reduce((sum, one) => sum + one, 0)
console.log(`torture  ${runs} runs; ended by ${[...count].map(([end, times]) => `${end} ${times}`).join(', ')}`)
console.log(`         processes left: ${left}; runs that did not end as they should: ${wrong.length}`)
for (const line of wrong) console.log(`         ${line}`)
process.exitCode = wrong.length > 0 ? 1 : 0
