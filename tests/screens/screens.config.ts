import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';

/**
 * `npm run screenshots`: every main screen as a picture, in artifacts/screenshots, and looked at by axe. Apart from the
 * browser tests, since it takes longer than all of them. PLAYJAR_E2E_URL as for them.
 */
export default defineConfig(base, {
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../artifacts/playwright-screens',
  globalSetup: '../support/global-setup.ts',
  workers: 1,
  timeout: 400_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: { trace: 'off', screenshot: 'off' },
});
