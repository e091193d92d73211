/** The names of a run's moments, as short as a chapter's. English. */
import type { MomentDetail, MomentKind } from '../../../../client/model/namedMoments.ts'

export type MomentNames = { [K in MomentKind]: (detail: Extract<MomentDetail, { kind: K }>, who: string) => string }

const program = (path: string | null): string => (path === null ? '' : `: ${path.split('/').at(-1)}`)

const names: MomentNames = {
  borrowed: () => 'borrowed memory',
  copied: () => 'copied memory',
  asleep: ({ state }) => `asleep: ${state.charAt(0)}`,
  window: () => 'the dangerous window',
  canary: ({ written, parentSees }) => (written === parentSees ? 'canary: the parent sees it' : 'canary: the parent does not see it'),
  held: ({ state }) => `held; ${state.charAt(0)} meanwhile`,
  sent: ({ signal }, who) => `${signal} sent to ${who}`,
  waits: ({ signal }, who) => `${signal} waits for ${who}`,
  arrived: ({ signal }, who) => `${signal} reaches ${who}`,
  ignored: ({ signal }, who) => `${who} ignores ${signal}`,
  stopped: ({ signal }, who) => `${signal} stops ${who}`,
  pressed: ({ key }) => ({ 'ctrl-c': 'Ctrl-C', 'ctrl-z': 'Ctrl-Z', hangup: 'the terminal hangs up' })[key],
  continued: () => 'the job goes on',
  handler: ({ before, after, whose }, who) => `handler runs in ${who}, ${whose === 'parent' ? 'the parent’s' : 'the child’s'} memory: ${before} → ${after}`,
  failed: ({ errno }) => `exec fails: ${errno}`,
  told: ({ errno }) => `${errno} reaches the parent`,
  program: ({ path }) => `its own program${program(path)}`,
  awake: () => 'awake',
  found: ({ harm }) => (harm ? 'harm done' : 'found'),
}

export const moments = {
  label: (title: string) => `Moments of ${title}`,
  title: 'Moments',
  names,
  more: (count: number) => `${count} more`,
}
