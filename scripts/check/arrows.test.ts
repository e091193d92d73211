import { describe, expect, it } from 'vitest'
import { checkArrows } from './arrows.ts'
import { circlesOf } from './circles.ts'
import type { Room } from './rooms.ts'

const ROOMS: readonly Room[] = [
  { room: 'house', flat: true, holds: 'The way in.', may: ['house/pages/*', 'house/cellar'], packages: ['node:*'] },
  { room: 'house/pages/*', holds: 'Pages.', may: ['house/cellar', 'house/cellar/use*.ts'], packages: ['react'] },
  { room: 'house/cellar/use*.ts', holds: 'Hooks.', may: ['house/cellar'], packages: ['react'] },
  { room: 'house/cellar', holds: 'What everything stands on.', may: [] },
]
const faults = (sources: Record<string, string>) => checkArrows(new Map(Object.entries(sources)), ROOMS).faults
const imports = (target: string) => `import { x } from '${target}'\n`

describe('the rooms', () => {
  it('lets arrows go down, and inside a room', () => {
    const sources = {
      'house/main.ts': imports('./pages/lab/Lab.ts') + imports('node:fs'),
      'house/pages/lab/Lab.ts': imports('./part.ts') + imports('../../cellar/deep/stone.ts') + imports('react'),
      'house/pages/lab/part.ts': imports('../../cellar/useStone.ts'),
      'house/cellar/useStone.ts': imports('./deep/stone.ts') + imports('react'),
      'house/cellar/deep/stone.ts': '',
    }
    expect(checkArrows(new Map(Object.entries(sources)), ROOMS)).toEqual({ imports: 8, faults: [] })
  })
  it.each([
    ['a file outside a room', { 'shed/tool.ts': '' }, 'shed/tool.ts stands in no room'],
    ['a file in a new folder of a flat room', { 'house/attic/box.ts': '' }, 'house/attic/box.ts stands in no room'],
    ['an arrow up', { 'house/cellar/stone.ts': imports('../pages/lab/Lab.ts'), 'house/pages/lab/Lab.ts': '' }, 'house/cellar may import nothing of ours'],
    [
      'a page that imports a page',
      { 'house/pages/lab/Lab.ts': imports('../cost/Cost.ts'), 'house/pages/cost/Cost.ts': '' },
      'house/pages/* may import house/cellar',
    ],
    ['a package of another floor', { 'house/cellar/stone.ts': imports('react') }, 'house/cellar has no such package'],
    ['a type is an arrow, too', { 'house/cellar/stone.ts': "import type { Lab } from '../pages/lab/Lab.ts'" }, 'may not import house/pages/lab/Lab.ts'],
    ['what is imported later is an arrow, too', { 'house/cellar/stone.ts': "void import('../pages/lab/Lab.ts')" }, 'may not import house/pages/lab/Lab.ts'],
    ['a circle', { 'house/cellar/a.ts': imports('./b.ts'), 'house/cellar/b.ts': imports('./a.ts') }, 'a circle of files: house/cellar/a.ts, house/cellar/b.ts'],
  ])('finds %s', (_, sources, fault) => {
    expect(faults(sources as unknown as Record<string, string>).join('\n')).toContain(fault)
  })
  it('finds a row that lists a room above it', () => {
    const [house, ...others] = ROOMS as [Room, ...Room[]]
    const upside = [...others, { ...house }].map((row) => (row.room === 'house/cellar' ? { ...row, may: ['house'] } : row))
    expect(
      checkArrows(
        new Map([
          ['house/cellar/stone.ts', imports('../main.ts')],
          ['house/main.ts', ''],
        ]),
        upside,
      ).faults,
    ).toEqual([])
    const turned = [house, ...others].map((row) => (row.room === 'house/cellar' ? { ...row, may: ['house'] } : row))
    expect(
      checkArrows(
        new Map([
          ['house/cellar/stone.ts', imports('../main.ts')],
          ['house/main.ts', ''],
        ]),
        turned,
      ).faults.join(),
    ).toContain('arrows go down')
  })
  it('lets tests reach for what they try', () => {
    expect(faults({ 'house/cellar/stone.test.ts': imports('../main.ts') })).toEqual([])
  })
})

describe('circles', () => {
  it('are found whole, and once', () => {
    const arrows = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', ['d']],
      ['e', ['a']],
    ])
    expect(circlesOf(arrows).map((circle) => circle.toSorted())).toEqual([['d'], ['a', 'b', 'c']])
  })
})
