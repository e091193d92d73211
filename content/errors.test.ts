import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ERROR_CODES } from '../protocol/errors.ts'

it.each(['en', 'ja'])('errors.%s.md has one paragraph for each code, in order', (language) => {
  const text = readFileSync(new URL(`./errors.${language}.md`, import.meta.url), 'utf8')
  const sections = [...text.matchAll(/^## (\w+)\n(.+)$/gm)]
  expect(sections.map(([, code]) => code)).toEqual(ERROR_CODES)
})
