import { defineConfig } from 'vitest/config';

/** With this condition `import 'server-only'` is empty, as it is inside Next's server. */
const conditions = ['react-server', 'node'];

/** Files that set what the process reads once, at its first use: the settings of the server. */
const OWN_PROCESS = ['tests/services/limits.test.ts', 'tests/services/uploads.test.ts'];

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    setupFiles: ['tests/support/console.ts'],
    environment: 'node',
    pool: 'forks',
    execArgv: ['--conditions=react-server'],
    // No more than CI has processors: what a thread beside the writing must keep up with has one to run on.
    maxWorkers: 2,
    testTimeout: 60_000,
    // A busy machine takes its time; what holds is found at once all the same.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
    teardownTimeout: 10_000,
    allowOnly: !process.env.CI,
    projects: [
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['tests/engine/**/*.test.ts', 'tests/sequence/**/*.test.ts'],
          // What is pure keeps nothing from file to file, and loading it anew for each takes as long as the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['tests/**/*.test.ts'],
          exclude: [
            'tests/e2e/**',
            'tests/api/**',
            'tests/engine/**',
            'tests/sequence/**',
            ...OWN_PROCESS,
            'node_modules/**',
          ],
          setupFiles: ['tests/support/close-databases.ts'],
          // Loading Prisma anew for each file takes as long as the tests of it.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'own-process', include: OWN_PROCESS },
      },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['tests/api/**/*.test.ts'],
          // One built app for them all; starting it takes longer than most files.
          globalSetup: ['tests/support/shared-app.ts'],
        },
      },
    ],
  },
});
