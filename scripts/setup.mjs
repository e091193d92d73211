/**
 * Everything `npm start` and `npm test` need, made if it is not there: under a second when nothing changed.
 * Node built-ins only, since nothing else is there yet. They call it themselves: npm's pre-hooks are
 * skipped where scripts are ignored.
 */
import { pathToFileURL } from 'node:url'
import { endWith } from './setup/complaint.mjs'
import { withLock } from './setup/lock.mjs'
import { buildHelper, buildPage, buildSpecimens, checkNode, installPackages } from './setup/steps.mjs'

/** `page: false` leaves out what Vite serves by itself in development. Throws a Complaint. */
export function setup({ page = true } = {}) {
  checkNode()
  withLock(() => {
    installPackages()
    const noHelper = buildHelper()
    if (noHelper) console.log(`spawnscope: recorded runs only: ${noHelper}`)
    if (!noHelper) buildSpecimens()
    if (page) buildPage()
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    setup()
  } catch (error) {
    endWith(error)
  }
}
