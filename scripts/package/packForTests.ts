/** Packs the package once for its tests (vite.config.ts), as a maintainer does. They get the path of the tarball. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    tarball: string
  }
}

const ROOT = path.resolve(import.meta.dirname, '../..')

function packForTests(project: TestProject): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'spawnscope-pack-'))
  // As a shell has it: what a test runner sets would change what is built.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST|PROD|DEV|MODE|SSR|BASE_URL)/.test(name)))
  const words = ['pack', '--pack-destination', folder, '--loglevel=error']
  const packed = spawnSync('npm', words, { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  if (packed.status !== 0 || tarball === undefined) throw new Error(`npm pack failed: ${packed.stderr}`)
  project.provide('tarball', path.join(folder, tarball))
  return () => rmSync(folder, { recursive: true })
}

/** What vitest calls. */
export { packForTests as setup }
