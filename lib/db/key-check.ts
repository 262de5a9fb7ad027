import 'server-only';
import { makeKeyFile, readKeyFile } from '@/lib/crypto/key-file';
import { KeyRing } from '@/lib/crypto/key-ring';
import { resealKey } from '@/lib/crypto/vault';
import { now } from './times';
import type { Sql } from './sql';

const NAME = 'keyCheck';
const PLACE = 'Meta.value::keyCheck';
const PLAIN = Buffer.from('playjar');

/** The value that only the right key opens, or null when nothing was sealed in this database yet. */
async function findCheck(sql: Sql): Promise<Uint8Array | null> {
  const [row] = await sql.all<{ value: Uint8Array }>('SELECT "value" FROM "Meta" WHERE "key" = ?', [NAME]);
  return row?.value ?? null;
}

/**
 * The ring this database was sealed with: `secret`, else the key file, else (only for a database without secrets) a
 * new key file.
 * @throws Error when the key is missing or another; nothing was changed then
 */
export async function takeKeyRing(
  sql: Sql,
  migrated: boolean,
  dataDir: string,
  secret?: string,
): Promise<KeyRing> {
  const check = migrated ? await findCheck(sql) : null;
  const ring = secret === undefined ? readKeyFile(dataDir) : new KeyRing(secret);
  if (check === null) return ring ?? makeKeyFile(dataDir);
  if (ring === null) {
    throw new Error(
      `This database was sealed with a key that is not here: put secret.key back into ${dataDir}, or set PLAYJAR_SECRET. Nothing was changed.`,
    );
  }
  try {
    ring.open(PLACE, check);
  } catch {
    throw new Error(
      'This database was sealed with another key. Start with the key it was made with (PLAYJAR_SECRET or secret.key in the data folder). Nothing was changed.',
    );
  }
  return ring;
}

/** Writes the check value, once; of two servers that start at once the second verifies the first one's. */
export async function settleKeyCheck(sql: Sql, ring: KeyRing): Promise<void> {
  const insert =
    'INSERT INTO "Meta" ("key", "value", "createdAt") VALUES (?, ?, ?) ON CONFLICT ("key") DO NOTHING';
  await sql.write([{ text: insert, args: [NAME, ring.seal(PLACE, PLAIN), now()] }]);
  const check = await findCheck(sql);
  if (check === null) throw new Error('The database lost its key check.');
  ring.open(PLACE, check);
  if (ring.isOutdated(check)) await rotateKeys(sql, ring);
}

/**
 * Seals every workspace's key with the newest key of the ring, the check last: until then the ring must hold the
 * older key too. One that was killed here left each key under the old or the new one, and is gone on with by the next.
 * @param tell hears after each workspace how many are done
 * @returns how many it sealed anew
 */
export async function rotateKeys(
  sql: Sql,
  ring: KeyRing,
  tell: (done: number, of: number) => void = () => undefined,
): Promise<number> {
  const outdated = (await listSealedKeys(sql)).filter((row) => ring.isOutdated(row.sealedKey));
  for (const [index, { id, sealedKey }] of outdated.entries()) {
    // Only if it is still the one that was read: another rotation may be under way.
    const text = 'UPDATE "Workspace" SET "sealedKey" = ? WHERE "id" = ? AND "sealedKey" = ?';
    await sql.write([{ text, args: [resealKey(ring, id, sealedKey), id, sealedKey] }]);
    tell(index + 1, outdated.length);
  }
  const check = await findCheck(sql);
  if (check !== null && ring.isOutdated(check)) {
    const text = 'UPDATE "Meta" SET "value" = ? WHERE "key" = ?';
    await sql.write([{ text, args: [ring.seal(PLACE, ring.open(PLACE, check)), NAME] }]);
  }
  return outdated.length;
}

/** How many workspaces' keys each key of the ring seals; `null` counts those of keys that are not here. */
export async function countSealed(sql: Sql, ring: KeyRing): Promise<Map<string | null, number>> {
  const counts = new Map<string | null, number>(ring.names.map((name) => [name, 0]));
  for (const { sealedKey } of await listSealedKeys(sql)) {
    const name = ring.nameOf(sealedKey);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function listSealedKeys(sql: Sql): Promise<{ id: string; sealedKey: Uint8Array }[]> {
  return sql.all('SELECT "id", "sealedKey" FROM "Workspace" ORDER BY "id"', []);
}
