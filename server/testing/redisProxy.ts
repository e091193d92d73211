/** A door before a Redis that a test can hang, break or make babble. Without a Redis behind it, it only takes what comes. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface RedisProxy {
  url: string
  /** From now on nothing goes through, in either direction, and new connections are taken in silence. */
  hang(): void
  resume(): void
  /** Sends this to every connection, out of turn. */
  say(text: string): void
  stop(): Promise<void>
}

/** `behind`: the Redis; null if there is none. `greeting`: said to each new connection, and again after whatever it sends. */
export async function startRedisProxy(behind: string | null, greeting?: string): Promise<RedisProxy> {
  const clients = new Set<Socket>()
  const pairs = new Set<[Socket, Socket]>()
  let hanging = false
  const server = createServer((client) => {
    clients.add(client)
    client.on('close', () => clients.delete(client))
    client.on('error', () => client.destroy())
    if (greeting !== undefined) {
      client.write(greeting)
      client.on('data', () => client.write(greeting))
    }
    if (behind === null || hanging) return void client.resume()
    const redis = connect(Number(new URL(behind).port), '127.0.0.1')
    const pair: [Socket, Socket] = [client, redis]
    pairs.add(pair)
    redis.on('error', () => client.destroy())
    redis.on('close', () => client.destroy())
    client.on('close', () => {
      pairs.delete(pair)
      redis.destroy()
    })
    client.on('data', (data) => !hanging && redis.write(data))
    redis.on('data', (data) => !hanging && client.write(data))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `redis://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    hang() {
      hanging = true
    },
    resume() {
      hanging = false
      // What was lost meanwhile would be missed.
      for (const client of clients) client.destroy()
    },
    say(text) {
      for (const client of clients) client.write(text)
    },
    async stop() {
      server.close()
      for (const client of clients) client.destroy()
      await once(server, 'close')
    },
  }
}
