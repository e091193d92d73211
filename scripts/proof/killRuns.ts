/**
 * node --import tsx scripts/proof/killRuns.ts [N]: starts a run in the full sandbox and kills one of its processes at a
 * random moment, N times (1000). Prints what was left behind; exit status 1 if anything was.
 */
import { setup as buildHostile } from '../../server/testing/buildHostile.ts'
import { DEADLINE_MS, killingRange, ROLES, type Role, shoot } from '../../server/testing/killing.ts'

const times = Number(process.argv[2] ?? 1000)
buildHostile()
const range = killingRange()
const took: number[] = []
const killed = new Map<string, number>()
let left = 0
for (let n = 0; n < times; n += 1) {
  const role = ROLES[n % ROLES.length] as Role
  const shot = await shoot(range, role, n, Math.random() * (n % 2 ? 8 : 25), { waits: n % 8 >= 4 })
  killed.set(shot.role, (killed.get(shot.role) ?? 0) + 1)
  if (shot.msToNothing === null) {
    left += 1
    console.log(`run ${n}: ${shot.role} was killed, and left: ${JSON.stringify(shot.left)}`)
  } else took.push(shot.msToNothing)
}
range.remove()
if (took.some((ms) => ms > DEADLINE_MS / 2)) console.log(`ended by the deadline only: ${took.filter((ms) => ms > DEADLINE_MS / 2).length}`)
took.sort((a, b) => a - b)
const at = (part: number): string => (took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0).toFixed(1)
console.log(`${times} runs; killed: ${[...killed].map(([role, count]) => `${role} ${count}`).join(', ')}`)
console.log(`left something behind: ${left}; nothing alive after: median ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`)
process.exitCode = left > 0 ? 1 : 0
