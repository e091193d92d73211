/** Whether this Node can run the project. Written so that an old Node can still read it. */

/** Why it cannot, with the cure; null if it can. */
export function nodeComplaint(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return null
  return `Node ${version} is too old or odd: Node 20.19 or later in its line, or 22.12 and later, is needed. Debian 12 and Ubuntu 24.04 package 18: take it from nodejs.org or NodeSource`
}
