import { expect, it, vi } from 'vitest'
import { dayInUtc, grouped, nameOfLanguage, significant } from './formats.ts'

it('numbers, dates and names as each language writes them', () => {
  expect([grouped(12345.5, 'en'), grouped(0.25, 'ja')]).toEqual(['12,345.5', '0.25'])
  expect([significant(1.2345, 2, 'en'), significant(1.2345, 3, 'en')]).toEqual(['1.2', '1.23'])
  expect(dayInUtc(0, 'en')).toBe('January 1, 1970')
  expect([nameOfLanguage('ja', 'en'), nameOfLanguage('en', 'ja')]).toEqual(['Japanese', '英語'])
})

it('makes one formatter for each language and use', () => {
  const Made = Intl.NumberFormat
  const made = vi.spyOn(Intl, 'NumberFormat').mockImplementation(function make(...given: ConstructorParameters<typeof Intl.NumberFormat>) {
    return new Made(...given)
  } as unknown as typeof Intl.NumberFormat)
  for (let n = 0; n < 5; n += 1) for (const language of ['fr', 'de']) for (const digits of [4, 5]) significant(n, digits, language)
  expect(made).toHaveBeenCalledTimes(4)
})
