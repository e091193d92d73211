/** Finds a Chromium for the browser tests: the one that is named, one on this machine, or one from an npm package. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../setup/stamp.mjs'

const PACKAGE = '@sparticuz/chromium@147.0.0'
const CACHE = path.join(ROOT, 'node_modules/.cache/spawnscope/browser')

/** `{ path, libraries }` of a browser that starts, or `{ why }` with the reason and the cure. */
export async function findBrowser() {
  const tried = []
  // The shell without windows draws the same pages with half the processor.
  for (const name of [process.env.CHROMIUM, 'chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const found = name && which(name)
    if (found && starts(found)) return { path: found }
    if (found) tried.push(found)
  }
  const packaged = process.arch === 'x64' ? await fromRegistry() : undefined
  if (packaged && starts(packaged.path, packaged.libraries)) return packaged
  return { why: `no browser: ${tried.length > 0 ? `${tried.join(', ')} did not start; ` : ''}apt-get install chromium, or name one in CHROMIUM` }
}

function which(name) {
  if (name.includes('/')) return existsSync(name) ? name : undefined
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file))
}

function starts(file, libraries) {
  const env = libraries ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env
  return spawnSync(file, ['--version', '--no-sandbox'], { env, stdio: 'ignore', timeout: 20_000 }).status === 0
}

async function fromRegistry() {
  const place = path.join(CACHE, 'node_modules/@sparticuz/chromium')
  if (!existsSync(place)) {
    console.log(`spawnscope: no Chromium here, taking the one in the npm package ${PACKAGE} (73 MB, once)`)
    mkdirSync(CACHE, { recursive: true })
    writeFileSync(path.join(CACHE, 'package.json'), '{"private":true}\n')
    const flags = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', PACKAGE]
    if (spawnSync('npm', flags, { cwd: CACHE, stdio: 'inherit' }).status !== 0) return undefined
  }
  // The package unpacks itself and its libraries only if this variable is set.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x'
  const { default: chromium } = await import(path.join(place, 'build/esm/index.js')).catch(() => import(path.join(place, 'build/index.js')))
  return { path: await chromium.executablePath(), libraries: '/tmp/al2023/lib' }
}
