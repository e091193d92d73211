/** Finds the files of this repository that a text names. Pure. */

const FOLDERS = ['build/content', 'build/vite', 'client', 'content', 'deploy', 'docs', 'e2e', 'native', 'protocol', 'scripts', 'server']
const ENDINGS = ['tsx?', 'mjs', 'js', 'css', 'c', 'h', 'sh', 'md', 'ya?ml', 'json', 'html']
const NAMED = new RegExp(`(?<![\\w/.@-])(?:${FOLDERS.join('|')})/[\\w./-]+\\.(?:${ENDINGS.join('|')})(?![\\w/])`, 'g')

/** Not files of the repository: what a build makes, and placeholders for the reader. */
const NOT_IN_GIT = /^native\/build\/|\/(ID|NAME|STRATEGY|LANGUAGE|x|scratch)[/.]/

/** Each path once, from the root of the repository, in the order of the text. */
export function pathsIn(text: string): string[] {
  const found = [...text.matchAll(NAMED)].map(([named]) => named)
  return [...new Set(found)].filter((named) => !NOT_IN_GIT.test(named))
}
