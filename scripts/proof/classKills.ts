/** Servers that are killed at random moments while a class votes. No vote that was acknowledged may be missing afterwards. */
import { type FoundClass, findKilledClass, killWhileVoting } from '../../server/testing/killedClass.ts'
import type { ServerProcess } from '../../server/testing/serverProcess.ts'

const PUPILS = 30
/** From the first acknowledged vote until the kill, at most. Each seat has some ten votes acknowledged in that time. */
const LATEST_KILL_MS = 300

export interface ClassKills extends Omit<FoundClass, 'goesOn'> {
  kills: number
  /** Classes that did not go on as they were. */
  broken: number
}

/** The server that has the class after a kill is the one that is killed next. `start` starts one more. */
export async function killClasses(start: () => Promise<ServerProcess>, kills: number, startedBefore: boolean): Promise<ClassKills> {
  const result: ClassKills = { kills: 0, acknowledged: 0, lost: 0, miscounted: 0, broken: 0 }
  let server = await start()
  while (result.kills < kills) {
    const spare = startedBefore ? await start() : null
    const left = await killWhileVoting(server, PUPILS, 1, Math.random() * LATEST_KILL_MS)
    server = spare ?? (await start())
    const found = await findKilledClass(server.url, left)
    result.kills += 1
    result.acknowledged += found.acknowledged
    result.lost += found.lost
    result.miscounted += found.miscounted
    if (!found.goesOn) result.broken += 1
  }
  await server.stop()
  return result
}
