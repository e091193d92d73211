/**
 * Everything of a release but to publish it, in the folder where it is called. The package, the site, the notes and their checksums
 * come to lie in dist-release/, where the workflow of a tag takes them. It never publishes: a person's machine holds no token for that.
 */
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { releaseOptions } from './releaseOptions.mjs'
import { OUTPUT, RELEASE_STEPS, type ReleaseUnderWay } from './steps.ts'

const { version, withTests } = releaseOptions(process.argv.slice(2))
const root = process.cwd()
const output = path.join(root, OUTPUT)
rmSync(output, { recursive: true, force: true })
mkdirSync(output)
process.exitCode = goThrough({ root, version, output, withTests }) ? 0 : 1

/** Says how each step went, a line a fault. Whether all went well. */
function goThrough(release: ReleaseUnderWay): boolean {
  const failed: string[] = []
  for (const { name, cheap, run } of RELEASE_STEPS) {
    if (!cheap && failed.length > 0) {
      console.log(`${name}: not tried, because of what failed above`)
      continue
    }
    if (!cheap) console.log(`${name}: …`)
    const result = run(release)
    if (typeof result === 'string') console.log(`${name}: ok: ${result}`)
    else {
      failed.push(name)
      for (const { what, cure } of result) console.log(`${name}: failed: ${what}. Cure: ${cure}`)
    }
  }
  console.log(failed.length > 0 ? `release: ${version} cannot be published yet. Failed: ${failed.join(', ')}` : readyWords(release))
  return failed.length === 0
}

function readyWords({ version, withTests }: ReleaseUnderWay): string {
  const but = withTests ? '' : ', but for the tests, which were not run'
  return `release: ${version} is ready in ${OUTPUT}/${but}. To publish: git tag v${version} && git push origin v${version}`
}
