/** `content/cost/recorded.json?observer` → what watching costs, without the rest of the measurement. */
import type { Plugin } from 'vite'
import { derived } from './derived.ts'

export const observerFigure = (): Plugin => derived('observer', (text) => JSON.parse(text).observer)
