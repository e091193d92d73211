/** One configuration for client, server bundle and unit tests. */
import { availableParallelism } from 'node:os'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { configDefaults, defineConfig } from 'vitest/config'
import { cards } from './build/vite/cardModule.ts'
import { catalogModule } from './build/vite/catalogModule.ts'
import { CHUNKS } from './build/vite/chunks.ts'
import { compressed } from './build/vite/compress.ts'
import { firstPaintModule } from './build/vite/firstPaint.ts'
import { firstRuns } from './build/vite/firstRunsModule.ts'
import { listings } from './build/vite/listing.ts'
import { machines } from './build/vite/machineCount.ts'
import { moduleFiles } from './build/vite/moduleFiles.ts'
import { firstNotes, notes } from './build/vite/notesModule.ts'
import { observerFigure } from './build/vite/observerModule.ts'
import { prose } from './build/vite/proseModule.ts'
import { questions } from './build/vite/questionModule.ts'
import { SITE, site } from './build/vite/site.ts'
import { stepSources } from './build/vite/stepSourcesModule.ts'
import { strategyNames } from './build/vite/strategyNames.ts'
import { CONTENT_GLOBS, LIVE_GLOBS, NATIVE_GLOBS, PACKAGE_GLOBS } from './scripts/check/liveTests.ts'
import { NONCE_MARK } from './server/http/securityHeaders.ts'

const here = import.meta.dirname
const project = (name: string, include: string[], more: object = {}) => ({ extends: true as const, test: { name, include, ...more } })

export default defineConfig(({ isSsrBuild, command, mode }) => ({
  root: isSsrBuild || process.env.VITEST ? here : path.join(here, 'client'),
  base: './',
  publicDir: false,
  // The server replaces this mark with each response's own nonce; the page gives it to the styles that xterm.js creates.
  ...(command === 'build' && !isSsrBuild && { html: { cspNonce: NONCE_MARK } }),
  // The router brings a copy of a hook that React itself has had since 18: 0.3 kB before the first figure.
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  define: { 'import.meta.env.PLAIN_FILES': JSON.stringify(mode === SITE) },
  // A host of plain files does its own compression.
  plugins: [
    listings(),
    notes(),
    firstNotes(),
    firstRuns(),
    stepSources(),
    prose(),
    cards(),
    questions(),
    catalogModule(),
    machines(),
    observerFigure(),
    strategyNames(),
    react(),
    ...(isSsrBuild ? [] : [firstPaintModule(mode === SITE), ...(mode === SITE ? [site()] : [moduleFiles(), compressed()])]),
  ],
  ...(isSsrBuild && { ssr: { noExternal: true as const, external: ['vite'] } }),
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        emptyOutDir: true,
        target: 'node20',
        minify: false,
        sourcemap: true,
        // The server, and the command in a shell, which fetches the server only when it serves.
        rolldownOptions: { input: { main: 'server/main.ts', command: 'server/command/command.ts' }, output: { entryFileNames: '[name].js' } },
      }
    : {
        outDir: path.join(here, 'dist/client'),
        emptyOutDir: true,
        manifest: mode !== SITE,
        // With these targets, light-dark() and nesting stay as written.
        target: ['chrome123', 'firefox128', 'safari17.5'],
        rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
      },
  test: {
    // Safety nets, not measurements: a busy machine may be slow. A wait that never succeeds reports itself earlier (testing/until.ts).
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      project('unit', ['{protocol,client,server,build,scripts}/**/*.test.{ts,tsx}'], {
        exclude: [...CONTENT_GLOBS, ...NATIVE_GLOBS, ...LIVE_GLOBS, ...PACKAGE_GLOBS, ...configDefaults.exclude],
      }),
      project('content', CONTENT_GLOBS),
      project('native', NATIVE_GLOBS),
      project('package', PACKAGE_GLOBS, { globalSetup: path.join(here, 'scripts/package/packForTests.ts') }),
      project('live', LIVE_GLOBS, { globalSetup: path.join(here, 'server/testing/buildHostile.ts') }),
    ],
  },
}))
