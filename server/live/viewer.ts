/**
 * Sends one feed to one socket, as fast as the socket takes it. A socket that takes nothing for VIEWER_STALL_MS
 * while something waits for it has stopped reading and is dropped. The run goes on.
 */
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { ServerMessage } from '../../protocol/messages.ts'
import { BATCH_MS, SOCKET_UNSENT_BYTES } from '../limits.ts'
import type { Feed } from '../runs/feed.ts'

/** The close code of a viewer that did not read. */
export const STALLED = 4008

export interface Viewing {
  stop(): void
}

/** A socket, and the connection that carries it: what is written while that is corked leaves in one packet. */
export interface SocketLine {
  socket: WebSocket
  connection: Pick<Duplex, 'cork' | 'uncork'>
}

/**
 * `run`: the id by which this socket knows the run. `over` is called once: the feed ended, or the socket stalled. The message that
 * the run has started leaves with its first events, or after a batch's time if none come: most runs have some at once, and each
 * packet wakes a process at both ends.
 */
export function view({ socket, connection }: SocketLine, feed: Feed, run: string, stallMs: number, over: (why: 'ended' | 'stalled') => void): Viewing {
  let at = 0
  let stalled: NodeJS.Timeout | undefined
  let announced = false
  const late = setTimeout(announce, BATCH_MS)
  const detach = feed.attach(pump)

  function stop(): void {
    clearTimeout(late)
    clearTimeout(stalled)
    detach()
  }

  function announce(): void {
    clearTimeout(late)
    if (announced || socket.readyState !== socket.OPEN) return
    announced = true
    socket.send(JSON.stringify({ kind: 'started', run, command: feed.command, watch: feed.id } satisfies ServerMessage))
  }

  function pump(): void {
    if (stalled || at === feed.frames.length) return
    connection.cork()
    announce()
    sendFrames()
    connection.uncork()
  }

  function sendFrames(): void {
    for (let frame = feed.frames[at]; frame && socket.readyState === socket.OPEN; frame = feed.frames[at]) {
      at += 1
      const full = socket.bufferedAmount > SOCKET_UNSENT_BYTES
      socket.send(frame.message(run), { binary: false }, full ? drained : ignore)
      if (frame.end) {
        stop()
        return over('ended')
      }
      // The last frame's callback says when the socket has taken everything.
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

/** Terminates soon after closing, because such a socket will hardly read the close frame either. */
export function dropStalled(socket: WebSocket): void {
  socket.close(STALLED, 'this viewer does not read')
  setTimeout(() => socket.terminate(), 1_000).unref()
}

// After a failed send the socket closes by itself.
function ignore(): void {}
