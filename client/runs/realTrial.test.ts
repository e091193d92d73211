// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { recorded } from '../model/testing/recordedEvents.ts'
import { RunLog } from '../store/runLog.ts'
import { realTrial } from './realTrial.ts'

it('a run that is not over is not judged yet, and what was seen of it is not kept', () => {
  const events = recorded('ruby', 'real-plain')
  const log = new RunLog('live', () => {})
  log.append(events.slice(0, -1), [])
  expect(realTrial(log, 'ruby')).toEqual({ judged: [], shown: log })
  log.append(events.slice(-1), [])
  log.finish('ended', null)
  const { judged, shown } = realTrial(log, 'ruby')
  expect(judged.length).toBeGreaterThan(0)
  expect(shown.events.length).toBeGreaterThan(0)
  expect(realTrial(log, 'ruby').shown).toBe(shown)
})
