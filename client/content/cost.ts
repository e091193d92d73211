/** The measurement that ships with the page. */
import raw from '../../content/cost/recorded.json?raw'
import type { CostRecording } from '../../protocol/cost.ts'

/** A test checks its form (content/cost.test.ts), so the browser does not. */
export const costRecording: CostRecording = JSON.parse(raw)
