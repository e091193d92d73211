/** One socket's conversation: takes its messages and answers them. */

import type { ClientMessage, HoldMessage } from '../../protocol/clientMessages.ts'
import { decodeClientMessage } from '../../protocol/clientMessages.ts'
import type { Refusal } from '../../protocol/errors.ts'
import { RUNS_PER_SOCKET, type ServerMessage } from '../../protocol/messages.ts'
import { decodeRoomMessage, type RoomMessage } from '../../protocol/roomMessages.ts'
import { runNamedIn } from '../../protocol/runNamed.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { waitsForPerson } from '../../protocol/settings.ts'
import { speaksOfRoom } from '../../protocol/speaksOfRoom.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import type { Capabilities } from '../capabilities/capabilities.ts'
import { refusalOfSettings } from '../http/postRuns.ts'
import { BODY_BYTES, HELD_PER_SOCKET, type Limits, SOCKET_UNSENT_BYTES, WATCHES } from '../limits.ts'
import { badJson, refusal, tooLarge, unknownRecording } from '../refusals.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { Asked, Client, Dispatch } from '../runs/dispatch.ts'
import type { Feed } from '../runs/feed.ts'
import type { Metrics } from '../runs/metrics.ts'
import type { Rates } from '../runs/rates.ts'
import { dropStalled, type SocketLine, type Viewing, view } from './viewer.ts'

/** What a session needs of the server. */
export interface Desk {
  capabilities: Capabilities
  dispatch: Dispatch
  /** The feed of a run or a replayed recording, here or on another server; null if there is none. */
  feedOf(id: string): Promise<Feed | null>
  rooms: Rooms
  rates: Rates
  limits: Limits
  metrics: Metrics
}

/** A run of the socket's own: requested, waiting or running. */
interface OwnRun {
  asked: Asked | null
  viewing: Viewing | null
  /** Its child waits for a person, now or later. */
  held: boolean
}

export function converse(line: SocketLine, client: Client, desk: Desk): void {
  const { socket } = line
  const { dispatch, rates, limits, metrics } = desk
  /** By the id that the client chose. */
  const own = new Map<string, OwnRun>()
  let stalled = false
  /** An entry is made before its feed is found, so that a second request for it is refused. */
  const watched = new Map<string, { viewing: Viewing | null }>()

  function send(message: ServerMessage): void {
    if (socket.readyState !== socket.OPEN) return
    // Answers pile up for a client that asks and never reads.
    if (socket.bufferedAmount > 4 * SOCKET_UNSENT_BYTES) return drop()
    socket.send(JSON.stringify(message))
  }
  const attendance = desk.rooms.attend({
    address: client.address,
    send: (frame) => socket.readyState === socket.OPEN && socket.send(frame, { binary: false }),
    behind: () => socket.bufferedAmount > SOCKET_UNSENT_BYTES,
    giveUp: () => socket.close(1008, 'too many wrong codes'),
  })
  function drop(): void {
    countStalled()
    dropStalled(socket)
  }
  /** Several readers of one socket stall together, and it is dropped once. */
  function countStalled(): void {
    if (!stalled) metrics.dropped('stalled')
    stalled = true
  }
  function refuse(run: string | null, refused: Refusal): void {
    metrics.refused(refused.code)
    send({ kind: 'error', run, refusal: refused })
  }

  /** Ends a run's place here, once. Its id may then name another run. */
  function over(id: string, run: OwnRun): void {
    if (own.get(id) === run) own.delete(id)
  }

  function start(id: string, settings: RunSettings): void {
    const held = waitsForPerson(settings)
    const full = noRoomFor(id, held)
    if (full) return refuse(id, full)
    const mine: OwnRun = { asked: null, viewing: null, held }
    own.set(id, mine)
    mine.asked = dispatch.ask(client, settings, 'ndjson', {
      queued: (position) => send({ kind: 'queued', run: id, position }),
      started(feed) {
        mine.viewing = view(line, feed, id, limits.VIEWER_STALL_MS, (why) => {
          // A stalled socket is closing; its close handler leaves the runs.
          if (why === 'stalled') countStalled()
          else over(id, mine)
        })
      },
      startedText() {},
      refused(refused) {
        over(id, mine)
        send({ kind: 'error', run: id, refusal: refused })
      },
    })
  }

  /** Why this socket may not have one more run, or one more child that waits. */
  function noRoomFor(id: string, held: boolean): Refusal | null {
    if (own.has(id) || watched.has(id)) return refusal('already_running', `run ${id} is still running`, 'wait for its end, cancel it, or take another id')
    if (own.size >= RUNS_PER_SOCKET)
      return refusal('too_busy', `${RUNS_PER_SOCKET} runs of this browser are under way`, 'wait for one of them to end, or cancel one')
    if (held && [...own.values()].filter((run) => run.held).length >= HELD_PER_SOCKET)
      return refusal('too_busy', 'a child of this browser waits for you already', 'let it go first, or cancel its run', 'hold')
    return null
  }

  function cancel(id: string): void {
    const run = own.get(id)
    if (!run) return refuse(id, notRunning(id))
    if (run.viewing) return run.asked?.cancel()
    // It still waits, so no feed will report its end.
    own.delete(id)
    run.asked?.cancel()
    send({ kind: 'ended', run: id, how: 'cancelled', refusal: null, recording: null })
  }

  function order(given: HoldMessage): void {
    const refused = whyNot(given)
    if (!refused) return
    metrics.refused(refused.code)
    send({ kind: 'refused', run: given.run, refusal: refused })
  }

  /** Gives the order, or says why that is not possible. */
  function whyNot(given: HoldMessage): Refusal | null {
    const { run: id } = given
    if (watched.has(id)) return refusal('not_held', `run ${id} belongs to another browser`, 'only the browser that started it lets its child go')
    const asked = own.get(id)?.asked
    return asked ? asked.order(given) : notRunning(id)
  }

  async function watch(id: string): Promise<void> {
    if (watched.has(id)) return refuse(id, refusal('already_running', `${id} is being watched already`, 'unwatch it first'))
    if (own.has(id)) return refuse(id, refusal('already_running', `a run of yours has the id ${id}`, 'give your own runs other ids'))
    if (watched.size >= WATCHES) return refuse(id, refusal('too_busy', `${WATCHES} runs are being watched by this socket`, 'unwatch one of them'))
    const mine: { viewing: Viewing | null } = { viewing: null }
    watched.set(id, mine)
    const feed = await desk.feedOf(id).catch(() => null)
    if (watched.get(id) !== mine || socket.readyState !== socket.OPEN) return
    if (!feed) {
      watched.delete(id)
      return refuse(id, unknownRecording(id))
    }
    mine.viewing = view(line, feed, id, limits.VIEWER_STALL_MS, (why) => {
      watched.delete(id)
      if (why === 'stalled') countStalled()
    })
  }

  function obey(message: ClientMessage): void | Promise<void> {
    switch (message.kind) {
      case 'run':
        return start(message.run, message.settings)
      case 'cancel':
        return cancel(message.run)
      case 'release':
      case 'send':
        return order(message)
      case 'watch':
        return watch(message.run)
      case 'unwatch':
        watched.get(message.run)?.viewing?.stop()
        watched.delete(message.run)
        return
      case 'ping':
        return send({ kind: 'pong' })
    }
  }

  async function take(data: Buffer, binary: boolean): Promise<void> {
    const over = await rates.message(client.id)
    if (over?.far) {
      metrics.dropped('messages')
      return socket.close(1008, 'too many messages')
    }
    if (over) return refuse(runOfFrame(data, binary), over.refusal)
    const read = readMessage(data, binary)
    if (!read.ok) return refuse(read.run, read.refusal)
    return read.of === 'room' ? attendance.take(read.message) : obey(read.message)
  }

  socket.on('message', (data: Buffer, binary) => {
    take(data, binary).catch(() => refuse(runOfFrame(data, binary), refusal('internal', 'the server failed; the fault is ours', 'try again')))
  })
  socket.on('close', () => {
    for (const { viewing } of [...own.values(), ...watched.values()]) viewing?.stop()
    // After that, because a run with a reader outlives its owner.
    for (const { asked } of own.values()) asked?.leave()
    own.clear()
    watched.clear()
    attendance.left()
  })
  send({ kind: 'welcome', version: PROTOCOL_VERSION, refusal: desk.capabilities.refused })
}

