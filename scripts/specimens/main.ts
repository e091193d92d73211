/** npm run specimens: builds the real programs whose toolchains are here, and names the package for the rest. `--quiet`: failures only. */
import { type BuiltToolchain, cureOf, otherToolchains, programOf, toolchains } from './build.ts'
import { writeManifest } from './manifest.ts'

const built: BuiltToolchain[] = []
const quiet = process.argv.includes('--quiet')
for (const toolchain of [...toolchains(), ...otherToolchains()]) {
  const { specimen, version } = toolchain
  if (version === undefined) {
    if (!quiet) console.log(cureOf(toolchain))
    continue
  }
  try {
    for (const setting of specimen.settings) programOf(toolchain, setting)
    built.push(toolchain)
    if (!quiet) console.log(`${specimen.runtime} ${version}: ${specimen.settings.length} settings`)
  } catch (error) {
    console.error(`${specimen.runtime} ${version}: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
if (built.length > 0) writeManifest(built)
