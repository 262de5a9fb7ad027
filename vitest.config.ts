import { defineConfig } from 'vitest/config';

/** With this condition `import 'server-only'` is empty, as it is inside Next's server. */
const conditions = ['react-server', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    setupFiles: ['tests/support/console.ts'],
    environment: 'node',
    pool: 'forks',
    execArgv: ['--conditions=react-server'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 120_000,
    teardownTimeout: 10_000,
    allowOnly: !process.env.CI,
  },
});
