import type { ServerResponse } from 'node:http';
import { startTarget, type Target } from '../support/target-server';

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
