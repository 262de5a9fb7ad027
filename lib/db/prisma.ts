import 'server-only';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { PrismaClient } from './generated/sqlite/client';
import { toStoreError } from './store-error';

/** The one client type that stores use, on either database. */
export type Prisma = PrismaClient;

/**
 * Opens the generated client of `kind`. Both are made from one model, so that the client of PostgreSQL is used under
 * the type of SQLite's: this is the only place that says so.
 */
export async function openPrisma(
  kind: 'sqlite' | 'postgres',
  adapter: SqlDriverAdapterFactory,
): Promise<Prisma> {
  // 'minimal': Prisma's longer messages quote the arguments.
  const options = { adapter, errorFormat: 'minimal' } as const;
  const client =
    kind === 'sqlite'
      ? new (await import('./generated/sqlite/client')).PrismaClient(options)
      : new (await import('./generated/postgres/client')).PrismaClient(options);
  return withStoreErrors(client as unknown as PrismaClient);
}

function withStoreErrors(client: PrismaClient): PrismaClient {
  const extended = client.$extends({
    query: {
      async $allOperations({ args, query }) {
        try {
          return (await query(args)) as unknown;
        } catch (error) {
          throw toStoreError(error);
        }
      },
    },
  });
  return extended as unknown as PrismaClient;
}
