import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Migration } from './migration-engine';
import { ROOT } from './process.mjs';

export type Kind = 'sqlite' | 'postgres';
export const PROVIDERS: Readonly<Record<Kind, string>> = { sqlite: 'sqlite', postgres: 'postgresql' };

/** `prisma/migrations/sqlite/0001_first/migration.sql` and so on. */
export function migrationsFolder(kind: Kind): string {
  return path.join(ROOT, 'prisma/migrations', kind);
}

/** The migrations of one database in order. */
export function readMigrations(kind: Kind): Migration[] {
  const folder = migrationsFolder(kind);
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries
    .map(({ name }) => ({ name, sql: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The model as it stands, in the words of one database. */
export function readSchema(kind: Kind): string {
  const file = kind === 'sqlite' ? 'prisma/schema.prisma' : 'prisma/postgres/schema.prisma';
  return readFileSync(path.join(ROOT, file), 'utf8');
}
