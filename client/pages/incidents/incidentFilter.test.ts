import { describe, expect, it } from 'vitest'
import { INCIDENT_HAZARDS, INCIDENT_LANGUAGES } from '../../../protocol/lessons.ts'
import { ANY, isShown, NO_FILTER, pathOf, readFilter } from './incidentFilter.ts'

const filters = ([...INCIDENT_LANGUAGES, ANY] as const).flatMap((language) => ([...INCIDENT_HAZARDS, ANY] as const).map((hazard) => ({ language, hazard })))

it.each(filters)('$language, $hazard comes back from its address', (filter) => {
  const [, , id, language, hazard] = pathOf(filter).split('/')
  expect(readFilter({ ...(id && { id }), ...(language && { language }), ...(hazard && { hazard }) })).toEqual(filter)
})

describe('a filter', () => {
  it('is none where the address names an incident, or an unknown word', () => {
    expect(readFilter({ id: 'nim-setuid' })).toEqual(NO_FILTER)
    expect(readFilter({ id: 'of', language: 'cobol', hazard: 'boredom' })).toEqual(NO_FILTER)
    expect(pathOf(NO_FILTER)).toBe('/incidents')
  })

  it('shows what fits both of its words', () => {
    const leak = { language: 'go', hazard: 'descriptors' } as const
    expect(isShown(leak, NO_FILTER)).toBe(true)
    expect(isShown(leak, { language: 'go', hazard: ANY })).toBe(true)
    expect(isShown(leak, { language: 'go', hazard: 'cost' })).toBe(false)
    expect(isShown(leak, { language: 'rust', hazard: 'descriptors' })).toBe(false)
  })
})
