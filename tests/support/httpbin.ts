import { startChild, untilItAnswers } from './child';
import { freePort } from './free-port';

export interface Httpbin {
  /** `http://127.0.0.1:PORT`, no slash at the end */
  url: string;
  stop: () => Promise<void>;
}

const PROGRAM = `
import sys
from httpbin import app
from werkzeug.serving import run_simple
run_simple('127.0.0.1', int(sys.argv[1]), app, threaded=True)
`;

/** Starts Debian's python3-httpbin (plain \`python3\` may be another Python, without it) on a free loopback port. */
export async function startHttpbin(): Promise<Httpbin> {
  const port = await freePort();
  const child = startChild('/usr/bin/python3', ['-c', PROGRAM, String(port)]);
  const url = `http://127.0.0.1:${port}`;
  await untilItAnswers(`${url}/get`, child, 30_000);
  return { url, stop: child.stop };
}
