import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';

/** `npm run bench:live`: two servers over PostgreSQL and two browsers. */
export default defineConfig(base, {
  testDir: '.',
  testMatch: 'live.bench.ts',
  outputDir: '../../artifacts/playwright-bench',
  globalSetup: '../support/global-setup.ts',
  workers: 1,
  timeout: 300_000,
  reporter: 'line',
});
