import path from 'node:path'
import { expect, it } from 'vitest'
import { inContainer } from './targetsFolder.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

it.each([
  [`"${ROOT}/native/build/targets/hello"`, '"/app/hello"'],
  [`["sh", "-c", "exec ${ROOT}/native/build/app/hello"]`, '["sh", "-c", "exec /app/hello"]'],
  [`"cd /tmp && exec ${ROOT}/nativ"...`, '"cd /tmp && exec /app/"...'],
  [`"PATH\\0${ROOT}/native/build/targets/x"`, '"PATH\\0/app/x"'],
  ['"cd /tmp && exec /usr/bin/tr"...', '"cd /tmp && exec /usr/bin/tr"...'],
])('%s is recorded as %s', (text, recorded) => expect(inContainer(text)).toBe(recorded))
