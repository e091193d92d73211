/** What two programs that compile to the same have in common. Pure. */
import { createHash } from 'node:crypto'
import type { OwnFile } from '../../protocol/own.ts'
import type { OwnToolchain } from './toolchains.ts'

/** Raised when the compile sandbox, its filter or its command lines change what they make. */
const FORMAT = 1

/** A key of 32 characters. The lengths keep two lists of words apart that run together alike. */
export function programKey({ language, version, env, compile }: OwnToolchain, files: readonly OwnFile[]): string {
  const hash = createHash('sha256')
  const words = [String(FORMAT), language, version, ...Object.entries(env).flat(), ...compile(files), ...files.flatMap(({ name, content }) => [name, content])]
  for (const word of words) hash.update(`${Buffer.byteLength(word)}:`).update(word)
  return hash.digest('base64url').slice(0, 32)
}
