import { describe, expect, it } from 'vitest'
import { packedFaults, sizeFaults } from './tarball.ts'

describe('the package inside the tarball', () => {
  it('depends on nothing and runs nothing', () => {
    expect(packedFaults({ scripts: { start: 'x', prepack: 'x' }, devDependencies: { vite: '8' }, dependencies: {} })).toEqual([])
  })
  it.each([
    [{ dependencies: { express: '5', ws: '8' } }, 'the package has 2 dependencies (express, …)'],
    [{ optionalDependencies: { x: '1' } }, 'the package has 1 optionalDependencies (x, …)'],
    [{ bundleDependencies: ['y'] }, 'the package has 1 bundleDependencies (y, …)'],
    [{ scripts: { postinstall: 'x' } }, 'the package runs "postinstall" where it is installed'],
    [{ private: true }, 'the package is private, so npm refuses to publish it'],
  ])('%j is refused', (inside, what) => {
    expect(packedFaults(inside).map((fault) => fault.what)).toEqual([what])
  })
})

it('a tarball has 8 MB at most', () => {
  expect(sizeFaults('x.tgz', 8_000_000)).toEqual([])
  expect(sizeFaults('x.tgz', 9_000_000)).toEqual([{ what: 'x.tgz has 9.0 MB; 8.0 MB is the most', cure: expect.any(String) }])
})
