/** Builds the site of plain files once a worker, and serves it from a host that knows only files. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import express from 'express'

const ROOT = path.resolve(import.meta.dirname, '..')
/** The folder of the site on its host, where other sites could be beside it. */
export const FOLDER = '/some/sub/path/'

export function buildSite(): string {
  const out = mkdtempSync(path.join(tmpdir(), 'spawnscope-site-'))
  execFileSync(process.execPath, ['--import', 'tsx', path.join(ROOT, 'scripts/build-site.ts'), '--out', out], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return out
}

export interface Host {
  url: string
  /** Stops answering. */
  close(): void
}

export async function hostSite(folder: string): Promise<Host> {
  const server = createServer(express().use(FOLDER, express.static(folder, { dotfiles: 'allow' }))).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    // Browsers allow a service worker only over https or on this name.
    url: `http://localhost:${(server.address() as AddressInfo).port}${FOLDER}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
