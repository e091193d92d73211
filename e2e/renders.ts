/**
 * Which parts of a page React draws, counted by where they stand. React tells its developer tools of every commit; from its tree one can
 * read which components were drawn for it (as the tools themselves do). A component stands where its first element stands.
 */
import type { Page } from '@playwright/test'

/** One commit: for each place, how many components were drawn there. */
export type Commit = Record<string, number>

interface Fiber {
  type: unknown
  tag: number
  flags: number
  child: Fiber | null
  sibling: Fiber | null
  return: Fiber | null
  alternate: Fiber | null
  stateNode: unknown
}
interface Counting {
  places: Record<string, string>
  commits: Commit[]
}
type CountingWindow = Window & { counting: Counting }

/** Counts from the next page on. `places`: selectors by name. Everything drawn counts as `all`, too. */
export async function countRenders(page: Page, places: Record<string, string>): Promise<void> {
  await page.addInitScript((named) => {
    const DREW = 1
    const counting: Counting = { places: named, commits: [] }
    const components = new Set(['function'])
    const isComponent = ({ type }: Fiber): boolean =>
      components.has(typeof type) || (typeof type === 'object' && type !== null && ('render' in type || 'type' in type))
    const firstElement = (fiber: Fiber | null): Element | null => {
      for (let one = fiber; one; one = one.sibling) {
        if (one.stateNode instanceof Element) return one.stateNode
        const below = firstElement(one.child)
        if (below) return below
      }
      return null
    }
    const elementOf = (fiber: Fiber): Element | null => {
      const below = firstElement(fiber.child)
      if (below) return below
      let above = fiber.return
      while (above && !(above.stateNode instanceof Element)) above = above.return
      return above ? (above.stateNode as Element) : null
    }
    const take = (fiber: Fiber, commit: Commit): void => {
      commit.all = (commit.all ?? 0) + 1
      const element = elementOf(fiber)
      for (const [name, selector] of Object.entries(counting.places)) if (element?.closest(selector)) commit[name] = (commit[name] ?? 0) + 1
    }
    const mounted = (first: Fiber | null, commit: Commit): void => {
      for (let one = first; one; one = one.sibling) {
        if (isComponent(one)) take(one, commit)
        mounted(one.child, commit)
      }
    }
    const updated = (next: Fiber, before: Fiber, commit: Commit): void => {
      if (isComponent(next) && (next.flags & DREW) !== 0) take(next, commit)
      // A part below which nothing was drawn keeps its children.
      if (next.child === before.child) return
      const kept = new Set<Fiber>()
      for (let one = before.child; one; one = one.sibling) kept.add(one)
      for (let one = next.child; one; one = one.sibling) {
        if (kept.has(one)) continue
        if (one.alternate) updated(one, one.alternate, commit)
        else {
          if (isComponent(one)) take(one, commit)
          mounted(one.child, commit)
        }
      }
    }
    const hook = { supportsFiber: true, isDisabled: false, inject: () => 1, onCommitFiberUnmount() {}, onPostCommitFiberRoot() {}, onScheduleFiberRoot() {} }
    const onCommitFiberRoot = (_: number, { current }: { current: Fiber }): void => {
      const commit: Commit = {}
      if (current.alternate) updated(current, current.alternate, commit)
      counting.commits.push(commit)
    }
    Object.assign(window, { counting, __REACT_DEVTOOLS_GLOBAL_HOOK__: { ...hook, onCommitFiberRoot } })
  }, places)
}

/** The commits since the last time, in order. Those that drew nothing are left out. */
export async function takeCommits(page: Page): Promise<Commit[]> {
  const commits = await page.evaluate(() => {
    const { counting } = window as unknown as CountingWindow
    return counting.commits.splice(0)
  })
  return commits.filter(({ all = 0 }) => all > 0)
}

/** Some frames in which nothing was committed. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { counting } = window as unknown as CountingWindow
    for (let before = -1; before !== counting.commits.length; ) {
      before = counting.commits.length
      // Longer than the page waits before it writes its address.
      await new Promise((later) => setTimeout(later, 350))
    }
  })
}

/** How many components were drawn at a place, in all these commits. */
export function drawnAt(commits: readonly Commit[], place: string): number {
  return commits.reduce((sum, commit) => sum + (commit[place] ?? 0), 0)
}
