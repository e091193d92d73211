/**
 * Checks that package-lock.json is complete: if a registry lacks a binary of another platform, npm writes a lock without
 * it, and the next `npm ci` fails there. The lock must also name no registry's host.
 */
import { readFileSync } from 'node:fs'

interface Entry {
  optionalDependencies?: Record<string, string>
  resolved?: string
}
const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as { packages: Record<string, Entry> }
const faults: string[] = []
for (const [place, { optionalDependencies, resolved }] of Object.entries(packages)) {
  if (resolved?.includes('://')) faults.push(`${place} names the host it came from: delete its "resolved"`)
  for (const name of Object.keys(optionalDependencies ?? {})) {
    const found = Object.keys(packages).some((other) => other === `node_modules/${name}` || other.endsWith(`/node_modules/${name}`))
    if (!found) faults.push(`${place} needs ${name}, which the lock lacks: pin a version of ${place} whose binaries are all there`)
  }
}
for (const fault of faults) console.error(`check-lock: ${fault}`)
console.log(`check-lock: ${Object.keys(packages).length} entries, ${faults.length} faults`)
process.exitCode = faults.length > 0 ? 1 : 0
