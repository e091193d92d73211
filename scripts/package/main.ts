/** What npm pack runs once everything is built: the prebuilt helpers, then the check of what would be packed. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { npmCommand } from '../setup/npmCommand.mjs'
import { buildPrebuilt } from './buildPrebuilt.ts'
import { type PackedFile, packageFaults } from './packageFaults.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** What npm would pack, by npm itself. */
function listing(): { size: number; files: PackedFile[] } {
  const [command, argv] = npmCommand(['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'])
  const { status, stdout, stderr } = spawnSync(command, argv, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (status !== 0) throw new Error(`npm pack --dry-run: ${stderr}`)
  const said = JSON.parse(stdout)
  // Newer releases of npm answer with an object by the name of the package.
  const [packed] = Array.isArray(said) ? said : Object.values(said)
  return packed
}

try {
  buildPrebuilt(ROOT)
  const { size, files } = listing()
  const faults = packageFaults({
    ...{ size, files },
    manifest: JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')),
    read: (file) => readFileSync(path.join(ROOT, file)),
    places: [ROOT, homedir()],
  })
  for (const fault of faults) console.error(`prepack: ${fault}`)
  console.error(`prepack: ${files.length} files, ${(size / 1e6).toFixed(2)} MB, ${faults.length} faults`)
  process.exitCode = faults.length > 0 ? 1 : 0
} catch (error) {
  console.error(`prepack: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
