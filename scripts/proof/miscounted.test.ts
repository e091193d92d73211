import { describe, expect, it } from 'vitest'
import { miscounted } from './miscounted.ts'

describe('the votes of a class', () => {
  it('are counted if each seat is there once, with its last vote', () => {
    const cast: [number, number][] = [
      [1, 0],
      [2, 1],
      [3, 1],
    ]
    expect(
      miscounted(
        cast,
        [
          [3, 1, 20],
          [1, 0, 10],
          [2, 1, 5],
        ],
        [1, 2],
      ),
    ).toBe(0)
    expect(miscounted([], [], [0, 0])).toBe(0)
  })

  it('are not if one is missing, twice there, another one, or a stranger’s', () => {
    const cast: [number, number][] = [
      [1, 0],
      [2, 1],
    ]
    expect(miscounted(cast, [[1, 0]], [1, 1])).toBe(1)
    expect(
      miscounted(
        cast,
        [
          [1, 0],
          [1, 0],
          [2, 1],
        ],
        [1, 1],
      ),
    ).toBe(1)
    expect(
      miscounted(
        cast,
        [
          [1, 1],
          [2, 1],
        ],
        [1, 1],
      ),
    ).toBe(1)
    expect(
      miscounted(
        cast,
        [
          [1, 0],
          [2, 1],
          [3, 0],
        ],
        [1, 1],
      ),
    ).toBe(1)
  })

  it('are not if the numbers differ from the votes', () => {
    expect(miscounted([[1, 0]], [[1, 0]], [2, 0])).toBe(1)
    expect(miscounted([[1, 0]], [[1, 0]], [0, 1])).toBe(2)
  })
})
