/** A class that reloads at the same time: how long until each browser has the page and its socket. */
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { WebSocket } from 'ws'

/** The time of each browser in ms, from its request for the page to the first message on its socket. */
export async function reload(url: string, browsers: number): Promise<number[]> {
  return Promise.all(
    Array.from({ length: browsers }, async () => {
      const began = performance.now()
      const page = await fetch(`${url}/`)
      if (page.status !== 200) throw new Error(`the page answered ${page.status}`)
      await page.text()
      const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { headers: { origin: url } })
      await once(socket, 'message')
      const took = performance.now() - began
      socket.terminate()
      return took
    }),
  )
}
