import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../support/api-client';
import { startTarget, type Target } from '../support/target-server';
import { replay, share, steps } from './link-calls';
import { appUrl } from './shared-app';

let target: Target;
beforeAll(async () => {
  target = await startTarget((_, response) => response.end('here'));
});
afterAll(() => target.close());

/** Of an address of its own, so that what it spends is nobody else's. */
const ADDRESS = '127.0.0.77';

interface Answered {
  status: number;
  retryAfter: string | undefined;
  text: string;
}

function replayFrom(localAddress: string, token: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const call = request(`${appUrl}/api/v1/shared/${token}/replays`, {
      method: 'POST',
      localAddress,
      headers,
    });
    call.on('error', reject).on('response', (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      text(response).then(
        (read) => resolve({ status, retryAfter: answered['retry-after'], text: read }),
        reject,
      );
    });
    call.end('{}');
  });
}

it('an address replays 60 times in ten minutes; then it is told when to come back, nothing is sent, and others go on', async () => {
  const { token } = await share({ steps: steps(`${target.url}/paced`) });
  for (let done = 0; done < 60; done += 6) {
    const some = await Promise.all(Array.from({ length: 6 }, () => replayFrom(ADDRESS, token)));
    expect(some.map(({ status }) => status)).toEqual(Array(6).fill(201));
  }
  const refused = await replayFrom(ADDRESS, token);
  expect([refused.status, (JSON.parse(refused.text) as Problem).code]).toEqual([429, 'rate_limited']);
  expect(Number(refused.retryAfter)).toBeGreaterThan(0);
  expect(target.requests).toHaveLength(60);
  expect((await replay(token)).status).toBe(201);
});
