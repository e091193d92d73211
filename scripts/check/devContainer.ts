/** Checks the dev container, which nothing here can start. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readDockerIgnore } from '../release/dockerIgnore.ts'
import { devContainerFaults } from './devContainerFaults.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')

const faults = devContainerFaults({
  settings: read('.devcontainer/devcontainer.json'),
  dockerfile: read('.devcontainer/Dockerfile'),
  port: 4000,
  commands: Object.keys(JSON.parse(read('package.json')).scripts),
  isLeftOut: readDockerIgnore(read('.dockerignore')),
  exists: (file) => existsSync(path.join(ROOT, file)),
})
for (const fault of faults) console.error(`check-dev-container: .devcontainer/${fault}`)
console.log(`check-dev-container: ${faults.length} faults`)
process.exitCode = faults.length > 0 ? 1 : 0
