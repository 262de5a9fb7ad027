import { defineConfig, devices } from '@playwright/test';
import { browserOptions } from './tests/support/browser';

const ci = Boolean(process.env.CI);

/** Unset while the setup runs; each worker reads this file again after it. */
const url = process.env.PLAYJAR_E2E_URL ?? process.env.PLAYJAR_TEST_URL;
const baseUrl = url ? { baseURL: url } : {};

/**
 * The app is built and started once by the global setup, which puts its address into PLAYJAR_TEST_URL.
 * PLAYJAR_E2E_URL names a server that runs already, to try a change without building.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'artifacts/playwright',
  globalSetup: './tests/support/global-setup.ts',
  fullyParallel: false,
  // One more than CI has processors: a page that settles, or a test that waits for it, leaves its own idle.
  workers: 3,
  forbidOnly: ci,
  // On a shared machine alone: a test that needs its second try is told by name at the end.
  retries: ci ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'artifacts/results/playwright.json' }],
  ],
  use: {
    ...devices['Desktop Chrome'],
    ...baseUrl,
    launchOptions: browserOptions,
    // What waits for longer than this waits for something that does not come.
    actionTimeout: 45_000,
    screenshot: 'only-on-failure',
    // A trace costs as much of the processor as the test itself.
    trace: process.env.PLAYJAR_TRACE ? 'retain-on-failure' : 'off',
  },
  projects: [{ name: 'chromium' }],
});
