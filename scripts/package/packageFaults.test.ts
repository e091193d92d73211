/** Whatever does not belong into the package is refused: each fault is planted into one that is well. */
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { MACHINES } from './machines.ts'
import { type Packing, packageFaults } from './packageFaults.ts'

/** A program of 64 bits with one segment. */
function elf(machine: number, segment = 1): Buffer {
  const bytes = Buffer.alloc(120)
  bytes.write('\x7fELF', 0, 'latin1')
  bytes[4] = 2
  bytes.writeUInt16LE(machine, 18)
  bytes.writeBigUInt64LE(64n, 32)
  bytes.writeUInt16LE(56, 54)
  bytes.writeUInt16LE(1, 56)
  bytes.writeUInt32LE(segment, 64)
  return bytes
}

type Content = Record<string, { bytes: Buffer; mode: number }>

function wellPacked(): { content: Content; manifest: Record<string, unknown>; size: number } {
  const content: Content = {}
  const plain = ['LICENSE', 'NOTICE', 'README.md', 'package.json', 'bin/spawnscope.mjs', 'bin/checkNode.mjs', 'dist/server/main.js', 'dist/server/command.js']
  for (const file of [...plain, 'dist/client/index.html', 'dist/client/index.html.gz', 'dist/client/assets/go@1.9-x_1.js']) {
    content[file] = { bytes: Buffer.from('text'), mode: 0o100644 }
  }
  for (const [name, { elf: machine }] of Object.entries(MACHINES)) {
    for (const program of ['spawnscope', 'spawnscope-supervisor', 'spawnscope-compile'])
      content[`prebuilt/${name}/app/${program}`] = { bytes: elf(machine), mode: 0o100755 }
    content[`prebuilt/${name}/app/targets/ok`] = { bytes: Buffer.from('ok'), mode: 0o100755 }
    content[`prebuilt/${name}/app/targets/denied`] = { bytes: Buffer.from('no'), mode: 0o100644 }
  }
  return { content, manifest: { scripts: { start: 'x', prepack: 'y' } }, size: 7_000_000 }
}

/** As buildPrebuilt writes it. */
function withTable(content: Content): void {
  const rows = Object.entries(content).filter(([file]) => file.startsWith('prebuilt/'))
  const table = rows.map(([file, { bytes, mode }]) => [
    file.slice('prebuilt/'.length),
    { sha256: createHash('sha256').update(bytes).digest('hex'), executable: (mode & 0o111) !== 0 },
  ])
  content['prebuilt/files.json'] = { bytes: Buffer.from(JSON.stringify(Object.fromEntries(table))), mode: 0o100644 }
}

const X64 = 'prebuilt/linux-x64/app'

function faultsOf(before: (packed: ReturnType<typeof wellPacked>) => void, after: (content: Content) => void = () => {}): string[] {
  const packed = wellPacked()
  before(packed)
  withTable(packed.content)
  after(packed.content)
  const packing: Packing = {
    ...{ size: packed.size, manifest: packed.manifest, places: ['/home/me/spawnscope', '/root'] },
    files: Object.entries(packed.content).map(([path, { mode }]) => ({ path, mode })),
    read: (file) => packed.content[file]?.bytes ?? Buffer.alloc(0),
  }
  return packageFaults(packing)
}

it('a package that is well has none', () => {
  expect(faultsOf(() => {})).toEqual([])
})

const text = (words: string) => ({ bytes: Buffer.from(words), mode: 0o100644 })

it.each<[string, Parameters<typeof faultsOf>[0], RegExp]>([
  ['a dependency', ({ manifest }) => Object.assign(manifest, { dependencies: { left: '1' } }), /package\.json has dependencies.*devDependencies/],
  ['an optional one', ({ manifest }) => Object.assign(manifest, { optionalDependencies: { left: '1' } }), /has optionalDependencies/],
  ['a script at install', ({ manifest }) => Object.assign(manifest, { scripts: { postinstall: 'x' } }), /has the script postinstall/],
  ['prepare', ({ manifest }) => Object.assign(manifest, { scripts: { prepare: 'x' } }), /has the script prepare/],
  ['too many bytes', (packed) => Object.assign(packed, { size: 8_000_001 }), /8000001 bytes, more than 8000000/],
  ['a source map', ({ content }) => Object.assign(content, { 'dist/server/main.js.map': text('') }), /main\.js\.map does not belong/],
  ['a test', ({ content }) => Object.assign(content, { 'server/main.test.ts': text('') }), /main\.test\.ts does not belong/],
  ['a recording of ours', ({ content }) => Object.assign(content, { 'data/recordings/x': text('') }), /data\/recordings\/x does not belong/],
  ['a secret', ({ content }) => Object.assign(content, { '.npmrc': text('') }), /\.npmrc does not belong/],
  ['a helper of another machine', ({ content }) => Object.assign(content, { 'prebuilt/linux-riscv64/app/spawnscope': text('') }), /riscv64.*does not belong/],
  ['no page', ({ content }) => void delete content['dist/client/index.html'], /dist\/client\/index\.html is missing/],
  ['no helper of arm64', ({ content }) => void delete content['prebuilt/linux-arm64/app/spawnscope'], /linux-arm64\/app\/spawnscope is missing/],
  ['a dynamic helper', ({ content }) => Object.assign(content, { [`${X64}/spawnscope`]: { bytes: elf(62, 3), mode: 0o755 } }), /is linked dynamically/],
  ['the other machine', ({ content }) => Object.assign(content, { [`${X64}/spawnscope`]: { bytes: elf(183), mode: 0o755 } }), /for another machine/],
  ['no program at all', ({ content }) => Object.assign(content, { [`${X64}/spawnscope`]: { bytes: Buffer.from('#!'), mode: 0o755 } }), /is no 64-bit program/],
  [
    'our folder',
    ({ content }) => Object.assign(content, { 'dist/server/main.js': text('at /home/me/spawnscope/server') }),
    /main\.js names a folder of this machine/,
  ],
  ['our home', ({ content }) => Object.assign(content, { 'dist/client/assets/a.js': text('"/root/.cache"') }), /a\.js names a folder of this machine, \/root/],
])('refuses %s', (_, plant, says) => {
  const faults = faultsOf(plant)
  expect(faults.join('\n')).toMatch(says)
  for (const fault of faults) expect(fault).toContain('Cure: ')
})

it.each<[string, (content: Content) => void, RegExp]>([
  [
    'a file that the table has otherwise',
    (content) => Object.assign(content, { [`${X64}/targets/ok`]: { bytes: Buffer.from('other'), mode: 0o755 } }),
    /ok is not the file of the table/,
  ],
  ['a file that the table lacks', (content) => Object.assign(content, { [`${X64}/targets/new`]: text('') }), /new is not in the table/],
  ['a row without its file', (content) => void delete content[`${X64}/targets/ok`], /ok is in the table and not in the package/],
  [
    'a mode that would change a run',
    (content) => Object.assign(content, { [`${X64}/targets/denied`]: { bytes: Buffer.from('no'), mode: 0o755 } }),
    /denied has the mode 755/,
  ],
])('refuses %s', (_, plant, says) => {
  expect(faultsOf(() => {}, plant).join('\n')).toMatch(says)
})
