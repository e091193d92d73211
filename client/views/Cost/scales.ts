/** The two axes of a cost chart. Pure. */
import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3-scale'

export interface Box {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}

export const boxOf = (width: number): Box => ({ width, height: width < 520 ? 360 : 460, left: 84, right: 18, top: 14, bottom: 52 })

type Scale = ScaleContinuousNumeric<number, number>

export interface Ruler {
  scale: Scale
  ticks: number[]
}

/** Powers of two, the usual sizes of memory. */
export function memoryScale(given: readonly number[], box: Box): Ruler {
  const values = given.length > 0 ? given : [1, 1024]
  const low = 2 ** Math.floor(Math.log2(Math.max(0.5, Math.min(...values))))
  const high = 1.15 * Math.max(4, ...values)
  const ticks: number[] = []
  const step = box.width < 520 ? 16 : 4
  for (let at = low; at <= high; at *= step) ticks.push(at)
  return {
    scale: scaleLog()
      .base(2)
      .domain([low, high])
      .range([box.left, box.width - box.right]),
    ticks,
  }
}

export function threadScale(values: readonly number[], box: Box): Ruler {
  const scale = scaleLinear()
    .domain([0, Math.max(1, ...values)])
    .range([box.left + 12, box.width - box.right])
  return { scale, ticks: scale.ticks(box.width < 520 ? 4 : 8).filter(Number.isInteger) }
}

/** Nanoseconds, by powers of ten. */
export function timeScale(given: readonly number[], box: Box): Ruler {
  // With all series hidden, the axes stay.
  const values = given.length > 0 ? given : [1e4, 1e7]
  const low = 10 ** Math.floor(Math.log10(Math.max(1, Math.min(...values))))
  const high = 10 ** Math.ceil(Math.log10(Math.max(10, ...values)))
  const ticks: number[] = []
  for (let at = low; at <= high; at *= 10) ticks.push(at)
  return {
    scale: scaleLog()
      .domain([low, high])
      .range([box.height - box.bottom, box.top]),
    ticks,
  }
}
