/**
 * No pass over a log searches it once for each event. Ten times as many children may cost eleven times as many visits, or a little
 * more where something is sorted or kept in a tree. Counted, not timed.
 */
import { expect, it } from 'vitest'
import { evidence as evidenceWords } from '../../content/languages/en/page/evidence.ts'
import { sentences } from '../../content/languages/en/page/sentences.ts'
import { lines } from '../../content/languages/en/page/terminalLines.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { alignedTo } from './align.ts'
import { judge } from './claims/judge.ts'
import { realLog } from './claims/realLog.ts'
import { differencesOf, onlyHere } from './differences.ts'
import { evidenceOf } from './evidenceSteps.ts'
import { asciicast } from './export/asciicast.ts'
import { evidence } from './export/evidence.ts'
import { ndjson } from './export/ndjson.ts'
import { perfettoText, straceText } from './export/straceText.ts'
import { chromeTrace } from './export/traceEvents.ts'
import { factsOf } from './facts.ts'
import { heldLooks } from './held.ts'
import { OpenedLog } from './import/openedLog.ts'
import { importStrace } from './import/straceLog.ts'
import { rowsOf } from './laneRows.ts'
import { likenessOf } from './likeness/likeness.ts'
import { phasedWindow } from './likeness/phased.ts'
import { OURS, type SpawnWindow, windowOf } from './likeness/window.ts'
import { fateOf, outcomeOf } from './outcome.ts'
import { keepsTimes } from './pace.ts'
import { passportRows } from './passport.ts'
import { nextPhase } from './phaseJump.ts'
import { posterOf } from './poster.ts'
import { tell } from './sentence.ts'
import { whatItDid } from './situation.ts'
import { spacesOf } from './spaces.ts'
import { Story } from './story.ts'
import { castFaults, chromeFaults } from './testing/exportRules.ts'
import { LOGS } from './testing/grownLogs.ts'
import { recorded } from './testing/recordedEvents.ts'
import { counted, visitsIn } from './testing/visits.ts'
import { timelineOf } from './timeline.ts'
import { waitingOf } from './waiting.ts'

const FEW = 60
const LINEAR = 11
/** log 600 ÷ log 60 is 1.56. */
const SORTED = 15.6

type Pass = (events: readonly TraceEvent[]) => unknown

const storyOf = (events: readonly TraceEvent[]): Story => new Story().follow(events)

const LINEAR_PASSES: Record<string, Pass> = {
  chromeTrace,
  straceText,
  perfettoText,
  evidence: (events) => evidence(events, evidenceWords),
  ndjson,
  factsOf,
  outcomeOf,
  fateOf: (events) => fateOf(events, 2),
  waitingOf,
  heldLooks,
  differencesOf: (events) => differencesOf([events, events]),
  onlyHere: (events) => onlyHere([events, events]),
  passportRows: (events) => passportRows([events], [{ name: 'INT', number: 2 }], []),
  realLog: (events) => realLog(events, OURS),
  windowOf: (events) => windowOf(events, OURS),
  judge: (events) =>
    judge(
      {
        kind: 'not',
        of: {
          kind: 'any',
          of: [
            { kind: 'calls', call: 'read', least: 1 },
            { kind: 'finding', name: 'a', value: 'b' },
          ],
        },
      },
      events,
    ),
}

/** What sorts, or looks up in a tree. */
const SORTED_PASSES: Record<string, Pass> = {
  asciicast: (events) => asciicast(events, 'a', lines),
  Story: storyOf,
  'Story, event by event': (events) => {
    const story = new Story()
    const log: TraceEvent[] = []
    for (const event of events) {
      log.push(event)
      story.follow(log)
    }
  },
  likenessOf: (events) => {
    const window = windowOf(events, OURS)
    if (!window) return []
    const part = { ...window, child: window.child.slice(0, window.child.length / 4) }
    return [phasedWindow(events, window), likenessOf(window, window, []), likenessOf(part, other(part), [])]
  },
  importStrace: (events) => importStrace(straceText(events)),
  OpenedLog: (events) => new OpenedLog(events).figure(undefined),
  'the rules of those who read our exports': (events) => [chromeFaults(chromeTrace(events)), castFaults(asciicast(events, 'a', lines))],
}

/** The same calls from the last to the first, half of them with other arguments. */
const other = (window: SpawnWindow): SpawnWindow => ({
  ...window,
  child: window.child.map((call, at) => ({ ...call, args: at % 2 === 0 ? call.args : [`${at}`] })).toReversed(),
})

const STORY_PASSES: Record<string, (story: Story, events: readonly TraceEvent[]) => unknown> = {
  tell: ({ steps }) => steps.map((step) => tell(step, sentences)),
  timelineOf,
  rowsOf: (story) => rowsOf(timelineOf(story), true),
  spacesOf: ({ steps }) => steps.slice(-1).map(({ moment }) => spacesOf(moment)),
  whatItDid,
  evidenceOf: (story, events) => evidenceOf(EVERY, events, story),
  'moves of a cursor': (story) => {
    const last = story.steps.length - 1
    return [alignedTo(last, story, storyOf(vfork)), nextPhase(story, last, -1), posterOf(story), keepsTimes(story.steps)]
  },
}
const vfork = recorded('vfork')
const EVERY = Array.from({ length: 100 * FEW }, (_, seq) => seq)

const logs = Object.entries(LOGS).map(([name, log]) => ({ name, few: counted(log(FEW)), many: counted(log(10 * FEW)) }))

for (const [passes, most] of [
  [LINEAR_PASSES, LINEAR],
  [SORTED_PASSES, SORTED],
] as const)
  it.each(Object.entries(passes))(`%s: ten times the children, ${most} times the visits at most`, (_, pass) => {
    for (const { name, few, many } of logs) expect(visitsIn(() => pass(many)) / visitsIn(() => pass(few)), name).toBeLessThanOrEqual(most)
  })

it.each(Object.entries(STORY_PASSES))(`%s: the same, of a story that is there`, (_, pass) => {
  const visits = (events: readonly TraceEvent[]): number => {
    const story = storyOf(events)
    return visitsIn(() => pass(story, events))
  }
  for (const { name, few, many } of logs) expect(visits(many) / visits(few), name).toBeLessThanOrEqual(SORTED)
})

it('the counting sees a search in a search', () => {
  const log = Array.from({ length: 100 }, (_, n) => n)
  expect(visitsIn(() => log.map((n) => log.find((other) => other === n)))).toBe(100 + 5050)
  expect(visitsIn(() => [...log, ...log])).toBe(202)
  expect(visitsIn(() => log.reduce((all) => all.with(0, 1), log))).toBeGreaterThan(10_000)
  expect(visitsIn(() => counted(log)[3])).toBe(1)
})
