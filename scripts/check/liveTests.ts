/**
 * Which tests start a helper or a server. Those of native/ are the project `native`, those here `live`; the others are `unit`,
 * for every day, and `content`, which holds the data against rules and, where it can run, against the helper.
 */
export const CONTENT_GLOBS = ['{content,build/content}/**/*.test.ts']

/** The package, packed and installed (`scripts/package/packForTests.ts` packs it first). */
export const PACKAGE_GLOBS = ['scripts/package/installed.test.ts']

export const NATIVE_GLOBS = ['native/**/*.test.ts']

export const LIVE: readonly string[] = [
  'client/model/export/exports.test.ts',
  'client/model/import/straceOptions.test.ts',
  'server/bench',
  'server/hostile',
  'server/live',
  'server/own',
  'server/rooms',
  'server/sandbox',
  'server/capabilities/checkSettings.test.ts',
  'server/capabilities/specimens.test.ts',
  'server/classroomStart.test.ts',
  'server/http/classLinks.test.ts',
  'server/http/page.test.ts',
  'server/runs/roomMetrics.test.ts',
  'server/runs/sharing.test.ts',
  'server/show/show.test.ts',
]

export const isLive = (file: string): boolean => LIVE.some((place) => file === place || file.startsWith(`${place}/`))

/** The same for vitest. */
export const LIVE_GLOBS = LIVE.map((place) => (place.endsWith('.ts') ? place : `${place}/**/*.test.ts`))

/** What starts one is imported from here. */
const STARTS = /^(import|}) .*from '[^']*(server\/testing|native\/tests)\//m
const STARTS_IN_SERVER = /^(import|}) .*from '\.\.\/testing\//m

/** Files of the project `unit` that start a helper or a server all the same. */
export function misplaced(files: ReadonlyMap<string, string>): string[] {
  const starts = (file: string, text: string): boolean => STARTS.test(text) || (file.startsWith('server/') && STARTS_IN_SERVER.test(text))
  return [...files].filter(([file, text]) => !file.startsWith('native/') && !isLive(file) && starts(file, text)).map(([file]) => file)
}
