/** Finds the sentences of every refusal in the code: message and cure of each `refusal(code, message, cure)`, or `no(…)` in a class. Pure. */

/** A TypeScript string or template. */
const STRING = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/gs

/** Each sentence once, in the order of the source. `%s` stands for an inserted value. */
export function refusalTexts(source: string): string[] {
  const found: string[] = []
  for (const { index } of source.matchAll(/\b(?:refusal|unknown|no)\(\s*(?:'\w+'|code),/g)) {
    const call = source.slice(index, endOfCall(source, index))
    const texts = [...withPlaces(call).matchAll(STRING)].map(([text]) => text.slice(1, -1).replaceAll("\\'", "'"))
    if (!call.startsWith('unknown')) found.push(...(/^\w+\(\s*'/.test(call) ? texts.slice(1) : texts))
  }
  // The page's own refusals are objects, not calls: { code, message: '…', cure: '…' }.
  for (const [, text = ''] of withPlaces(source).matchAll(/\b(?:message|cure): ('(?:[^'\\]|\\.)*'|`[^`]*`)/g)) found.push(text.slice(1, -1))
  // A sentence contains a blank or a placeholder; the name of a field has neither.
  return [...new Set(found)].filter((text) => / |%s/.test(text) && text !== '%s')
}

/** Replaces `${…}` by `%s`, even if it contains braces and strings. */
function withPlaces(text: string): string {
  let result = ''
  for (let at = 0; at < text.length; at += 1) {
    if (!text.startsWith('${', at)) {
      result += text[at]
      continue
    }
    at = closing(text, at + 1, '{', '}')
    result += '%s'
  }
  return result
}

function endOfCall(text: string, from: number): number {
  return closing(text, text.indexOf('(', from), '(', ')') + 1
}

function closing(text: string, from: number, open: string, close: string): number {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === open) depth += 1
    if (text[at] === close) depth -= 1
    if (depth === 0) return at
  }
  return text.length
}
