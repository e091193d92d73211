import { defineConfig } from '@playwright/test'

const PORT = Number(process.env.E2E_PORT ?? 4173)

/** A real server, a real helper, a real browser: CHROMIUM names it (npm test finds one). */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // One worker, because on two cores several browsers and tracers would only wait for each other.
  workers: 1,
  timeout: 120_000,
  // performance.spec.ts measures speed. Elsewhere a busy machine may be slow.
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI === 'true',
  // A shared machine may pause for seconds. The report names each test that needed its second try.
  retries: process.env.CI === 'true' ? 1 : 0,
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
  },
  webServer: {
    command: 'node scripts/start.mjs',
    env: { PORT: String(PORT), HOST: '127.0.0.1' },
    url: `http://localhost:${PORT}/api/check`,
    reuseExistingServer: false,
    timeout: 120_000,
  },
})
