/**
 * One socket's reading of one feed. It is given frames as fast as it takes them; one that takes nothing
 * for VIEWER_STALL_MS while something waits for it has stopped reading and is dropped. The run goes on.
 */
import type { WebSocket } from 'ws'
import { SOCKET_UNSENT_BYTES } from '../limits.ts'
import type { Feed } from '../runs/feed.ts'

/** The close code of a viewer that did not read. */
export const STALLED = 4008

export interface Viewing {
  stop(): void
}

/** `run`: what this socket calls the run. `over`: called once, with whether the feed came to its end. */
export function view(socket: WebSocket, feed: Feed, run: string, stallMs: number, over: (why: 'ended' | 'stalled') => void): Viewing {
  let at = 0
  let stalled: NodeJS.Timeout | undefined
  const detach = feed.attach(pump)

  function stop(): void {
    clearTimeout(stalled)
    detach()
  }

  function pump(): void {
    if (stalled) return
    for (let frame = feed.frames[at]; frame && socket.readyState === socket.OPEN; frame = feed.frames[at]) {
      at += 1
      const full = socket.bufferedAmount > SOCKET_UNSENT_BYTES
      socket.send(frame.message(run), { binary: false }, full ? drained : ignore)
      if (frame.end) {
        stop()
        return over('ended')
      }
      // The callback of the last frame tells when the socket has taken everything.
      if (full) {
        stalled = setTimeout(drop, stallMs)
        return
      }
    }
  }

  function drained(): void {
    clearTimeout(stalled)
    stalled = undefined
    pump()
  }

  function drop(): void {
    stop()
    dropStalled(socket)
    over('stalled')
  }

  pump()
  return { stop }
}

/** It will hardly read the close frame either. */
export function dropStalled(socket: WebSocket): void {
  socket.close(STALLED, 'this viewer does not read')
  setTimeout(() => socket.terminate(), 1_000).unref()
}

// A send that fails is followed by the socket's own close.
function ignore(): void {}
