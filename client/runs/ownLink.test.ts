import { expect, it } from 'vitest'
import type { OwnLink } from '../../protocol/own.ts'
import { seededNumbers } from '../../protocol/seededRandom.ts'
import { LINK_CHARS, packedProgram, unpackedProgram } from './ownLink.ts'

const program = (content: string): OwnLink => ({ language: 'c', files: [{ name: 'main.c', content }] })

it.each(['', 'int main(void) { return 0; }\n', '日本語 🐙 \0 "quotes" \\ \r\n', 'x'.repeat(32_000)])(
  'a program comes back as it was: %.20j',
  async (content) => {
    const letters = await packedProgram(program(content))
    expect(letters).toMatch(/^[\w-]+$/)
    expect(await unpackedProgram(letters ?? '')).toEqual(program(content))
  },
)

it('a program that is too long for a link gets none', async () => {
  const next = seededNumbers(1)
  const noise = Array.from({ length: 16_000 }, () => String.fromCharCode(33 + next(90))).join('')
  expect(await packedProgram(program(noise))).toBeNull()
})

it('whatever is no program is refused: other letters, torn ones, another shape, and what unpacks to much', async () => {
  const letters = (await packedProgram(program('int main(void) { return 0; }'))) ?? ''
  const bomb = new Uint8Array(await new Response(new Blob(['x'.repeat(10_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer())
  const bombLetters = btoa(String.fromCharCode(...bomb))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
  const shape = btoa('{}').replace(/=+$/, '')
  for (const wrong of ['', '!', letters.slice(0, -9), `${letters}%`, shape, bombLetters.slice(0, LINK_CHARS), bombLetters, 'A'.repeat(LINK_CHARS + 1)])
    expect(await unpackedProgram(wrong)).toBeNull()
})
