import Libsql from 'libsql';
import pg from 'pg';
import { call, readAll } from './load.mjs';

/**
 * Compares what was acknowledged with what is stored and with what arrived.
 * @returns {Promise<{ lost: number, lostCookies: number, twice: number, halves: number, whole: boolean }>}
 *   lost: acknowledged sends that the history lacks; lostCookies: acknowledged sends whose cookie the jar lacks;
 *   twice: requests that arrived more than once; halves: cookies without a finished send, or the reverse
 */
export async function judge({ place, base, token, session, target, acknowledged }) {
  const history = await readAll(base, token, `/sessions/${session}/history`);
  const jar = (await call(undefined, base, token, 'GET', `/sessions/${session}/cookies`)).body.items;
  const ids = new Set(history.map(({ id }) => id));
  const names = new Set(jar.map(({ name }) => name));
  const withResponse = history.filter(({ state, status }) => state === 'done' && status === 200);
  const done = new Set(withResponse.map(({ url }) => `o${new URL(url).pathname.slice(1)}`));
  const own = [...names].filter((name) => name.startsWith('o'));
  const halves =
    own.filter((name) => !done.has(name)).length + [...done].filter((name) => !names.has(name)).length;
  return {
    lost: [...acknowledged.values()].filter((id) => !ids.has(id)).length,
    lostCookies: [...acknowledged.keys()].filter((n) => !names.has(`o${n}`)).length,
    twice: [...target.arrived.values()].filter((count) => count > 1).length,
    halves,
    whole: await isWhole(place),
  };
}

export function isGood({ lost, lostCookies, twice, halves, whole }) {
  return lost + lostCookies + twice + halves === 0 && whole;
}

/** The database's own word that it is not damaged. */
async function isWhole({ kind, databaseUrl }) {
  return kind === 'sqlite' ? isWholeFile(databaseUrl.slice('file:'.length)) : isWholeServer(databaseUrl);
}

function isWholeFile(file) {
  const db = new Libsql(file);
  try {
    const [row] = db.prepare('PRAGMA integrity_check').all();
    return row.integrity_check === 'ok' && db.prepare('PRAGMA foreign_key_check').all().length === 0;
  } finally {
    db.close();
  }
}

/** Reads every row of every table, and checks every index against its table. */
async function isWholeServer(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of rows) {
      await client.query(`SELECT count(*) FROM (SELECT t::text FROM ${name} t OFFSET 0) AS every`);
      await client.query(`REINDEX TABLE ${name}`);
    }
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
