import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiClient } from '../support/api-client';
import { startAppServer } from '../support/app-server';
import { newPostgresDatabase } from '../support/postgres';
import { ROUNDS, roundsKept, startMeetingTarget } from './meeting-target';

describe('two sends at once on one session, each setting a cookie of its own', () => {
  it('both are kept, 200 times out of 200, with two server processes that started at once on one new PostgreSQL database', async () => {
    const target = await startMeetingTarget();
    const options = {
      env: { DATABASE_URL: await newPostgresDatabase() },
      dataDir: await mkdtemp(path.join(tmpdir(), 'playjar-test-')),
    };
    const [first, second] = await Promise.all([startAppServer(options), startAppServer(options)]);
    onTestFinished(async () => {
      await Promise.all([first.stop(), second.stop(), target.close()]);
      await rm(options.dataDir, { recursive: true, force: true });
    });
    const token = await first.token();
    const [one, other] = [new ApiClient(first.url, token), new ApiClient(second.url, token)];
    expect(await one.done('GET', '/health')).toMatchObject({ database: 'postgresql' });
    expect(await roundsKept(target, one, other)).toEqual({ kept: ROUNDS, stored: 2 * ROUNDS });
  }, 180_000);
});