function notRunning(id: string): Refusal {
  return refusal('not_running', `run ${id} is not running`, 'nothing to do: it has ended')
}

type Read =
  | { ok: true; of: 'run'; message: ClientMessage }
  | { ok: true; of: 'room'; message: RoomMessage }
  | { ok: false; run: string | null; refusal: Refusal }

/** `run`: the run that a refused message names, so that its sender knows which one was refused. */
function readMessage(data: Buffer, binary: boolean): Read {
  const bad = (refused: Refusal, run: string | null = null): Read => ({ ok: false, run, refusal: refused })
  if (binary) return bad(refusal('binary_frame', 'that frame is binary', 'send text frames with one JSON object each'))
  if (data.length > BODY_BYTES) return bad(tooLarge('frame_too_large'))
  const text = data.toString('utf8')
  if (speaksOfRoom(text)) return readRoomMessage(text)
  const verdict = decodeClientMessage(text)
  if (verdict.ok) return { ok: true, of: 'run', message: verdict.value }
  if (verdict.code === 'not_json') return bad(badJson(verdict.message))
  if (verdict.field.startsWith('settings.')) return bad(refusalOfSettings(verdict, 'settings.'), runNamedIn(text))
  const refused = refusal(
    'bad_message',
    verdict.field ? `${verdict.field} has the wrong shape` : 'not a message of this protocol',
    'send {"kind":"run","run":"a","settings":{"strategy":"rust"}}, or the kind cancel, release, send, watch or unwatch with a run',
    verdict.field,
  )
  return bad(refused, runNamedIn(text))
}

function readRoomMessage(text: string): Read {
  const verdict = decodeRoomMessage(text)
  if (verdict.ok) return { ok: true, of: 'room', message: verdict.value }
  if (verdict.code === 'not_json') return { ok: false, run: null, refusal: badJson(verdict.message) }
  const what = verdict.field ? `${verdict.field} has the wrong shape` : 'not a message about a class'
  return { ok: false, run: null, refusal: refusal('bad_message', what, 'reload the page: it is older than the server, or not ours', verdict.field) }
}

/** The run that a frame names, whatever else is wrong with it. */
function runOfFrame(data: Buffer, binary: boolean): string | null {
  return binary || data.length > BODY_BYTES ? null : runNamedIn(data.toString('utf8'))
}
