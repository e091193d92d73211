/** A Redis that takes commands and does not answer, while somebody presses Run and somebody asks the API. */
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { startRedisProxy } from '../../server/testing/redisProxy.ts'
import { startRedis } from '../../server/testing/redisServer.ts'
import { startServerProcess } from '../../server/testing/serverProcess.ts'
import { until } from '../../server/testing/until.ts'
import { openPresser, type Pressed } from './presser.ts'

export interface HungResult {
  runs: number
  failed: number
  stored: number
  /** What an answer of /api/check took, in ms. */
  checks: number[]
  health: string
  storedAgain: boolean
  /** Of the server, when it was told to stop. */
  status: number | null
}

/** Needs redis-server. */
export async function hungRedis(env: Record<string, string>, seconds: number): Promise<HungResult> {
  const redis = await startRedis()
  const proxy = await startRedisProxy(redis.url)
  const server = await startServerProcess({ ...env, REDIS_URL: proxy.url }, { built: true })
  const presser = await openPresser(server.url)
  await presser.press({ strategy: 'fork' })
  proxy.hang()
  const last = Date.now() + seconds * 1000
  const pressed: Pressed[] = []
  const checks: number[] = []
  const pressing = (async () => {
    while (Date.now() < last) pressed.push(await presser.press({ strategy: 'fork' }))
  })()
  while (Date.now() < last) {
    const began = performance.now()
    await (await fetch(`${server.url}/api/check`)).text()
    checks.push(performance.now() - began)
    await sleep(20)
  }
  await pressing
  const health = await (await fetch(`${server.url}/healthz`)).text()
  proxy.resume()
  let storedAgain = false
  await until('recordings are stored again', async () => {
    storedAgain = (await presser.press({ strategy: 'fork' })).recording !== null
    return storedAgain
  })
  presser.close()
  const status = await server.stop()
  await proxy.stop()
  await redis.stop()
  const [failed, stored] = [pressed.filter(({ how }) => how !== 'ended').length, pressed.filter(({ recording }) => recording !== null).length]
  return { runs: pressed.length, failed, stored, checks, health, storedAgain, status }
}
