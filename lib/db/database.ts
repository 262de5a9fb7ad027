import 'server-only';
import type {
  SqlDriverAdapterFactory,
  SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { KeyRing } from '@/lib/crypto/key-ring';
import { OpenedMemo } from '@/lib/crypto/opened-memo';
import { env } from '@/lib/env';
import { DEFAULT_LIMITS } from '@/lib/model/limits';
import type { Bell } from './bell';
import { newId } from './ids';
import { takeKeyRing } from './key-check';
import { openPrisma, type Prisma } from './prisma';
import type { Sql } from './sql';

export type DatabaseKind = 'sqlite' | 'postgres';

/** An open database: Prisma for most, `sql` for the hot path, on the same connection or pool. */
export interface Database {
  kind: DatabaseKind;
  /** names this process among all that have this database open */
  instanceId: string;
  url: string;
  /** where uploads lie */
  dataDir: string;
  prisma: Prisma;
  sql: Sql;
  /** of one whose writes may wait (`withLateWrites`): the same where none does */
  plain?: Database;
  /** tells the other instances that something changed */
  bell: Bell;
  keyring: KeyRing;
  /** what sealed values of every workspace opened to */
  memo: OpenedMemo;
  /** a session's jar is cut to this many cookies */
  cookiesPerSession: number;
  /** for the schema engine, which applies migrations */
  adapter: SqlMigrationAwareDriverAdapterFactory;
  hasTable(name: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** `file:/absolute/path` or `postgresql://…` */
  url: string;
  dataDir: string;
  /** key ring text; left out: kept in `dataDir` */
  secret?: string | undefined;
  cookiesPerSession?: number;
}

/** What either database brings. */
export interface Door {
  sql: Sql;
  bell: Bell;
  adapter: SqlDriverAdapterFactory & SqlMigrationAwareDriverAdapterFactory;
  hasTable(name: string): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Opens a database and the key it is sealed with. Applies no migration.
 * @throws Error in plain words when the file, the server or the key is not right; nothing was changed then
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { url, dataDir, secret, cookiesPerSession = DEFAULT_LIMITS.cookiesPerSession } = options;
  const kind: DatabaseKind = url.startsWith('file:') ? 'sqlite' : 'postgres';
  const door = await openDoor(kind, url, dataDir);
  try {
    const keyring = await takeKeyRing(door.sql, await door.hasTable('Meta'), dataDir, secret);
    const prisma = await openPrisma(kind, door.adapter);
    const close = async (): Promise<void> => {
      await prisma.$disconnect();
      await door.bell.close();
      await door.close();
    };
    const { sql, bell, adapter } = door;
    const hasTable = (name: string): Promise<boolean> => door.hasTable(name);
    return {
      kind,
      instanceId: newId(),
      url,
      dataDir,
      prisma,
      sql,
      bell,
      keyring,
      memo: new OpenedMemo(),
      cookiesPerSession,
      adapter,
      hasTable,
      close,
    };
  } catch (error) {
    await door.close();
    throw error;
  }
}

async function openDoor(kind: DatabaseKind, url: string, dataDir: string): Promise<Door> {
  if (kind === 'postgres') return (await import('./postgres')).openPostgres(url);
  return (await import('./sqlite')).openSqlite(url, dataDir);
}

const KEY = Symbol.for('playjar.database');
const shared = globalThis as { [KEY]?: Promise<Database> | undefined };

/** The process's database. On `globalThis`, because Next bundles this module more than once. */
export function getDatabase(): Promise<Database> {
  return (shared[KEY] ??= openShared());
}

function openShared(): Promise<Database> {
  const { databaseUrl: url, dataDir, secret, limits } = env();
  const opening = openDatabase({ url, dataDir, secret, cookiesPerSession: limits.cookiesPerSession });
  // A database that was not ready yet (PostgreSQL still starting) is tried again by the next request.
  opening.catch(() => (shared[KEY] = undefined));
  return opening;
}
