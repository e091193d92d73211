/**
 * The page is written against React's interface and drawn by Preact, which is a tenth of its size. React itself only writes the first
 * paint while the page is built (client/first), where its server half is needed.
 */
export const PREACT_FOR_REACT = [
  { find: /^react$/, replacement: 'preact/compat' },
  { find: /^react-dom$/, replacement: 'preact/compat' },
  { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
  // What older versions of React lack.
  { find: /^use-sync-external-store\/shim\/index\.js$/, replacement: 'preact/compat' },
]

/** A file of the page may not mention what it is drawn with; client/seat says so itself. */
export const PREACT_JSX = { runtime: 'automatic', importSource: 'preact' } as const
