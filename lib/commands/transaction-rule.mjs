/**
 * ESLint rule: no `$transaction` of Prisma's. One that reads first fails when another process writes in between (SQLite:
 * SQLITE_BUSY_SNAPSHOT, which no waiting mends); `sql.write` begins with a write.
 * @type {import('eslint').Linter.RulesRecord}
 */
export const NO_READ_FIRST = {
  'no-restricted-properties': [
    'error',
    {
      property: '$transaction',
      message: 'Use sql.write (lib/db/sql.ts): a transaction must begin with a write.',
    },
  ],
};
