import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const sourceFile = join(root, 'prisma/schema.prisma');
const derivedFile = join(root, 'prisma/postgres/schema.prisma');
const generated = join(root, 'lib/db/generated');
const stamp = join(generated, 'stamp');

/**
 * The PostgreSQL schema that says the same as the SQLite one.
 * @param {string} source text of prisma/schema.prisma
 */
export function toPostgres(source) {
  return source
    .replace(
      /^\/\/ The one model[\s\S]*?\n\n/,
      '// Derived from ../schema.prisma by `npm run generate`; do not edit.\n\n',
    )
    .replace('"../lib/db/generated/sqlite"', '"../../lib/db/generated/postgres"')
    .replace('provider = "sqlite"', 'provider = "postgresql"');
}

const readIfThere = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null);

function runPrisma(schema) {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
  // The native schema engine is not needed to generate, but the CLI downloads it unless it is told of a file.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  const result = spawnSync(process.execPath, [cli, 'generate', '--schema', schema], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (result.status !== 0)
    throw new Error(`prisma generate failed for ${schema}:\n${result.stdout}${result.stderr}`);
}

/**
 * Makes both Prisma clients from prisma/schema.prisma, unless they are current.
 * @param {{ force?: boolean }} [options]
 * @returns {boolean} whether anything was made
 */
export function generate({ force = false } = {}) {
  const source = readFileSync(sourceFile, 'utf8');
  const version = createRequire(import.meta.url)('prisma/package.json').version;
  const hash = createHash('sha256').update(version).update(source).update(toPostgres(source)).digest('hex');
  const current = readIfThere(stamp) === hash && readIfThere(derivedFile) === toPostgres(source);
  if (current && !force) return false;
  mkdirSync(dirname(derivedFile), { recursive: true });
  writeFileSync(derivedFile, toPostgres(source));
  runPrisma(sourceFile);
  runPrisma(derivedFile);
  writeFileSync(stamp, hash);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(
    generate({ force: process.argv.includes('--force') })
      ? 'Prisma clients made.'
      : 'Prisma clients are current.',
  );
}
