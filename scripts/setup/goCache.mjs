/**
 * Go brings no compiled standard library, and a first build takes longer than a visitor waits. So the packages of server/own/go.json
 * are compiled once for each Go, into a cache that its compiler only reads. Without it the server does not offer Go.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { step } from './progress.mjs'
import { hashOf, ROOT, unlessFresh } from './stamp.mjs'

/** Where the server looks for it (server/environment.ts). */
const CACHE = 'node_modules/.cache/spawnscope-own/go'
/** The server compares this file of it with its Go. */
const VERSION = 'version'
const TABLE = 'server/own/go.json'

/** Returns why there is none though a Go is installed, or undefined. */
export function buildGoCache() {
  const table = JSON.parse(readFileSync(path.join(ROOT, TABLE), 'utf8'))
  const found = findGo(table.places)
  if (!found) return undefined
  let why
  unlessFresh('go-cache', hashOf([TABLE, 'scripts/setup/goCache.mjs'], [found.go, found.version]), [CACHE], () => {
    why = step(`compiling the standard library of ${found.version.replace(/^go version /, '')}`, () => fill(found, table))
  })
  return why
}

/** As server/own/toolchains.ts chooses: the first that answers. */
function findGo(places) {
  for (const go of places.filter((place) => existsSync(place))) {
    const { status, stdout } = spawnSync(go, ['version'], { encoding: 'utf8', timeout: 10_000 })
    if (status === 0) return { go, version: stdout.split('\n')[0].trim() }
  }
  return undefined
}

function fill({ go, version }, { environment, module, packages }) {
  const cache = path.join(ROOT, CACHE)
  const beside = `${cache}.${process.pid}`
  const folder = mkdtempSync(path.join(tmpdir(), 'spawnscope-go-'))
  try {
    rmSync(cache, { recursive: true, force: true })
    mkdirSync(beside, { recursive: true })
    writeFileSync(path.join(folder, 'go.mod'), module)
    const ask = (...words) => spawnSync(go, words, { cwd: folder, encoding: 'utf8', env: environmentOf(environment, beside) })
    // An older Go has not all of them.
    const there = ask('list', '-e', '-f', '{{if not .Error}}{{.ImportPath}}{{end}}', ...packages)
    const imports = there.stdout.split('\n').filter((name) => packages.includes(name))
    writeFileSync(path.join(folder, 'main.go'), `package main\n\nimport (\n${imports.map((name) => `\t_ "${name}"\n`).join('')})\n\nfunc main() {}\n`)
    const built = ask('build', '-o', path.join(folder, 'program'), '.')
    if (built.status !== 0) return (built.error?.message ?? built.stderr).trim().split('\n').at(-1)
    writeFileSync(path.join(beside, VERSION), version)
    renameSync(beside, cache)
    return undefined
  } catch (error) {
    return error.message
  } finally {
    for (const made of [folder, beside]) rmSync(made, { recursive: true, force: true })
  }
}

/** Nothing of the caller's: what he set for his own Go would make another cache than the server's. */
const environmentOf = (environment, cache) => ({ PATH: process.env.PATH ?? '', HOME: homedir(), ...environment, GOCACHE: cache })
