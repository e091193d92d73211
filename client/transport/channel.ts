/**
 * The one socket of this page, WS /live. Runs (live.ts) and a room (roomLine.ts) share it: two sockets for each of two hundred pupils
 * would be two hundred too many. It reconnects by itself, and asks a silent server whether it is still there.
 */
import ReconnectingSocket from 'partysocket/ws'
import type { ClientMessage } from '../../protocol/clientMessages.ts'
import type { RoomMessage } from '../../protocol/roomMessages.ts'

/** After this long without a word from the server, the page asks for one. */
const QUIET_MS = 10_000
/** A server that lives answers a ping at once; then the connection is broken, whatever the browser believes. */
const ANSWER_MS = 5_000
/** The browser says that it has no network. A server on the same machine answers all the same. */
const OFFLINE_ANSWER_MS = 1_500

export interface ChannelReader {
  /** There is a connection. Whoever joins an open one hears so too, once `joinChannel` has returned. */
  opened(): void
  /** A frame has come. The first of each connection is the welcome, which a late reader gets too. */
  frame(text: string): void
  /** The connection is over, or a try for one; the next follows by itself. `offline`: the browser has no network. */
  closed(offline: boolean): void
}

export interface Channel {
  /** False: there is no connection, and nothing is kept for later. */
  send(message: ClientMessage | RoomMessage): boolean
  /** Asks for a word if none comes within this time. */
  expect(ms: number): void
  /** The browser has lost its network, so asks whether the server still answers. An open socket would not notice for minutes. */
  offline(): void
  /** The network is back: connects now, not at the next try. */
  online(): void
  /** The page may have slept: asks whether the server still answers, or connects now. */
  wake(): void
  /** Stops listening. With the last reader the socket closes. */
  leave(): void
}

interface Shared {
  join(reader: ChannelReader): Channel
}

const channels = new Map<string, Shared>()

/** Listens on the channel to this address. There is one for all who ask. */
export function joinChannel(url: string, reader: ChannelReader): Channel {
  const shared = channels.get(url) ?? openShared(url, () => channels.delete(url))
  channels.set(url, shared)
  return shared.join(reader)
}

function openShared(url: string, over: () => void): Shared {
  // Nothing is queued in the socket: a run that was cancelled while disconnected must not start after the reconnect.
  const socket = new ReconnectingSocket(url, undefined, { maxEnqueuedMessages: 0 })
  const readers = new Set<ChannelReader>()
  let welcome: string | undefined
  let closed = false
  let noNetwork = false
  let listening: ReturnType<typeof setTimeout> | undefined

  /** Waits for the server's next word; if none comes, asks for one, and then gives the connection up. */
  function expect(quiet = QUIET_MS): void {
    clearTimeout(listening)
    if (!closed) listening = setTimeout(askForAWord, quiet)
  }
  function askForAWord(): void {
    clearTimeout(listening)
    if (send({ kind: 'ping' })) expectAWord()
  }
  function expectAWord(): void {
    clearTimeout(listening)
    listening = setTimeout(() => socket.reconnect(), noNetwork ? OFFLINE_ANSWER_MS : ANSWER_MS)
  }
  function send(message: ClientMessage | RoomMessage): boolean {
    return socket.readyState === socket.OPEN && socket.send(JSON.stringify(message))
  }

  socket.addEventListener('open', () => {
    welcome = undefined
    expectAWord()
    for (const reader of readers) reader.opened()
  })
  socket.addEventListener('message', ({ data }) => {
    expect()
    const text = String(data)
    welcome ??= text
    for (const reader of readers) reader.frame(text)
  })
  socket.addEventListener('close', () => {
    clearTimeout(listening)
    for (const reader of readers) reader.closed(noNetwork)
  })

  return {
    join(reader) {
      readers.add(reader)
      const open = socket.readyState === socket.OPEN
      queueMicrotask(() => {
        if (!open || !readers.has(reader)) return
        reader.opened()
        if (welcome !== undefined) reader.frame(welcome)
      })
      return {
        send,
        expect,
        offline() {
          noNetwork = true
          if (socket.readyState === socket.OPEN) askForAWord()
          else reader.closed(true)
        },
        online() {
          noNetwork = false
          if (socket.readyState !== socket.OPEN) socket.reconnect()
        },
        wake() {
          if (socket.readyState === socket.OPEN) askForAWord()
          else socket.reconnect()
        },
        leave() {
          readers.delete(reader)
          if (readers.size > 0) return
          closed = true
          clearTimeout(listening)
          over()
          socket.close()
        },
      }
    },
  }
}
