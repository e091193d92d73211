import { defineConfig } from '@playwright/test'

const PORT = Number(process.env.E2E_PORT ?? 4173)

/** A real server, a real helper, a real browser: CHROMIUM names it (npm test finds one). */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // A page waits for the tracer, the network and its own frames, so two workers fill two cores.
  workers: Number(process.env.E2E_WORKERS ?? 2),
  // Safety nets that measure nothing: a busy machine may be slow. `npm run bench` measures how fast a page is.
  timeout: 600_000,
  expect: { timeout: 240_000 },
  forbidOnly: process.env.CI === 'true',
  // A test that fails once has a fault, or finds one.
  retries: 0,
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    // The first page plays itself. The tests of that ask for motion; to all others a cursor that walks away would be a race.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
  },
  webServer: {
    command: 'node bin/spawnscope.mjs',
    // Each test of a class opens its own, all from one address.
    env: { PORT: String(PORT), HOST: '127.0.0.1', SPAWNSCOPE_ROOMS_PER_ADDRESS: '1000' },
    url: `http://localhost:${PORT}/api/check`,
    reuseExistingServer: false,
    timeout: 300_000,
  },
})
