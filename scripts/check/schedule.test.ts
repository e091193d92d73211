import { describe, expect, it } from 'vitest'
import { sayInTurn } from './sayInTurn.mjs'
import { nextJob, runAll } from './schedule.mjs'

const job = (name: string, more: object = {}) => ({ name, ...more })

describe('which suite begins', () => {
  it('is the first that there is a processor for', () => {
    const waiting = [job('wide', { cores: 2 }), job('narrow')]
    expect(nextJob(waiting, [], 2)?.name).toBe('wide')
    expect(nextJob(waiting, [job('busy')], 2)?.name).toBe('narrow')
    expect(nextJob(waiting, [job('busy'), job('too')], 2)).toBeUndefined()
  })

  it('is none that uses what another uses', () => {
    const waiting = [job('units', { uses: 'build' }), job('types')]
    expect(nextJob(waiting, [job('kills', { uses: 'build' })], 2)?.name).toBe('types')
  })

  it('is one that needs more processors than there are, alone', () => {
    const waiting = [job('wide', { cores: 2 })]
    expect(nextJob(waiting, [], 1)?.name).toBe('wide')
    expect(nextJob(waiting, [job('busy')], 1)).toBeUndefined()
  })

  it('all of them run once, never more than fit', async () => {
    const jobs = [job('a'), job('b', { cores: 2 }), job('c'), job('d')]
    let busy = 0
    const seen: string[] = []
    await runAll(jobs, 2, async ({ name, cores = 1 }: { name: string; cores?: number }) => {
      busy += cores
      expect(busy).toBeLessThanOrEqual(2)
      await Promise.resolve()
      seen.push(name)
      busy -= cores
    })
    expect(seen).toEqual(['a', 'c', 'b', 'd'])
  })
})

describe('what is said side by side', () => {
  it('is told in order: the first at once, the others when it is their turn', () => {
    let heard = ''
    const { say, end } = sayInTurn((text) => {
      heard += text
    })
    say(1, 'b1 ')
    say(0, 'a1 ')
    expect(heard).toBe('a1 ')
    end(1)
    say(2, 'c1 ')
    say(0, 'a2 ')
    expect(heard).toBe('a1 a2 ')
    end(0)
    expect(heard).toBe('a1 a2 b1 c1 ')
    say(2, 'c2')
    expect(heard).toBe('a1 a2 b1 c1 c2')
  })
})
