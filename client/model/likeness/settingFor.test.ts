import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { Specimen } from '../../../protocol/specimen.ts'
import { recordedStrategies } from '../testing/recordedEvents.ts'
import { settingFor } from './settingFor.ts'
import { settingsOf } from './settingsOf.ts'

const fileOf = (strategy: string): string => path.resolve(import.meta.dirname, `../../../content/strategies/${strategy}/specimen/specimen.json`)
const specimenOf = (strategy: string): Specimen => Specimen.parse(JSON.parse(readFileSync(fileOf(strategy), 'utf8')))
const STRATEGIES = recordedStrategies().filter((strategy) => existsSync(fileOf(strategy)))

describe('the setting of a real program for the settings of the page', () => {
  it.each(STRATEGIES)('%s: finds each of its settings by the settings of ours that it stands for', (strategy) => {
    const specimen = specimenOf(strategy)
    for (const { name, ours, build } of specimen.settings) {
      if (build === undefined) expect(settingFor({ ...(name === 'privileged' && { uid: 0 }), ...settingsOf(ours) }, specimen)).toEqual({ name, fits: true })
    }
  })

  it('ignores which ordinary user it is, the time limit, and the order of the words', () => {
    const ruby = specimenOf('ruby')
    expect(settingFor({ uid: 65534, timeout: 3000, target: 'ok', signal: {}, block: [] }, ruby)).toEqual({ name: 'plain', fits: true })
    expect(settingFor({ uid: 65534, inherit: { PIPE: 'ignore' } }, ruby)).toEqual({ name: 'ignore-pipe', fits: true })
    expect(settingFor({ uid: 0 }, ruby)).toEqual({ name: 'privileged', fits: true })
  })

  it('tells the program what no setting of it says of signals', () => {
    const signals = { signal: { PIPE: 'handle', INT: 'ignore' }, inherit: { HUP: 'ignore' } } as const
    expect(settingFor({ target: 'missing', ...signals }, specimenOf('go'))).toEqual({ name: 'missing', fits: true, signals })
    expect(settingFor({ 'inherit-block': ['TERM'] }, specimenOf('node'))).toEqual({ name: 'plain', fits: true, signals: { 'inherit-block': ['TERM'] } })
  })

  it('reports that none fits', () => {
    expect(settingFor({ memory: 64 }, specimenOf('go'))).toEqual({ name: 'plain', fits: false })
    expect(settingFor({ block: ['USR1'] }, specimenOf('go'))).toEqual({ name: 'plain', fits: false })
  })
})
