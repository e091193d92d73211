// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { RunLog } from '../../store/runLog.ts'
import { playback } from './playback.ts'

it('refuses to hold a child for a person, with the cure that works without a server', async () => {
  const log = new RunLog('recorded', (publish) => publish())
  await playback().run({ strategy: 'vfork', hold: { 'child-start': 'wait' } }, log)
  expect(log).toMatchObject({ status: 'failed', refusal: { code: 'not_recorded', field: 'hold' } })
  expect(log.refusal?.cure).toContain('npx spawnscope run vfork --hold child-start=wait')
})
