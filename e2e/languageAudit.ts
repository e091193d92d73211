/** What a page shows, held against the rules of the pseudo-language. Each function runs in the browser and knows nothing from outside. */

export interface Finding {
  rule: 'text' | 'attribute' | 'clipped' | 'overlap' | 'sideways'
  where: string
  what: string
}

/**
 * No letter of what is read is English: in the pseudo-language none is. What is none of ours stands in an element that says so:
 * code, keys, a terminal, `translate="no"`, another language; and what such an element names may be named elsewhere, too.
 * By their form are known: flags, paths, constants, numbers with their unit. `known`: names of system calls and strategies.
 */
export function strangeTexts(known: readonly string[]): Finding[] {
  const OTHERS = 'code, kbd, samp, pre, script, style, template, [translate="no"], .xterm, [lang]:not(html)'
  const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-description', 'label']
  const findings: Finding[] = []
  const seen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true })
  const path = (element: Element): string => {
    const parts: string[] = []
    for (let at: Element | null = element; at && parts.length < 4 && at !== document.body; at = at.parentElement)
      parts.unshift(`${at.localName}${at.classList.length > 0 ? `.${[...at.classList].join('.')}` : ''}`)
    return parts.join(' > ')
  }
  const FORMS = [
    // What the kernel and libc print: a task's state, an error. A processor as it names itself, a name with its release.
    /\b[A-Z] \([a-z ]+\)|\bE[A-Z0-9]+(?: \([^)]*\)|: [A-Z][a-z ]+)|\w+\(R\)[^,]*|0x[0-9a-f]+ \([^)]*\)|\p{L}+(?: \(\w+\))? \d+(?:\.\d+)+[\w.-]*/gu,
    /`[^`]*`|\w+=\S+/g,
    /(?<![\w-])--?[a-z][\w-]*(?:[= ][A-Z]+)?/g,
    /[\w.-]*\/[\w./-]+/g,
    /\w+(?:::\w+)+|\w+\.\w+\b(?:\.\w+)*/g,
    /\w+\([\w|]*\)/g,
    /\w*_\w+/g,
    /\b[A-Z][A-Z0-9+-]+\b/g,
    new RegExp(
      Array.from({ length: 12 }, (_, month) => new Intl.DateTimeFormat(document.documentElement.lang, { month: 'long' }).format(new Date(2026, month))).join(
        '|',
      ),
      'g',
    ),
  ]
  const names = [...document.querySelectorAll('[translate="no"], kbd, code:not(pre code)')]
    .map((element) => (element.textContent ?? '').trim())
    .concat(known)
    .filter((name) => name.length > 1 && name.length < 60)
    .toSorted((a, b) => b.length - a.length)
  const marked = new RegExp(`(?<!\\p{L})(?:${[...new Set(names)].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?!\\p{L})`, 'gu')
  const strange = (text: string, own = ''): string => {
    const rest = [/“[\w-]+”/g, /[\d.,]+\s*(?:ns|µs|ms|s|kB|MB|GB)(?!\p{L})/gu, marked, ...FORMS].reduce(
      (left, form) => left.replace(form, ' '),
      own === '' ? text : text.replace(own, ' '),
    )
    let outside = rest
    for (let before = ''; before !== outside; ) {
      before = outside
      outside = outside.replace(/⟦[^⟦⟧]*⟧/gu, ' ')
    }
    return [...(rest.match(/[A-Za-z]{2,}/g) ?? []), ...(outside.match(/\p{L}{2,}/gu) ?? [])].join(' ')
  }

  // A sentence goes through elements within its line: what is read together is judged together.
  const blocks = new Map<Element, string>()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!parent || !(node.textContent ?? '').trim()) continue
    const option = parent.closest('option')
    if (!seen(option?.closest('select') ?? parent)) continue
    let block: Element = parent
    // A term is a button, and a word in its sentence.
    const within = (element: Element): boolean => element.matches('.term') || /^(?:inline|contents)$/.test(getComputedStyle(element).display)
    while (block.parentElement && within(block) && block.localName !== 'option') block = block.parentElement
    const text = parent.closest(OTHERS) ? ' ' : node.textContent
    blocks.set(block, `${blocks.get(block) ?? ''}${text}`)
  }
  const note = (rule: Finding['rule'], where: string, text: string, own = ''): void => {
    const words = strange(text, own)
    if (words !== '') findings.push({ rule, where, what: `${words.slice(0, 60)} in: ${text.trim().replace(/\s+/g, ' ').slice(0, 120)}` })
  }
  for (const [block, text] of blocks) note('text', path(block), text, block instanceof HTMLOptionElement ? block.value : '')
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest(OTHERS) || !seen(element)) continue
    const own = element instanceof HTMLSelectElement ? element.value : ''
    for (const name of ATTRIBUTES) note('attribute', `${path(element)} [${name}]`, element.getAttribute(name) ?? '', own)
  }
  note('text', 'title', document.title.replace('Spawnscope', ''))
  return findings
}

/** Nothing is cut off without a way to it, no two texts lie on each other, and the page does not scroll sideways. */
export function crampedTexts(): Finding[] {
  const findings: Finding[] = []
  const path = (element: Element): string => {
    const parts: string[] = []
    for (let at: Element | null = element; at && parts.length < 4 && at !== document.body; at = at.parentElement)
      parts.unshift(`${at.localName}${at.classList.length > 0 ? `.${[...at.classList].join('.')}` : ''}`)
    return parts.join(' > ')
  }
  interface Box {
    left: number
    top: number
    right: number
    bottom: number
  }
  interface Line {
    box: Box
    node: Text
    parent: Element
  }
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth + 1) {
    const scrolls = (element: Element): boolean => getComputedStyle(element).overflowX !== 'visible'
    const within = (element: Element): boolean => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) if (scrolls(at)) return true
      return false
    }
    const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !within(element))
    findings.push({ rule: 'sideways', where: wide.slice(0, 3).map(path).join(' | '), what: `${root.scrollWidth} px in ${root.clientWidth} px` })
  }

  // What is chosen is to be read without opening the list.
  const canvas = document.createElement('canvas').getContext('2d')
  for (const select of document.querySelectorAll('select')) {
    const text = select.selectedOptions[0]?.text ?? ''
    if (!canvas || !select.checkVisibility({ visibilityProperty: true }) || select.closest('[title]')) continue
    const { font, paddingLeft, paddingRight } = getComputedStyle(select)
    canvas.font = font
    const ARROW_PX = 18
    const over = canvas.measureText(text).width + ARROW_PX - (select.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight))
    if (over > 1) findings.push({ rule: 'clipped', where: path(select), what: `${Math.round(over)} px: ${text}` })
  }

  const dialog = document.querySelector('dialog[open], [popover]:popover-open')
  const lines: Line[] = []
  const walker = document.createTreeWalker(dialog ?? document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!parent || !(node.textContent ?? '').trim() || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    if (parent.closest('.visually-hidden, .xterm, option, script, style')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const rect of range.getClientRects()) {
      let box: Box | null = { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom }
      if (rect.width < 2 || rect.height < 2) continue
      for (let at: Element | null = parent; at && at !== document.body && box; at = at.parentElement) {
        const style = getComputedStyle(at)
        const own = at.getBoundingClientRect()
        // Hidden from the eye on purpose, and read aloud.
        if (own.width <= 2 && own.height <= 2) box = null
        if (!box) break
        const cuts = (overflow: string, over: number): boolean => /hidden|clip/.test(overflow) && over > 2
        const overX = Math.max(box.right - own.right, own.left - box.left)
        const overY = Math.max(box.bottom - own.bottom, own.top - box.top)
        if ((cuts(style.overflowX, overX) || cuts(style.overflowY, overY)) && !parent.closest('[title]')) {
          findings.push({
            rule: 'clipped',
            where: path(parent),
            what: `${Math.round(overX)}, ${Math.round(overY)} px: ${node.textContent?.trim().slice(0, 100)}`,
          })
          box = null
        } else if (style.overflowX !== 'visible' || style.overflowY !== 'visible') {
          const within: Box = {
            left: Math.max(box.left, own.left),
            top: Math.max(box.top, own.top),
            right: Math.min(box.right, own.right),
            bottom: Math.min(box.bottom, own.bottom),
          }
          box = within.right - within.left > 1 && within.bottom - within.top > 1 ? within : null
        }
        if (style.position === 'fixed') break
      }
      if (box) lines.push({ box, node: node as Text, parent })
    }
  }
  // Those that stand in one element of one line are set by the browser; others must not meet. Line boxes are taller than letters.
  const sorted = lines.toSorted((a, b) => a.box.top - b.box.top)
  const told = new Set<string>()
  sorted.forEach((one, at) => {
    for (const other of sorted.slice(at + 1)) {
      if (other.box.top >= one.box.bottom) break
      if (one.parent === other.parent) continue
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      const least = Math.min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)
      if (across < 3 || down < least * 0.35) continue
      const [x, y] = [Math.max(one.box.left, other.box.left) + across / 2, Math.max(one.box.top, other.box.top) + down / 2]
      if (y > 0 && y < innerHeight && x > 0 && x < innerWidth) {
        // What lies on top hides the other on purpose: a sticky head, a popover.
        const top = document.elementFromPoint(x, y)
        const opaque = (line: Line): boolean => {
          for (let under: Element | null = top; under; under = under.parentElement) {
            if (under.contains(line.parent)) return false
            if (!/^(?:transparent|rgba\(.*, 0\))$/.test(getComputedStyle(under).backgroundColor)) return true
          }
          return false
        }
        if (opaque(one) || opaque(other)) continue
      }
      const what = `${one.node.textContent?.trim().slice(0, 60)} × ${other.node.textContent?.trim().slice(0, 60)}`
      if (!told.has(what)) findings.push({ rule: 'overlap', where: `${path(one.parent)} × ${path(other.parent)}`, what })
      told.add(what)
    }
  })
  return findings
}
