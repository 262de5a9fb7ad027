import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Libsql from 'libsql';
import pg from 'pg';
import { sendMany } from './load.mjs';

/** Each takes a run (see chaos.mjs) and answers what it acknowledged and refused, and what it did, in words. */
export const DISASTERS = { sends, kill, lock, disk, network };

/** So many sends over three servers and one session. */
async function sends({ run, options }) {
  const result = await sendMany({ ...run, from: 0, isOver: (n) => n >= options.sends, clients: 4 });
  return { ...result, told: `${options.sends} sends over ${run.servers().length} processes` };
}

/** kill -9 of one server under load, again and again; another goes on. */
async function kill({ run, place, options }) {
  const all = { acknowledged: new Map(), refused: new Map() };
  let next = 0;
  for (let round = 0; round < options.rounds; round += 1) {
    const goal = next + 30 + (round % 7) * 5;
    const victim = run.apps[round % run.apps.length];
    let isDead = false;
    const sending = sendMany({ ...run, from: next, isOver: () => isDead, clients: 2 });
    while (run.target.arrived.size < goal) await wait(2);
    await victim.kill();
    isDead = true;
    const result = await sending;
    next = result.next;
    for (const part of ['acknowledged', 'refused'])
      for (const [n, what] of result[part]) all[part].set(n, what);
    run.apps[round % run.apps.length] = await place.start();
  }
  return { ...all, told: `${options.rounds} rounds of kill -9` };
}

/** Another process holds the database for 3 and for 15 seconds. */
async function lock({ run, place }) {
  let isOver = false;
  const sending = sendMany({ ...run, from: 0, isOver: (n) => isOver || n >= run.most, clients: 2 });
  for (const ms of [3_000, 15_000]) {
    const release = await hold(place);
    await wait(ms);
    await release();
    await wait(1_000);
  }
  isOver = true;
  return { ...(await sending), told: 'the database was locked for 3 s and for 15 s' };
}

async function hold({ kind, databaseUrl }) {
  if (kind === 'sqlite') {
    const db = new Libsql(databaseUrl.slice('file:'.length));
    db.pragma('busy_timeout = 0');
    while (!takes(db)) await wait(1);
    return () => db.close();
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE "Exchange", "Cookie" IN ACCESS EXCLUSIVE MODE');
  return () => client.end();
}

/** The disk of the data folder is filled up under load and freed again. */
async function disk({ run, disk: small }) {
  let isOver = false;
  const sending = sendMany({ ...run, from: 0, isOver: (n) => isOver || n >= run.most, clients: 2 });
  for (let round = 0; round < 3; round += 1) {
    await wait(1_000);
    small.fill();
    await wait(1_500);
    small.free();
  }
  await wait(1_000);
  isOver = true;
  return { ...(await sending), told: `the disk (${small.told}) was full three times` };
}

/** Targets reset their connections in the middle of the answer; on PostgreSQL the database's are cut too. */
async function network({ run, place }) {
  let isOver = false;
  const sending = sendMany({ ...run, from: 0, isOver: (n) => isOver || n >= run.most, clients: 2 });
  for (let round = 0; round < 5; round += 1) {
    await wait(400);
    run.target.cut(true);
    await wait(200);
    run.target.cut(false);
    for (const socket of run.target.sockets) socket.destroy();
    if (place.kind === 'postgres') await cutDatabase(place.databaseUrl);
  }
  isOver = true;
  return { ...(await sending), told: 'targets and the database cut five times' };
}

/** Among busy writers whoever waits longer between two tries hardly ever comes in. */
function takes(db) {
  try {
    db.exec('BEGIN IMMEDIATE');
    return true;
  } catch {
    return false;
  }
}

async function cutDatabase(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await client.end();
}

/** A small file system of its own. Only root may mount one. */
export function smallDisk(mebibytes) {
  const folder = mkdtempSync(path.join(tmpdir(), 'playjar-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder]);
  const filler = path.join(folder, 'filler');
  return {
    folder,
    told: `a tmpfs of ${mebibytes} MiB`,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder);
      try {
        writeFileSync(filler, Buffer.alloc(bavail * bsize));
      } catch (error) {
        // The server took some of the room meanwhile: full all the same.
        if (error.code !== 'ENOSPC') throw error;
      }
    },
    free: () => rmSync(filler, { force: true }),
    close: () => {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
