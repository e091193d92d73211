import { describe, expect, it } from 'vitest'
import { readDockerIgnore } from './dockerIgnore.ts'

const left = (text: string, ...files: string[]) => files.filter(readDockerIgnore(text))

describe('.dockerignore', () => {
  it('a pattern begins at the root and takes along what is below', () => {
    expect(left('# words\ndist\n/native/build/\n', 'dist', 'dist/a/b.js', 'dist-site', 'client/dist/a', 'native/build/x', 'native/main.c')).toEqual([
      'dist',
      'dist/a/b.js',
      'native/build/x',
    ])
  })
  it('a star stays in its folder, a double star does not', () => {
    expect(left('*.log\n**/*.tmp\ncore.?', 'a.log', 'x/a.log', 'a.tmp', 'x/y/a.tmp', 'core.1', 'core.12')).toEqual(['a.log', 'a.tmp', 'x/y/a.tmp', 'core.1'])
  })
  it('the last rule that matches decides', () => {
    expect(left('docs\n!docs/README.md\n', 'docs/a.md', 'docs/README.md')).toEqual(['docs/a.md'])
  })
  it('a dot is a dot', () => {
    expect(left('.git', '.git/config', 'agit/config', '.github/x')).toEqual(['.git/config'])
  })
})
