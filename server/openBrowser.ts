/** Opens a link in the browser of whoever sits at this machine. */
import { spawn } from 'node:child_process'

/** The program of this system that opens a link, and its words before the link. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = { darwin: ['open'], win32: ['explorer'] }

/** A machine without a screen has no such program; then it says so. */
export function openBrowser(link: string): void {
  const [program, ...words] = OPENERS[process.platform] ?? ['xdg-open']
  const child = spawn(program, [...words, link], { stdio: 'ignore', detached: true })
  child.on('error', () => console.log(`There is no ${program} here. Open the link yourself.`))
  child.unref()
}
