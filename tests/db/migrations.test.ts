import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toPostgres } from '@/lib/commands/generate.mjs';
import { ALL_TABLES, openEngine } from '@/lib/commands/migration-engine';
import { readMigrations, readSchema } from '@/lib/commands/migration-files';
import { applyMigrations } from '@/lib/commands/migrate';
import { openDatabase, type Database, type DatabaseKind } from '@/lib/db/database';
import { createWorkspace, findWorkspace } from '@/lib/db/workspaces';
import { freshDatabase, KINDS, newDatabase, openForTest } from '../support/database';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe.each(KINDS)('migrations on %s', (kind) => {
  it('lead to the model of today, and a second call applies nothing', async () => {
    const db = await openForTest(await newDatabase(kind, { migrated: false }));
    expect(await applyMigrations(db)).toEqual(readMigrations(kind).map(({ name }) => name));
    expect(await applyMigrations(db)).toEqual([]);
    expect(await shape(db)).toEqual(await shape(await newFromModel(kind)));
  });

  it('are up to date with the model', () => {
    expect(readLastModel(kind), 'run: npm run migration -- --name NAME').toBe(readSchema(kind));
  });

  it('are applied once by two servers that start at once', { timeout: 60_000 }, async () => {
    const options = await newDatabase(kind, { migrated: false });
    const env = {
      ...process.env,
      DATABASE_URL: options.url,
      PLAYJAR_DATA_DIR: options.dataDir,
      PLAYJAR_SECRET: '',
    };
    const starts = [1, 2].map(() => {
      const child = spawn(
        process.execPath,
        ['--conditions=react-server', '--import', 'tsx', 'lib/commands/migrate.ts'],
        { cwd: ROOT, env },
      );
      let printed = '';
      child.stdout.on('data', (part: Buffer) => (printed += part.toString()));
      child.stderr.on('data', (part: Buffer) => (printed += part.toString()));
      return once(child, 'close').then(([code]) => ({ code: code as number, printed }));
    });
    const ends = await Promise.all(starts);
    expect(
      ends.map(({ code }) => code),
      ends.map(({ printed }) => printed).join('\n'),
    ).toEqual([0, 0]);
    const db = await openForTest({ url: options.url, dataDir: options.dataDir });
    const { id } = await createWorkspace(db, { kind: 'guest', name: 'G' });
    expect(await findWorkspace(db, id)).not.toBeNull();
    expect(await db.sql.all('SELECT migration_name FROM _prisma_migrations', [])).toHaveLength(
      readMigrations(kind).length,
    );
  });

  it('refuse a database that a newer program made', async () => {
    const db = await freshDatabase(kind);
    await db.sql.write([{ text: `UPDATE _prisma_migrations SET migration_name = '9999_later'`, args: [] }]);
    await expect(applyMigrations(db)).rejects.toThrow(/newer Playjar.*9999_later/);
  });

  it('delete all rows of a workspace with it, through every foreign key', async () => {
    const db = await freshDatabase(kind);
    const { id } = await createWorkspace(db, { kind: 'guest', name: 'G' });
    await db.prisma.session.create({
      data: {
        id: 's',
        workspaceId: id,
        name: 'S',
        sealedSettings: new Uint8Array(),
        createdAt: '',
        updatedAt: '',
      },
    });
    await db.prisma.workspace.delete({ where: { id } });
    expect(await db.prisma.session.count()).toBe(0);
  });
});

describe('the two schemas', () => {
  it('say the same: PostgreSQL’s is derived from SQLite’s', () => {
    expect(readSchema('postgres')).toBe(toPostgres(readSchema('sqlite')));
  });
});

/** A database made in one go from the model of today. */
async function newFromModel(kind: DatabaseKind): Promise<Database> {
  const db = await openForTest(await newDatabase(kind, { migrated: false }));
  const content = readSchema(kind);
  const engine = await openEngine(content, db.adapter);
  const to = { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] };
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to,
    script: true,
    exitCode: null,
    filters: ALL_TABLES,
  });
  const adapter = await db.adapter.connect();
  await adapter.executeScript(stdout ?? '');
  return db;
}

