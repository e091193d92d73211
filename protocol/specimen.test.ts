import { expect, it } from 'vitest'
import { installOf, type Specimen } from './specimen.ts'

const debian: Specimen = {
  runtime: 'Perl',
  version: { command: ['/usr/bin/perl', '--version'], pattern: '.' },
  package: 'perl',
  check: null,
  source: 'spawn.pl',
  build: null,
  run: ['/usr/bin/perl', '{source}'],
  editions: [],
  window: { before: [], after: [], noise: [], anyThread: [] },
  settings: [],
}

it('a missing toolchain is installed by the command of its registry, where the manifest looks for it', () => {
  const elsewhere = { ...debian, version: { command: ['{toolchains}/bun-1.4.5/node_modules/bun/bin/bun.exe', '--version'], pattern: '.' } }
  expect(installOf(debian)).toBe('apt-get install perl')
  expect(installOf({ ...elsewhere, package: 'bun@1.4.5', registry: 'npm' })).toBe('npm install --prefix ~/.cache/spawnscope-toolchains/bun-1.4.5 bun@1.4.5')
  expect(installOf({ ...elsewhere, package: 'bun==1.4.5', registry: 'pypi' })).toBe(
    'python3 -m pip install --target ~/.cache/spawnscope-toolchains/bun-1.4.5 bun==1.4.5',
  )
})
