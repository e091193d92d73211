/** One name, one thing: what two files export under the same name, a search finds twice. Pure. */

const EXPORT = /^export (?:default )?(?:async )?(?:abstract )?(?:function|const|let|class|interface|type|enum) (\w+)/gm
/** The folders of two languages hold the same messages. */
const PARALLEL = /^content\/languages\//
/** The page's is made of the server's, and both say what can be run. */
const TWO_SIDES = new Set(['Capabilities'])

const isTest = (file: string): boolean => /\.(test|spec)\.tsx?$/.test(file) || file.startsWith('e2e/')
const isComponent = (file: string): boolean => file.endsWith('.tsx')

/**
 * `sources`: TypeScript and JavaScript by path. Gives one fault for each name that two files export. A component may be
 * called as what it draws (Passport draws a `Passport`), in a file of that name.
 */
export function sameNameFaults(sources: ReadonlyMap<string, string>): string[] {
  const homes = new Map<string, Set<string>>()
  for (const [file, text] of sources) {
    if (isTest(file) || PARALLEL.test(file)) continue
    for (const [, name = ''] of text.matchAll(EXPORT)) homes.set(name, (homes.get(name) ?? new Set()).add(file))
  }
  return [...homes].flatMap(([name, found]) => {
    const files = [...found]
    const drawn = files.filter((file) => !file.endsWith(`/${name}.tsx`))
    const isPair = files.length === 2 && drawn.length === 1 && !drawn.some(isComponent)
    if (files.length === 1 || isPair || TWO_SIDES.has(name)) return []
    return [`${name} is exported by ${files.join(' and ')}. Cure: names that say which`]
  })
}
