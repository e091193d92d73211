/** What the main thread of a page does: CPU time from Chromium's own trace, because on a busy machine the wall clock includes other work. */
import type { Browser, Page } from '@playwright/test'

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds of CPU time. */
  tdur?: number
  args: { name?: string }
}

/** What the main threads of pages did meanwhile, in ms for each task. */
export async function tasksOf(browser: Browser, page: Page, act: () => Promise<unknown>): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel'] })
  await act()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  const thread = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`
  const main = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread))
  const tasks = traceEvents.filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && main.has(thread(event)))
  return tasks.map(({ tdur = 0 }) => tdur / 1000)
}

/** The longest of them, in ms. */
export const longest = (tasks: readonly number[]): number => Math.round(tasks.reduce((most, ms) => Math.max(most, ms), 0))
