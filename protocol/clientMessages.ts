/** What a browser says on WS /live. A page only writes it, so this is a file of its own: its shapes are fetched by no page. */
import * as z from 'zod/mini'
import { decoder } from './decoder.ts'
import { RUN_ID } from './runNamed.ts'
import { RunSettings } from './runSettings.ts'
import { SIDES } from './settingKinds.ts'

const RunId = z.string().check(z.regex(RUN_ID))

export const ClientMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), run: RunId, settings: RunSettings }),
  /** Ends a run of the socket's own, waiting or running. */
  z.strictObject({ kind: z.literal('cancel'), run: RunId }),
  /** While the child of a run of the socket's own waits for a person (`hold` with `wait`): lets it go, or sends a signal now. */
  z.strictObject({ kind: z.literal('release'), run: RunId }),
  z.strictObject({ kind: z.literal('send'), run: RunId, signal: z.string().check(z.maxLength(16)), to: z.enum(SIDES) }),
  /** Watches another client's run by its watch id, or a recording by its id: everything so far, then the rest as it happens. */
  z.strictObject({ kind: z.literal('watch'), run: RunId }),
  z.strictObject({ kind: z.literal('unwatch'), run: RunId }),
  /** Asks whether anybody still hears: a broken connection looks like a quiet one. */
  z.strictObject({ kind: z.literal('ping') }),
])
export type ClientMessage = z.infer<typeof ClientMessage>
/** What a person orders while a child waits, as the socket of the run says it. */
export type HoldMessage = Extract<ClientMessage, { kind: 'release' | 'send' }>
/** The same without the name of the run. */
export type HoldOrder = Omit<Extract<HoldMessage, { kind: 'release' }>, 'run'> | Omit<Extract<HoldMessage, { kind: 'send' }>, 'run'>

/** One text frame from a browser. */
export const decodeClientMessage = decoder(ClientMessage)
