import { addToKeyFile, newEntry, nextName, readKeyFile } from '@/lib/crypto/key-file';
import { openDatabase, type Database } from '@/lib/db/database';
import { countSealed, rotateKeys } from '@/lib/db/key-check';
import { env } from '@/lib/env';

const HELP = `npm run keys -- list     the keys of the ring, newest first, and how many workspaces each seals
npm run keys -- add      puts a new key in front of secret.key; with PLAYJAR_SECRET, prints one to put there
npm run keys -- rotate   adds a key (to secret.key) and seals every workspace's key with the newest; killed, it is gone on with`;

/** `npm run keys -- list|add|rotate`. Servers may run meanwhile: they find a new key in secret.key when they meet it. */
async function main(what: string | undefined): Promise<void> {
  if (what !== 'list' && what !== 'add' && what !== 'rotate') {
    console.log(HELP);
    process.exitCode = what === undefined ? 0 : 2;
    return;
  }
  const { databaseUrl: url, dataDir, secret } = env();
  const db = await openDatabase({ url, dataDir, secret });
  try {
    if (what === 'list') await list(db);
    else if (what === 'add') add(db, secret);
    else await rotate(db, secret);
  } finally {
    await db.close();
  }
}

async function list(db: Database): Promise<void> {
  const [newest] = db.keyring.names;
  for (const [name, count] of await countSealed(db.sql, db.keyring)) {
    const note =
      name === newest ? ', newest' : name === null ? ', not in the ring: these cannot be opened' : '';
    console.log(`${name ?? 'other keys'}: seals ${count} ${count === 1 ? 'workspace' : 'workspaces'}${note}`);
  }
}

function add(db: Database, secret: string | undefined): void {
  if (secret === undefined) {
    console.log(`added ${addToKeyFile(db.dataDir)} to secret.key; now: npm run keys -- rotate`);
    return;
  }
  console.log(
    'Put this in front of PLAYJAR_SECRET for every instance, restart them, then: npm run keys -- rotate',
  );
  console.log(`${newEntry(nextName(db.keyring.names))},`);
}

async function rotate(db: Database, secret: string | undefined): Promise<void> {
  if (secret === undefined && (await isDone(db)))
    console.log(`added ${addToKeyFile(db.dataDir)} to secret.key`);
  const ring = secret === undefined ? (readKeyFile(db.dataDir) ?? db.keyring) : db.keyring;
  const count = await rotateKeys(db.sql, ring, (done, of) => {
    if (done % 100 === 0 || done === of) console.log(`${done} of ${of}`);
  });
  console.log(`${count} sealed anew; all are sealed with ${ring.names[0] ?? ''}`);
  if (secret !== undefined && count === 0)
    console.log('Nothing was older. For a new key: npm run keys -- add');
}

/** Whether the newest key seals everything, so that a rotation begins with a new one and does not end an older one. */
async function isDone(db: Database): Promise<boolean> {
  const [newest = ''] = db.keyring.names;
  const counts = await countSealed(db.sql, db.keyring);
  return (
    [...counts].every(([name, count]) => name === newest || count === 0) && (counts.get(newest) ?? 0) > 0
  );
}

await main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
