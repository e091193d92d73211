/**
 * Reads .dockerignore as Docker does, for the patterns that this project uses: `*`, `?`, a double star, exceptions with `!`, comments.
 * A pattern begins at the root of the context, and what it names takes everything below it along. Pure.
 */
interface Rule {
  matches: RegExp
  ignored: boolean
}

/** Tells of a path, relative to the context and with slashes, whether Docker leaves it out. The last rule that matches decides. */
export function readDockerIgnore(text: string): (file: string) => boolean {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(ruleOf)
  return (file) => {
    const above = file.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'))
    return rules.findLast(({ matches }) => above.some((place) => matches.test(place)))?.ignored ?? false
  }
}

function ruleOf(line: string): Rule {
  const ignored = !line.startsWith('!')
  const pattern = line.replace(/^!/, '').replace(/^\/|\/$/g, '')
  const source = pattern.replace(/\*\*\/|\*\*|[*?]|[^*?]+/g, (part) => {
    if (part === '**/') return '(?:.*/)?'
    if (part === '**') return '.*'
    if (part === '*') return '[^/]*'
    return part === '?' ? '[^/]' : part.replace(/[\\^$.|+()[\]{}]/g, '\\$&')
  })
  return { matches: new RegExp(`^${source}$`), ignored }
}
