/** When the views of a run may be drawn: after its last row is painted, and now and then while it lasts. */
import type { Schedule } from '../store/runLog.ts'
import { nextFrame } from './nextFrame.ts'

/** A run that takes longer than this is drawn meanwhile, this often. Most runs are over long before. */
export const DRAW_MS = 250

export const drawPace: Schedule = (draw, when) => {
  if (when === 'soon') nextFrame(draw)
  else setTimeout(draw, DRAW_MS)
}
