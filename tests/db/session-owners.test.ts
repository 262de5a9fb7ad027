import { expect, it, describe } from 'vitest';
import { ALL_TABLES, openEngine, toMigrationList } from '@/lib/commands/migration-engine';
import { PROVIDERS, readMigrations, readSchema } from '@/lib/commands/migration-files';
import { applyMigrations } from '@/lib/commands/migrate';
import type { Database } from '@/lib/db/database';
import type { SqlValue } from '@/lib/db/sql';
import { KINDS, newDatabase, openForTest } from '../support/database';

const TIME = '2026-01-01T00:00:00.000Z';

/** Brings a database to where it was before sessions had owners. */
async function asBefore(db: Database): Promise<void> {
  const engine = await openEngine(readSchema(db.kind), db.adapter);
  const earlier = readMigrations(db.kind).filter(({ name }) => name < '0011');
  const migrationsList = toMigrationList(PROVIDERS[db.kind], earlier);
  await engine.applyMigrations({ migrationsList, filters: ALL_TABLES });
  engine.free();
}

function row(table: string, columns: Record<string, SqlValue>) {
  const names = Object.keys(columns);
  const text = `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  return { text, args: Object.values(columns) };
}

describe.each(KINDS)('sessions from before they had owners, on %s', (kind) => {
  it('are private where one person is alone, shared where several work, and nobody’s for a guest', async () => {
    const db = await openForTest(await newDatabase(kind, { migrated: false }));
    await asBefore(db);
    const bytes = new Uint8Array([1]);
    const people = { alone: ['ada'], several: ['ada', 'bob'], guest: [] };
    await db.sql.write([
      ...['ada', 'bob'].map((id) => row('User', { id, name: id, createdAt: TIME })),
      ...Object.entries(people).flatMap(([id, members]) => [
        row('Workspace', { id, kind: 'team', name: id, sealedKey: bytes, createdAt: TIME }),
        ...members.map((userId) =>
          row('Membership', { workspaceId: id, userId, role: 'editor', createdAt: TIME }),
        ),
        ...['own', 'run'].map((purpose) =>
          row('Session', {
            ...{ id: `${id} ${purpose}`, workspaceId: id, name: id, purpose, sealedSettings: bytes },
            ...{ createdAt: TIME, updatedAt: TIME },
          }),
        ),
      ]),
    ]);
    await applyMigrations(db);
    type Row = { id: string; ownerId: string | null; isShared: boolean | number };
    const rows = await db.sql.all<Row>('SELECT "id", "ownerId", "isShared" FROM "Session" ORDER BY "id"', []);
    expect(rows.map(({ id, ownerId, isShared }) => [id, ownerId, Boolean(isShared)])).toEqual([
      ['alone own', 'ada', false],
      ['alone run', null, true],
      ['guest own', null, false],
      ['guest run', null, true],
      ['several own', null, true],
      ['several run', null, true],
    ]);
  });
});