const POSTGRES_SHAPE = `
  SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS line FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
  UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype = 'f'
  ORDER BY 1`;
const SQLITE_SHAPE = `
  SELECT m.name || ' ' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || coalesce(c.dflt_value, '') || ' ' || c.pk AS line
    FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name <> '_prisma_migrations'
  UNION ALL SELECT m.name || ' -> ' || f."table" || ' ' || f."from" || ' ' || f."to" || ' ' || f.on_delete
    FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
  UNION ALL SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
  ORDER BY 1`;

/** Columns, indexes and foreign keys, one line each. */
async function shape({ kind, sql }: Database): Promise<string[]> {
  const rows = await sql.all<{ line: string }>(kind === 'postgres' ? POSTGRES_SHAPE : SQLITE_SHAPE, []);
  expect(rows.length).toBeGreaterThan(100);
  return rows.map(({ line }) => line);
}

function readLastModel(kind: DatabaseKind): string {
  const text = readFileSync(path.join(ROOT, 'prisma/migrations/schema.prisma'), 'utf8');
  return kind === 'sqlite' ? text : toPostgres(text);
}

describe('an SQLite file', () => {
  it('is opened with every pragma, for raw SQL and for Prisma, inside and outside of transactions', async () => {
    const { prisma, sql } = await freshDatabase('sqlite');
    const expected: [string, unknown][] = [
      ['journal_mode', 'wal'],
      ['foreign_keys', 1],
      ['synchronous', 2],
      ['busy_timeout', 5],
    ];
    for (const [name, value] of expected) {
      const raw = await sql.all<Record<string, unknown>>(`PRAGMA ${name}`, []);
      const outside = await prisma.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
      const inside = await prisma.$transaction(async (tx) =>
        tx.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`),
      );
      for (const rows of [raw, outside, inside])
        expect(
          Number.isNaN(Number(value))
            ? Object.values(rows[0] ?? {})[0]
            : Number(Object.values(rows[0] ?? {})[0]),
          name,
        ).toBe(value);
    }
  });

  it('is not read in the middle of a transaction of its own process', async () => {
    const { prisma, sql } = await freshDatabase('sqlite');
    const seen: Promise<unknown[]>[] = [];
    await prisma.$transaction(async (tx) => {
      await tx.user.create({ data: { id: 'u', name: 'U', createdAt: '' } });
      seen.push(sql.all('SELECT "id" FROM "User"', []));
      await tx.user.delete({ where: { id: 'u' } });
    });
    expect(await seen[0]).toEqual([]);
  });

  it('fault 63: that is not SQLite is refused in plain words and left as it was', async () => {
    const { dataDir } = await newDatabase('sqlite', { migrated: false });
    const file = path.join(dataDir, 'playjar.db');
    const content = 'This is no database, but somebody may need it.'.repeat(200);
    writeFileSync(file, content);
    await expect(openDatabase({ url: `file:${file}`, dataDir })).rejects.toThrow(/not an SQLite database/);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  it('fault 63: that is read-only, or whose folder is missing, is refused in plain words', async () => {
    const { dataDir, url } = await newDatabase('sqlite');
    const file = url.slice('file:'.length);
    writeFileSync(`${file}.copy`, readFileSync(file), { mode: 0o444 });
    await expect(openDatabase({ url: `${url}.copy`, dataDir })).rejects.toThrow(/read-only/);
    await expect(openDatabase({ url: `file:${dataDir}/no/such/x.db`, dataDir })).rejects.toThrow(
      /does not exist/,
    );
  });
});

describe('a PostgreSQL server', () => {
  it('that does not answer is told in plain words, without the password', async () => {
    const opening = openDatabase({ url: 'postgresql://me:hunter2@127.0.0.1:1/none', dataDir: '/nowhere' });
    await expect(opening).rejects.toThrow(/PostgreSQL server of DATABASE_URL/);
    await expect(opening).rejects.not.toThrow(/hunter2/);
  });
});
