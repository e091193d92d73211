/** One configuration for client, server bundle and unit tests. */
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { catalogTexts } from './build/vite/catalogModule.ts'
import { CHUNKS } from './build/vite/chunks.ts'
import { compressed } from './build/vite/compress.ts'
import { firstPaint } from './build/vite/firstPaint.ts'
import { listings } from './build/vite/listing.ts'
import { machines } from './build/vite/machineCount.ts'
import { firstNotes, notes } from './build/vite/notesModule.ts'
import { prose } from './build/vite/proseModule.ts'
import { SITE, site } from './build/vite/site.ts'
import { stepSources } from './build/vite/stepSourcesModule.ts'
import { strategyNames } from './build/vite/strategyNames.ts'
import { NONCE_MARK } from './server/http/securityHeaders.ts'

const here = import.meta.dirname

export default defineConfig(({ isSsrBuild, command, mode }) => ({
  root: isSsrBuild || process.env.VITEST ? here : path.join(here, 'client'),
  base: './',
  publicDir: false,
  // The server puts each answer's own nonce in its place; the page hands it to the styles that xterm.js makes.
  ...(command === 'build' && !isSsrBuild && { html: { cspNonce: NONCE_MARK } }),
  define: { 'import.meta.env.PLAIN_FILES': JSON.stringify(mode === SITE) },
  // A host of plain files compresses by itself.
  plugins: [
    listings(),
    notes(),
    firstNotes(),
    stepSources(),
    prose(),
    catalogTexts(),
    machines(),
    strategyNames(),
    react(),
    ...(isSsrBuild ? [] : [firstPaint(mode === SITE), mode === SITE ? site() : compressed()]),
  ],
  ...(isSsrBuild && { ssr: { noExternal: true as const, external: ['vite'] } }),
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        emptyOutDir: true,
        target: 'node20',
        minify: false,
        sourcemap: true,
        rolldownOptions: { output: { entryFileNames: '[name].js' } },
      }
    : {
        outDir: path.join(here, 'dist/client'),
        emptyOutDir: true,
        manifest: mode !== SITE,
        // With these light-dark() and nesting stay as written.
        target: ['chrome123', 'firefox128', 'safari17.5'],
        rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
      },
  test: {
    include: ['{protocol,client,server,build,scripts,native,content}/**/*.test.{ts,tsx}'],
    globalSetup: path.join(here, 'server/testing/buildHostile.ts'),
    // No measure of anything: what a busy machine takes for a thousand clients. What has to be quick is asserted.
    testTimeout: 180_000,
  },
}))
