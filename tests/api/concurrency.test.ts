import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { ApiClient } from '../support/api-client';
import { startAppServer } from '../support/app-server';
import type { Target } from '../support/target-server';
import { ROUNDS, roundsKept, startMeetingTarget } from './meeting-target';
import { api } from './shared-app';

let target: Target;
beforeAll(async () => {
  target = await startMeetingTarget();
});
afterAll(() => target.close());

describe('two sends at once on one session, each setting a cookie of its own', () => {
  it('both are kept, 200 times out of 200, with one server process', async () => {
    expect(await roundsKept(target, api, api)).toEqual({ kept: ROUNDS, stored: 2 * ROUNDS });
  }, 120_000);

  it('both are kept, 200 times out of 200, with two server processes on one SQLite database', async () => {
    const second = await startAppServer({ dataDir: inject('appDataDir') });
    onTestFinished(second.stop);
    const other = new ApiClient(second.url, api.token);
    expect(await other.done('GET', '/health')).toMatchObject({ database: 'sqlite' });
    expect(await roundsKept(target, api, other)).toEqual({ kept: ROUNDS, stored: 2 * ROUNDS });
  }, 180_000);
});
