import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import { generate, toPostgres } from './generate.mjs';
import { ALL_TABLES, openEngine } from './migration-engine';
import { migrationsFolder, readMigrations, readSchema, type Kind } from './migration-files';
import { isMain, ROOT } from './process.mjs';

/** The model that the migrations so far lead to, in SQLite's words. */
const lastModel = path.join(ROOT, 'prisma/migrations/schema.prisma');

/** What the engine asks PostgreSQL before it compares two models; nothing else is ever run. */
const POSTGRES_FACTS: SqlResultSet = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
  rows: [[true, 'PostgreSQL 16', 160_000]],
};
const NOTHING: SqlResultSet = { columnNames: [], columnTypes: [], rows: [] };

/** A database that is not there: comparing two models needs none. */
export function noDatabase(kind: Kind): SqlMigrationAwareDriverAdapterFactory {
  const connection: SqlDriverAdapter = {
    provider: kind,
    adapterName: 'none',
    queryRaw: () => Promise.resolve(kind === 'sqlite' ? NOTHING : POSTGRES_FACTS),
    executeRaw: () => Promise.resolve(0),
    executeScript: () => Promise.resolve(),
    startTransaction: () => Promise.reject(new Error('There is no database here.')),
    getConnectionInfo: () => ({
      schemaName: kind === 'sqlite' ? 'main' : 'public',
      supportsRelationJoins: false,
    }),
    dispose: () => Promise.resolve(),
  };
  const connect = () => Promise.resolve(connection);
  return { provider: kind, adapterName: 'none', connect, connectToShadowDb: connect };
}

/** The SQL that leads from one model to the next; null when they are the same. */
async function difference(kind: Kind, before: string | null, after: string): Promise<string | null> {
  const model = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  });
  const engine = await openEngine(after, noDatabase(kind));
  const from = before === null ? { tag: 'empty' as const } : model(before);
  const { stdout } = await engine.diff({
    from,
    to: model(after),
    script: true,
    exitCode: null,
    filters: ALL_TABLES,
  });
  const sql = (stdout ?? '').replace(/^-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n\n/, '');
  return /^(--.*\s*)*$/.test(sql) ? null : sql;
}

/** Writes the next migration of both databases. Answers its name, or null when the model is as the last one left it. */
async function makeMigration(name: string): Promise<string | null> {
  generate();
  const before = existsSync(lastModel) ? readFileSync(lastModel, 'utf8') : null;
  const number = String(readMigrations('sqlite').length + 1).padStart(4, '0');
  const folder = `${number}_${name}`;
  const scripts = new Map<Kind, string>();
  for (const kind of ['sqlite', 'postgres'] as const) {
    const inItsWords = before !== null && kind === 'postgres' ? toPostgres(before) : before;
    const sql = await difference(kind, inItsWords, readSchema(kind));
    if (sql !== null) scripts.set(kind, sql);
  }
  if (scripts.size === 0) return null;
  for (const kind of ['sqlite', 'postgres'] as const) {
    mkdirSync(path.join(migrationsFolder(kind), folder), { recursive: true });
    writeFileSync(
      path.join(migrationsFolder(kind), folder, 'migration.sql'),
      scripts.get(kind) ?? '-- Nothing changes here.\n',
    );
  }
  writeFileSync(lastModel, readSchema('sqlite'));
  return folder;
}

if (isMain(import.meta.url)) {
  const { values } = parseArgs({ options: { name: { type: 'string' } } });
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(values.name ?? '')) {
    console.error('Say what changes: npm run migration -- --name add_some_thing (a–z, 0–9, _).');
    process.exit(1);
  }
  const made = await makeMigration(values.name ?? '');
  console.log(
    made === null
      ? 'The model is as the last migration left it.'
      : `Made prisma/migrations/*/${made}. Read both before you commit them.`,
  );
}
