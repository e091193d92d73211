/**
 * Where the arguments of a call part and end. Commas and brackets do not count inside of a string, of brackets, or of what
 * -y and -Y add to a number: `3</tmp/a, b>`. Pure.
 */

export interface Scanned {
  args: string[]
  /** The index of the bracket that ends the call; -1 if the text has none. */
  close: number
}

/** `begun`: the text continues arguments, so it may close brackets that it does not open. */
export function scanArgs(text: string, begun = false): Scanned {
  const args: string[] = []
  let [depth, from, at] = [0, 0, 0]
  for (; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at)
        break
      case 0x3c: // <
        at = endOfName(text, at)
        break
      case 0x28: // ( [ {
      case 0x5b:
      case 0x7b:
        depth += 1
        break
      case 0x29: // )
        if ((depth === 0 || (begun && depth < 0)) && resultAfter(text, at)) return { args: withLast(args, text.slice(from, at)), close: at }
        depth -= 1
        break
      case 0x5d: // ] }
      case 0x7d:
        depth -= 1
        break
      case 0x2c: // ,
        if (depth === 0 && text.charCodeAt(at + 1) === 0x20) {
          args.push(text.slice(from, at))
          from = at + 2
        }
        break
    }
  }
  return { args: withLast(args, text.slice(from)), close: -1 }
}

function withLast(args: string[], last: string): string[] {
  if (last !== '') args.push(last)
  return args
}

/** Whether `) = ` begins here, with as many spaces as strace pads with. */
function resultAfter(text: string, close: number): boolean {
  let at = close + 1
  while (text.charCodeAt(at) === 0x20) at += 1
  if (at === close + 1 || text.charCodeAt(at) !== 0x3d) return false
  return at + 1 === text.length || text.charCodeAt(at + 1) === 0x20
}

/** The closing quote, or the end of the text. */
function endOfString(text: string, quote: number): number {
  let at = quote + 1
  for (; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === 0x5c) at += 1
    else if (unit === 0x22) break
  }
  return at
}

/** The index of the `>` that ends the name of a descriptor or process; the index given if no name begins there. */
function endOfName(text: string, open: number): number {
  if (!/[\dD]/.test(text[open - 1] ?? '') || text[open + 1] === '<') return open
  // An address of a socket has arrows in it: 4<TCP:[127.0.0.1:80->127.0.0.1:9]>.
  const address = /^<[A-Za-z][\w-]*:\[/.test(text.slice(open, open + 24)) ? text.indexOf(']>', open) : -1
  if (address >= 0) return address + 1
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === 0x5c) at += 1
    else if (unit === 0x3c) depth += 1
    else if (unit === 0x3e) {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return open
}
