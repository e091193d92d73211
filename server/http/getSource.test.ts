/** Lines of the installed toolchains, read here and now. */
import { describe, expect, it } from 'vitest'
import { filesOf } from '../../build/content/contentFiles.ts'
import { SOURCE_TABLE } from '../sources/table.ts'
import { findToolchain } from '../sources/toolchains.ts'
import { linesOf } from './getSource.ts'

const places = Object.entries(SOURCE_TABLE)

describe('sources', () => {
  it('are all described in content/sources, and stay inside their toolchain', () => {
    const known = filesOf('sources').flatMap(({ value }) => value.map(({ id }) => id))
    for (const [id, { file }] of places) {
      expect(known).toContain(id)
      expect(file).not.toMatch(/^\/|\.\./)
    }
  })

  it.each(places)('%s is found where its toolchain is installed', async (id, place) => {
    const found = await findToolchain(place.toolchain)
    const answer = await linesOf(id, place)
    if (!found) {
      // rust-src is a separate component that need not be installed.
      expect(answer).toMatchObject({ installed: false, cure: expect.stringContaining('install') })
      if (place.toolchain !== 'rust') expect(process.env.CI, `no ${place.toolchain} here: ${'cure' in answer ? answer.cure : ''}`).not.toBe('true')
      return
    }
    if (!answer.installed) throw new Error(`${id}: ${answer.cure}`)
    expect(answer.lines[place.before]).toMatch(place.begins)
    expect(JSON.stringify(answer)).not.toContain(found.root)
  })

  it('with another text here say so', async () => {
    if (!(await findToolchain('go'))) return
    const answer = await linesOf('x', { toolchain: 'go', file: 'src/syscall/exec_linux.go', begins: /no such line/, before: 0, count: 1 })
    expect(answer).toMatchObject({ installed: false, cure: expect.stringContaining('other source text') })
  })
})
