/** The measurement that ships with the page. */
import raw from '../../content/cost/recorded.json?raw'
import type { CostRecording } from '../../protocol/cost.ts'

/** Checked by a test (content/cost.test.ts), so that nobody's browser has to. */
export const costRecording: CostRecording = JSON.parse(raw)
