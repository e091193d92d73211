import { describe, expect, it } from 'vitest'
import { sameNameFaults } from './sameNames.ts'

const faults = (...files: [string, string][]): string[] => sameNameFaults(new Map(files))

describe('one name, one thing', () => {
  it('finds a name that two files export, of whatever kind', () => {
    expect(faults(['a.ts', 'export interface Row {}'], ['b/c.ts', 'import x\n\nexport const Row = 1'])).toEqual([
      'Row is exported by a.ts and b/c.ts. Cure: names that say which',
    ])
    expect(faults(['a.mjs', 'export function go() {}'], ['b.ts', 'export default async function go() {}'])).toHaveLength(1)
  })

  it('lets a file export a schema and its type', () => {
    expect(faults(['a.ts', 'export const Stage = z.enum([])\nexport type Stage = z.infer<typeof Stage>'])).toEqual([])
  })

  it('lets a component be called as what it draws, but not two components alike', () => {
    const drawn: [string, string] = ['model/passport.ts', 'export interface Passport {}']
    const component: [string, string] = ['views/Passport.tsx', 'export function Passport() {}']
    expect(faults(drawn, component)).toEqual([])
    expect(faults(drawn, ['views/View.tsx', 'export function Passport() {}'])).toHaveLength(1)
    expect(faults(component, ['pages/Passport.tsx', 'export function Passport() {}'])).toHaveLength(1)
    expect(faults(drawn, component, ['other/passport.ts', 'export type Passport = 1'])).toHaveLength(1)
  })

  it('takes neither tests nor the same message in two languages', () => {
    expect(faults(['a.test.ts', 'export const a = 1'], ['a.ts', 'export const a = 1'])).toEqual([])
    expect(faults(['content/languages/en/page/lab.ts', 'export const lab = 1'], ['content/languages/ja/page/lab.ts', 'export const lab = 1'])).toEqual([])
  })
})
