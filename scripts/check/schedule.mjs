/**
 * Which suites run side by side. Pure: who runs is decided by what each takes, and in what order the words of each are
 * printed by where it stands in the list.
 */

/**
 * @typedef {{ name: string, cores?: number, uses?: string }} Job
 * `cores`: how many processors it keeps busy (1). `uses`: what only one may use at a time, such as a folder that is built.
 */

/**
 * The first of those waiting that may begin beside those at work, or undefined. One that needs more than there is runs alone.
 * @template {Job} J
 * @param {readonly J[]} waiting @param {readonly Job[]} atWork @param {number} cores
 * @returns {J | undefined}
 */
export function nextJob(waiting, atWork, cores) {
  const taken = atWork.reduce((sum, job) => sum + coresOf(job, cores), 0)
  return waiting.find((job) => taken + coresOf(job, cores) <= cores && !atWork.some(({ uses }) => uses !== undefined && uses === job.uses))
}

/** @param {Job} job @param {number} most */
const coresOf = ({ cores = 1 }, most) => Math.min(cores, most)

/**
 * Runs all, each as soon as there is room for it.
 * @template {Job} J
 * @param {readonly J[]} jobs @param {number} cores @param {(job: J, at: number) => Promise<void>} run
 */
export async function runAll(jobs, cores, run) {
  const waiting = [...jobs]
  /** @type {Map<J, Promise<void>>} */
  const atWork = new Map()
  while (waiting.length > 0 || atWork.size > 0) {
    for (let job = nextJob(waiting, [...atWork.keys()], cores); job; job = nextJob(waiting, [...atWork.keys()], cores)) {
      const mine = job
      waiting.splice(waiting.indexOf(mine), 1)
      atWork.set(
        mine,
        run(mine, jobs.indexOf(mine)).finally(() => atWork.delete(mine)),
      )
    }
    await Promise.race(atWork.values())
  }
}
