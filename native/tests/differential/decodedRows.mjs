/** The rows of the decoder's table, read from its source: each call and the printers of its arguments. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

const DECODE = path.join(import.meta.dirname, '../../decode')
const TABLE = path.join(DECODE, 'calls.c')
const COMMANDS = path.join(DECODE, 'ioctl_names.c')
/** CALL(openat, 3, p_dirfd, …), GIVES(r_octal, umask, 1, p_octal), …: the name comes before the only number. */
const ROW = /^\t(?:CALL|GIVES|LATE|LATE_GIVES|UNLESS|UNLESS_GIVES|UNLESS_LATE)\(([^()]*)\),/gm

export function decodedRows() {
  return [...readFileSync(TABLE, 'utf8').matchAll(ROW)].map(([, row]) => {
    const words = row.split(',').map((word) => word.trim())
    const at = words.findIndex((word) => /^\d+$/.test(word))
    return { name: words[at - 1], printers: words.slice(at + 1) }
  })
}

/** The same as a list in C. */
export function rowsInC() {
  return decodedRows()
    .map(({ name, printers }) => `{ SYS_${name}, "${name}", { ${printers.map((printer) => `"${printer}"`).join(', ')} } },\n`)
    .join('')
}

/** The commands of ioctl(2), as a list of numbers in C. */
export function commandsInC() {
  return [...readFileSync(COMMANDS, 'utf8').matchAll(/\{ (0x[0-9a-f]+), "[^"]+", [A-Z]/g)].map(([, number]) => `${number},\n`).join('')
}

/** Those whose argument points to something that is shown. */
export function pointedCommandsInC() {
  return [...readFileSync(COMMANDS, 'utf8').matchAll(/\{ (0x[0-9a-f]+), "[^"]+", (?:\w+_(?:IN|OUT)|TWICE) \}/g)].map(([, number]) => `${number},\n`).join('')
}

/** The numbers of file systems in the kernel's own header, as a list in C. */
export function magicsInC(compiler) {
  const defined = execFileSync(compiler, ['-E', '-dM', '-include', 'linux/magic.h', '-x', 'c', '/dev/null'], { encoding: 'utf8' })
  return [...defined.matchAll(/^#define \w*MAGIC\w*\s+(0x[0-9a-f]+)$/gim)].map(([, number]) => `${number},\n`).join('')
}

/** The commands whose structure is shown as an address only. */
export function commandsShownRaw() {
  return new Set([...readFileSync(COMMANDS, 'utf8').matchAll(/\{ 0x[0-9a-f]+, "([^"]+)", STRUCTURE \}/g)].map(([, name]) => name))
}
