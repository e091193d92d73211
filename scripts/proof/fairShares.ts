/** One address with many sockets asks for the longest runs. How long do 50 visitors of other addresses wait, compared with being alone? */
import { openPresser, type Pressed, type Presser } from './presser.ts'

const VISITORS = 50
const PRESSES = 4
const SHORT = { strategy: 'rust' }
/** Every hold as long as it may be. */
const HOLDS = { 'before-create': 2_000, 'child-start': 2_000, 'before-exec': 2_000, 'after-exec': 2_000 }

/** What the rude address asks for, again and again. */
export const HOGS = {
  /** Sleeps. */
  holds: { strategy: 'vfork', hold: HOLDS, timeout: 60_000 },
  /** Keeps the processors busy. */
  threads: { strategy: 'vfork', hold: HOLDS, timeout: 60_000, threads: 32 },
  /** Does not say that it takes long. */
  hangs: { strategy: 'vfork', send: [{ signal: 'STOP', at: 'child-start', to: 'child' }] },
} as const

/** From the press until the run began, and until there was something to see, in ms. */
export interface Waits {
  began: number[]
  seen: number[]
}

export const noWaits = (): Waits => ({ began: [], seen: [] })

/** Adds the waits of one round to those of others. */
export function add(all: Waits, round: Waits): void {
  all.began.push(...round.began)
  all.seen.push(...round.seen)
}

/** 50 visitors, each of an address of its own, press at once, and again when their run has ended. */
export async function visit(url: string): Promise<Waits> {
  const pressers = await Promise.all(Array.from({ length: VISITORS }, (_, n) => openPresser(url, `198.51.100.${n}`)))
  const pressed: Pressed[] = []
  await Promise.all(
    pressers.map(async (presser) => {
      for (let n = 0; n < PRESSES; n += 1) pressed.push(await presser.press(SHORT))
    }),
  )
  for (const presser of pressers) presser.close()
  return { began: pressed.map(({ queueMs }) => queueMs), seen: pressed.map(({ queueMs, firstMs }) => queueMs + firstMs) }
}

/** This many sockets of one address, each with a run, waiting or at work, until the returned function is called. */
export async function hog(url: string, sockets: number, settings: object): Promise<() => void> {
  const pressers = await Promise.all(Array.from({ length: sockets }, () => openPresser(url, '203.0.113.1')))
  for (const presser of pressers) void pressForEver(presser, settings)
  return () => {
    for (const presser of pressers) presser.close()
  }
}

async function pressForEver(presser: Presser, settings: object): Promise<void> {
  try {
    for (;;) await presser.press(settings)
  } catch {
    // It was closed, or the server refused it. A rude client would go on.
  }
}
