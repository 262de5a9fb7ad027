import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import type * as Glue from '@prisma/schema-engine-wasm/schema_engine_bg';

/** No table of ours is left out. */
export const ALL_TABLES = { externalTables: [], externalEnums: [] };

/** The names and SQL of a database's migrations, oldest first. */
export interface Migration {
  name: string;
  sql: string;
}

let glue: Promise<typeof Glue> | undefined;

/**
 * Prisma's schema engine as WebAssembly: migrations without the native engine, which is a download. The package
 * calls itself internal, so this is the only place that loads it (pinned to the build of @prisma/engines-version).
 */
export async function openEngine(
  schema: string,
  adapter: SqlMigrationAwareDriverAdapterFactory,
): Promise<SchemaEngine> {
  glue ??= loadGlue();
  const { SchemaEngine: Engine } = await glue;
  return Engine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}

async function loadGlue() {
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const loaded = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const code = new WebAssembly.Module(readFileSync(file.replace(/\.js$/, '.wasm')));
  const { exports } = new WebAssembly.Instance(code, { './schema_engine_bg.js': { ...loaded } });
  loaded.__wbg_set_wasm(exports);
  (exports as { __wbindgen_start: () => void }).__wbindgen_start();
  return loaded;
}

/** Migrations in the form the engine wants them. */
export function toMigrationList(provider: string, migrations: readonly Migration[]): MigrationList {
  return {
    baseDir: '/migrations',
    lockfile: { path: 'migration_lock.toml', content: `provider = "${provider}"\n` },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}
