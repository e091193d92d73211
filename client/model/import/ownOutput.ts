/**
 * A call of write(2) into which the traced program wrote, because both wrote to one terminal:
 * `write(1, "hi\n", 3hi` and `) = 3`. The call says what it wrote and how much, so the output can be taken out again. Pure.
 */

const WRITE = /^(p?write(?:64)?\(\d+(?:<(?:[^>\\]|\\.)*>)?, "((?:[^"\\]|\\.)*)"(\.\.\.)?, )([\s\S]*)$/
const AFTER = /((?:\) +=(?: .*)?| <unfinished \.\.\.>))$/
/** One escaped character of a string as strace writes it. */
const CHARACTER = /\\(?:x[0-9a-f]{2}|[0-7]{1,3}|.)|[^\\]/g

/** The call without the output; undefined if it has none in it, or if it is not known which part that is. */
export function ownOutput(text: string): string | undefined {
  // An arm's length from a regular expression, because nearly every line comes here.
  if (text.charCodeAt(0) !== 0x77 && text.charCodeAt(0) !== 0x70) return undefined
  const [, head, string = '', more, rest = ''] = WRITE.exec(text) ?? []
  if (head === undefined || /^\d+(?:, \d+)?(?:\) +=|, \d+\) +=| <unfinished)/.test(rest)) return undefined
  const end = AFTER.exec(rest)?.[1]
  if (end === undefined) return undefined
  const result = /= (\d+)/.exec(end)?.[1]
  // Of a string that is not cut short the length is known; of another the result says it, as a rule.
  const count = more === undefined ? String(string.match(CHARACTER)?.length ?? 0) : result
  return count !== undefined && rest.startsWith(count) ? `${head}${count}${end}` : undefined
}
