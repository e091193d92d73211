import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** The files below `root` that git tracks or will track, and that are there. Throws where `root` is no clone. */
export function filesInGit(root: string): string[] {
  const { status, stdout, stderr } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`git ls-files: ${stderr}. Cure: run it in a clone of the project`)
  return stdout.split('\0').filter((file) => file !== '' && existsSync(path.join(root, file)))
}
