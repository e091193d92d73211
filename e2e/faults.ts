/** What axe finds wrong with a page, a line each. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

interface Asked {
  /** Only within these; all of the page otherwise. */
  within?: readonly string[]
  /** axe's tags; otherwise all rules that are on by themselves. */
  tags?: readonly string[]
  /** Only the rules of colour: of a look that shows the same elements in other colours. */
  colours?: boolean
}

const COLOURS = ['color-contrast', 'link-in-text-block']

/** A terminal is drawn by xterm.js, and has a transcript beside it. */
export async function faults(page: Page, { within = [], tags, colours = false }: Asked = {}): Promise<string[]> {
  // Of what is right axe would collect every element, and a second page would put its answer together: half of its time.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).exclude('.xterm')
  for (const part of within) builder.include(part)
  const only = colours ? { runOnly: { type: 'rule' as const, values: COLOURS } } : tags ? { runOnly: { type: 'tag' as const, values: [...tags] } } : {}
  const { violations } = await builder.options({ resultTypes: ['violations'], ...only }).analyze()
  return violations.map(({ id, nodes }) => {
    const some = nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))
    return `${id}: ${some.join(' ')}`
  })
}
