/**
 * Builds everything that `npm start` and `npm test` need, if it is missing or stale. Takes under a second if nothing changed.
 * Uses Node built-ins only, because nothing else is installed yet. Both commands call it themselves, because npm skips
 * pre-hooks if scripts are ignored.
 */
import { pathToFileURL } from 'node:url'
import { endWith } from './setup/complaint.mjs'
import { buildGoCache } from './setup/goCache.mjs'
import { withLock } from './setup/lock.mjs'
import { sumUp } from './setup/progress.mjs'
import { buildHelper, buildPage, buildSpecimens, checkNode, installPackages } from './setup/steps.mjs'

/** `page: false` does not build the page, which Vite serves in development. Throws a Complaint. */
export function setUp({ page = true } = {}) {
  checkNode()
  const began = performance.now()
  withLock(() => {
    installPackages()
    const noHelper = buildHelper()
    if (noHelper) console.log(`spawnscope: recorded runs only: ${noHelper}`)
    if (!noHelper) {
      buildSpecimens()
      const noGo = buildGoCache()
      if (noGo) console.log(`spawnscope: no Go for programs of your own: its standard library does not compile here: ${noGo}`)
    }
    if (page) buildPage()
  })
  sumUp(began)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    setUp()
  } catch (error) {
    endWith(error)
  }
}
