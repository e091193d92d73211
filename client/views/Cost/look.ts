/** How a series looks: a colour and a shape for each strategy, a line style for each kind. Never colour alone. */
import { type SymbolType, symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from 'd3-shape'
import { STRATEGIES } from '../../content/strategies.ts'
import type { CostSeries } from '../../model/cost.ts'

/** Two shapes that d3 lacks: a triangle on its tip, and a flat bar. */
const symbolTip: SymbolType = {
  draw(path, area) {
    const r = Math.sqrt(area / 2)
    path.moveTo(-r, -r * 0.7)
    path.lineTo(r, -r * 0.7)
    path.lineTo(0, r)
    path.closePath()
  },
}
const symbolBar: SymbolType = {
  draw(path, area) {
    const w = Math.sqrt(area * 2)
    path.rect(-w / 2, -w / 5, w, (2 * w) / 5)
  },
}
const SHAPES: readonly SymbolType[] = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar, symbolWye, symbolTip, symbolBar]
/** These keep the colours (cost.css) and shapes of the first charts. Later strategies follow automatically, in the catalog's order. */
const FIRST = ['fork', 'vfork', 'posix_spawn', 'clone', 'rust', 'go', 'ruby', 'nim', 'python', 'node']
const PLACES = placesOf(STRATEGIES.map(({ id }) => id))
const COLOURS = 8
const SHAPE_AREA = 64

export interface Look {
  colour: string
  path: string
  dash: string | undefined
  hollow: boolean
}

export function lookOf({ strategy, source, pages }: Pick<CostSeries, 'strategy' | 'source' | 'pages'>): Look {
  const place = PLACES.get(strategy) ?? PLACES.size
  return {
    colour: `var(--cost-${place % COLOURS})`,
    path: symbol(SHAPES[place % SHAPES.length] ?? symbolCircle, SHAPE_AREA)() ?? '',
    dash: pages === 'huge' ? '2 4' : source === 'runtime' ? '7 4' : undefined,
    hollow: pages === 'huge' || source === 'runtime',
  }
}

/** Each strategy has its own place. No two look alike while there are at most colours × shapes of them. */
export function placesOf(strategies: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...FIRST, ...strategies.filter((id) => !FIRST.includes(id))].map((id, place) => [id, place]))
}

export function nameOf(strategy: string): string {
  return STRATEGIES.find(({ id }) => id === strategy)?.name ?? strategy
}
