import type { ServerResponse } from 'node:http';
import type { ApiClient } from '../support/api-client';
import { startTarget, type Target } from '../support/target-server';

export const ROUNDS = 200;

/**
 * A target that keeps each request for /NAME/VALUE waiting until two are there, then answers both, each with its own
 * Set-Cookie: so the two sends are certain to be under way at once.
 */
export function startMeetingTarget(): Promise<Target> {
  let waiting: (() => void) | null = null;
  return startTarget((request, response) => {
    const answer = (): void => setCookie(request.url, response);
    if (waiting === null) {
      waiting = answer;
      return;
    }
    waiting();
    waiting = null;
    answer();
  });
}

function setCookie(url: string, response: ServerResponse): void {
  const [, name = '', value = ''] = url.split('/');
  response.writeHead(200, { 'Set-Cookie': `${name}=${value}; Path=/` }).end();
}

/** How often two sends at once left both cookies in the jar without an error, and how many sends the history has. */
export async function roundsKept(
  target: Target,
  one: ApiClient,
  other: ApiClient,
): Promise<{ kept: number; stored: number }> {
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
