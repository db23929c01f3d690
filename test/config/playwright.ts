import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './chromium';

const root = path.resolve(import.meta.dirname, '../..');
const port = 4301;

/** The demo as a newcomer starts it, in a folder and on ports of its own; one browser, no retries. */
export default defineConfig({
  testDir: path.join(root, 'test/e2e'),
  outputDir: path.join(root, 'test-results'),
  // Limits end what hangs: a scan is long, and other tests are under way beside these.
  timeout: 1_800_000,
  expect: { timeout: 300_000 },
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // The file is named by the test command (PLAYWRIGHT_JSON_OUTPUT_FILE), which counts from it.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: await chromiumLaunch(),
    // Pictures of every moment cost more than the page; the trace of a failure has its documents.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  },
  webServer: {
    command: 'node --import tsx lib/wiring/demo.ts',
    cwd: root,
    url: `http://localhost:${port}/api/ready`,
    timeout: 600_000,
    // While writing tests: a demo that is up already, started with the same PORT and DATA_DIR.
    reuseExistingServer: process.env.E2E_REUSE === '1',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'pipe',
    stderr: 'pipe',
    env: { PORT: String(port), DATA_DIR: '.data-test/e2e', DATABASE_URL: '', SCAN_MAX_REQUESTS: '4000' },
  },
});
