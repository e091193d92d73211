/** Visitors who press Run and leave, each at a different moment of the run. */
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'

const AT_ONCE = 8
/** The run lasts longer than any visitor stays. */
const RUN = { kind: 'run', run: 'a', settings: { strategy: 'vfork', hold: { 'before-exec': 2_000 } } }

/** This many visits, a few at a time. Every second visitor waits until the run has begun. */
export async function openAndLeave(url: string, visits: number): Promise<void> {
  const visit = async (n: number): Promise<void> => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { headers: { origin: url } })
    const started = new Promise<void>((resolve, reject) => {
      socket.on('message', (data: Buffer) => String(data).startsWith('{"kind":"started"') && resolve())
      socket.once('error', reject)
    })
    await new Promise((resolve) => socket.once('open', resolve))
    socket.send(JSON.stringify(RUN))
    if (n % 2 === 0) await started
    await sleep(n % 7)
    socket.terminate()
  }
  const lanes = Array.from({ length: AT_ONCE }, async (_, lane) => {
    for (let n = lane; n < visits; n += AT_ONCE) await visit(n)
  })
  await Promise.all(lanes)
}
