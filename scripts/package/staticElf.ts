/** Whether a program is a static ELF of 64 bits for a machine (elf(5)). Pure. */

const ELF = '\x7fELF'
const CLASS_64 = 2
const PT_INTERP = 3

/** What is wrong with it, to stand behind its name; null if nothing is. `machine`: `e_machine`. */
export function staticElfFault(bytes: Buffer, machine: number): string | null {
  if (bytes.length < 64 || bytes.toString('latin1', 0, 4) !== ELF || bytes[4] !== CLASS_64) return 'is no 64-bit program'
  if (bytes.readUInt16LE(18) !== machine) return 'is a program for another machine'
  const [at, size, count] = [Number(bytes.readBigUInt64LE(32)), bytes.readUInt16LE(54), bytes.readUInt16LE(56)]
  for (let n = 0; n < count; n++) if (bytes.readUInt32LE(at + n * size) === PT_INTERP) return 'is linked dynamically'
  return null
}
