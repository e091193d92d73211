/** Clients that send many requests at once and read nothing: what is answered, what stays open, how long others wait. */
import { connect } from 'node:net'
import { performance } from 'node:perf_hooks'

export interface Pipelined {
  connections: number
  megabytes: number
  /** Answers that began, of all requests that were sent. */
  answered: number
  sent: number
  /** What somebody else waited meanwhile for a small answer, in ms. */
  others: number[]
}

/** `connections` at once, each with `bytes` of requests for `path`. Resolves when the server has closed them all. */
export async function pipeline(url: string, connections: number, bytes: number, path: string): Promise<Pipelined> {
  const { host, port } = new URL(url)
  const request = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`
  const times = Math.ceil(bytes / request.length)
  const others: number[] = []
  let over = false
  const asking = (async () => {
    while (!over) {
      const began = performance.now()
      await (await fetch(`${url}/healthz`)).text()
      others.push(performance.now() - began)
    }
  })()
  const answers = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(Number(port), '127.0.0.1')
      let answer = ''
      socket.on('error', () => {})
      socket.on('data', (data) => {
        answer += data.toString('latin1')
      })
      socket.write(request.repeat(times))
      await new Promise((resolve) => socket.once('close', resolve))
      return answer.split(/HTTP\/1\.1 \d/).length - 1
    }),
  )
  over = true
  await asking
  return {
    connections,
    megabytes: (connections * times * request.length) / 1e6,
    answered: answers.reduce((sum, one) => sum + one, 0),
    sent: connections * times,
    others,
  }
}
