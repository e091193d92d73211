/** What the documents name exists, and the files that must agree do agree. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ARTICLE } from '../../protocol/article.ts'
import { filesInGit } from './filesInGit.ts'
import { pathsIn } from './pathsIn.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')
const tracked = filesInGit(ROOT)
const documents = tracked.filter((file) => file.endsWith('.md') && !/^content\/(languages|strategies)\//.test(file))
const sources = tracked.filter((file) => /\.(tsx?|mjs|js|css|[ch]|sh|yaml)$|(^|\/)(Makefile|Dockerfile)$/.test(file) && !/\/specimen\/|\.test\.ts$/.test(file))

const isThere = (file: string): boolean => existsSync(path.join(ROOT, file))

/** `file: what it names`, for every name without a file. */
function missing(files: readonly string[], namedIn: (file: string) => string[]): string[] {
  return files.flatMap((file) =>
    namedIn(file)
      .filter((named) => !isThere(named))
      .map((named) => `${file}: ${named}`),
  )
}

describe('what a file points at is there', () => {
  it('the links of every document', () => {
    const linksIn = (file: string): string[] =>
      [...read(file).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .map((target) => path.join(path.dirname(file), target))
    expect(missing(documents, linksIn)).toEqual([])
  })
  it('the files that documents and comments name', () => {
    // The changelog may name files that are gone.
    const files = [...documents, ...sources].filter((file) => file !== 'CHANGELOG.md')
    expect(missing(files, (file) => pathsIn(read(file)))).toEqual([])
  })
})

describe('decisions', () => {
  const files = readdirSync(path.join(ROOT, 'docs/decisions')).filter((name) => /^\d{4}-/.test(name))
  const index = read('docs/decisions/README.md')
  it.each(files)('%s has a row, a date and a status', (name) => {
    const [title = '', , status = ''] = read(`docs/decisions/${name}`).split('\n')
    const [, word = '', date = ''] = /^(Accepted|Replaced by \d{4},) (\d{4}-\d{2}-\d{2})\.$/.exec(status) ?? []
    expect(index).toContain(`| [${name.slice(0, 4)}](${name}) | ${date} | ${word.toLowerCase().replace(/,$/, '')} | ${title.replace(/^# /, '')} |`)
  })
  it('each number stands for one', () => {
    const numbers = files.map((name) => name.slice(0, 4))
    expect(new Set(numbers).size).toBe(numbers.length)
  })
})

describe('the license', () => {
  const { license, author } = JSON.parse(read('package.json')) as { license: string; author: string }
  it('is said alike in package.json, LICENSE and NOTICE', () => {
    expect(license).toBe('MIT')
    expect(read('LICENSE')).toContain('MIT License')
    for (const file of ['LICENSE', 'NOTICE']) expect(read(file)).toContain(author)
  })
})

it('the article is credited and linked where the documents speak of it', () => {
  for (const file of ['README.md', 'NOTICE']) for (const word of [ARTICLE.author, ARTICLE.title]) expect(read(file)).toContain(word)
  expect(read('README.md')).toContain(ARTICLE.link)
})
