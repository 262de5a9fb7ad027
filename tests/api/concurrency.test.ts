import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../support/api-client';
import { startAppServer, type AppServer, type AppServerOptions } from '../support/app-server';
import { postgresUrl } from '../support/postgres';
import type { Target } from '../support/target-server';
import { startMeetingTarget } from './meeting-target';
import { api } from './shared-app';

const ROUNDS = 200;

let target: Target;
beforeAll(async () => {
  target = await startMeetingTarget();
});
afterAll(() => target.close());

/** How often two sends at once left both cookies in the jar and both exchanges without an error. */
async function roundsKept(one: ApiClient, other: ApiClient): Promise<{ kept: number; stored: number }> {
  const { id } = await one.session({ timeout: 10 });
  let kept = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const sent = await Promise.all([
      one.get(id, `${target.url}/a/${round}`),
      other.get(id, `${target.url}/b/${round}`),
    ]);
    const jar = await one.cookies(id);
    const both = jar.map(({ name, value }) => `${name}=${value}`).sort();
    const faults = sent.map(({ error }) => error);
    if (both.join() === `a=${round},b=${round}` && faults.every((fault) => fault === null)) kept += 1;
  }
  return { kept, stored: (await other.history(id)).length };
}

describe('two sends at once on one session, each setting a cookie of its own', () => {
  it('both are kept, 200 times out of 200, with one server process', async () => {
    expect(await roundsKept(api, api)).toEqual({ kept: ROUNDS, stored: 2 * ROUNDS });
  }, 90_000);

  it('both are kept, 200 times out of 200, with two server processes on one SQLite database', async () => {
    await withTwoServers({}, async (one, other) => {
      expect(await roundsKept(one, other)).toEqual({ kept: ROUNDS, stored: 2 * ROUNDS });
    });
  }, 120_000);

  it('both are kept, 200 times out of 200, with two server processes on one PostgreSQL database', async () => {
    const url = await postgresUrl();
    const name = `playjar_api_${process.pid}`;
    await createDatabase(url, name);
    const env = { DATABASE_URL: `${url}/${name}` };
    await withTwoServers({ env }, async (one, other) => {
      expect(await one.done('GET', '/health')).toMatchObject({ database: 'postgresql' });
      expect(await roundsKept(one, other)).toEqual({ kept: ROUNDS, stored: 2 * ROUNDS });
    });
  }, 120_000);
});

async function withTwoServers(
  options: AppServerOptions,
  work: (one: ApiClient, other: ApiClient) => Promise<void>,
): Promise<void> {
  const servers: AppServer[] = [];
  try {
    const first = await startAppServer(options);
    servers.push(first);
    servers.push(await startAppServer({ ...options, dataDir: first.dataDir }));
    const token = await first.token();
    const [one, other] = servers.map(({ url }) => new ApiClient(url, token));
    if (one && other) await work(one, other);
  } finally {
    for (const server of servers.reverse()) await server.stop();
  }
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: `${url}/postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
}
