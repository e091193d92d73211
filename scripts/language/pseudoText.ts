/**
 * English that no English reader mistakes for a finished page: accented, about 40 % longer, in brackets. What is no text stays:
 * code, targets of links, places to be filled, names of system calls and variables. Copied into the folder of the
 * pseudo-language, so it imports nothing. Pure.
 */

const OPEN = '⟦'
const CLOSE = '⟧'
const ACCENTED: Record<string, string> = Object.fromEntries(
  [...'AÁBƁCČDĎEÉFƑGĞHĤIÍJĴKĶLĹMḾNŃOÓPṔQɊRŔSŠTŤUÚVṼWŴXẊYÝZŽaábƀcčdďeéfƒgğhĥiíjĵkķlĺmḿnńoópṕqʠrŕsštťuúvṽwŵxẋyýzž'.matchAll(/(.)(.)/gu)].map(
    ([, plain = '', accented = '']) => [plain, accented],
  ),
)

/** Code spans, targets of links, `%s` and `{install}`; then what is a name by its form: flags, paths, calls, variables, all capitals. */
const KEPT = [
  '`[^`]*`',
  '\\]\\([^)]*\\)',
  '%l?[sd]|\\{\\w+\\}',
  'https?://\\S+',
  '(?<![\\w-])--?[a-z][\\w-]*(?:=\\S+)?',
  '[\\w.-]*/[\\w./-]+',
  '\\w+=\\S+',
  '\\w+\\(\\d?\\)',
  '\\w*_\\w+',
  '\\b[A-Z][A-Z0-9]+\\b',
  `${OPEN}[^${OPEN}]*${CLOSE}`,
]

/** Around what a function was given, while it is looked for in what it returns. */
const GIVEN = ['\ue000', '\ue001'] as const

/** A text in the pseudo-language. What has no letters of its own is itself. */
export function pseudoText(text: string): string {
  const kept = new RegExp([`${GIVEN[0]}[^${GIVEN[1]}]*${GIVEN[1]}`, ...KEPT].join('|'), 'gu')
  let changed = false
  let out = ''
  let from = 0
  const take = (part: string): void => {
    changed ||= /[A-Za-z]/.test(part)
    out += part.replace(/[A-Za-z]/g, (letter) => longer(ACCENTED[letter] ?? letter))
  }
  for (const match of text.matchAll(kept)) {
    take(text.slice(from, match.index))
    out += match[0]
    from = match.index + match[0].length
  }
  take(text.slice(from))
  const whole = bare(out)
  return changed ? `${OPEN}${whole}${CLOSE}` : whole
}

/** Messages: every text in it, and every text that a function in it returns; what the function was given and hands on stays. */
export function pseudo<T>(value: T): T {
  return changed(value) as T
}

function changed(value: unknown): unknown {
  if (typeof value === 'string') return pseudoText(value)
  if (typeof value === 'function') return (...given: unknown[]) => changed(marked(value as Said, given))
  return each(value, changed)
}

type Said = (...given: unknown[]) => unknown

/** What it says, with marks around what it hands on. A word that it decides by, such as `parent`, is none of that: with marks it would say something else. */
function marked(say: Said, given: readonly unknown[]): unknown {
  const plain = say(...given)
  const wanted = JSON.stringify(plain)
  let best = plain
  let handed: unknown[] = [...given]
  for (let at = 0; at < countOf(given); at += 1) {
    const tried = mark(handed, at)
    const said = attempt(() => say(...tried))
    if (said === undefined || bare(JSON.stringify(said)) !== wanted || JSON.stringify(said) === JSON.stringify(best)) continue
    handed = tried
    best = said
  }
  return best
}

function attempt(say: () => unknown): unknown {
  try {
    return say()
  } catch {
    return undefined
  }
}

/** How many texts with letters there are in it. */
function countOf(value: unknown): number {
  if (typeof value === 'string') return /\p{L}/u.test(value) ? 1 : 0
  return typeof value === 'object' && value !== null ? Object.values(value).reduce((sum: number, item) => sum + countOf(item), 0) : 0
}

/** The same, with marks around the text at this place among those with letters. */
function mark(given: readonly unknown[], place: number): unknown[] {
  let at = 0
  const visit = (value: unknown): unknown => {
    if (typeof value !== 'string') return each(value, visit)
    if (countOf(value) === 0) return value
    const here = at === place
    at += 1
    return here ? `${GIVEN[0]}${value}${GIVEN[1]}` : value
  }
  return given.map(visit)
}

function each(value: unknown, make: (item: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(make)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, make(item)]))
}

function bare(text: string): string {
  return text.replaceAll(GIVEN[0], '').replaceAll(GIVEN[1], '')
}

/** Two of every five letters are vowels: doubled, they make a text as much longer as German makes it. */
function longer(letter: string): string {
  return /[ÁÉÍÓÚáéíóú]/u.test(letter) ? letter + letter : letter
}
