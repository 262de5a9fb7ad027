import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTransport } from '@/lib/engine/transport';
import type { Transport } from '@/lib/engine/contract';
import { SELF_SIGNED } from '../support/certificates';
import { startTarget, type Handler, type Target } from '../support/target-server';
import { session } from './session-under-test';
import { OPEN } from './wire-support';
import cases from './wpt-cookies.json';

/**
 * The cookie cases of web-platform-tests (`cookies/`, by the name of the file they are after) as far as they concern a
 * client without pages or scripts, told in our own words, through the engine and over the wire. `cookie` is the Cookie header
 * of the next request, to `then` (else to `at` again). `nameless`: what a browser sends there; we keep to RFC 6265 §5.2, as
 * the http-state suite does, where a cookie without a name is none. `{a*9}` is a nine times, `\xff` that one octet.
 */
interface Case {
  file: string;
  name: string;
  at: string;
  set: string[];
  then?: string;
  cookie: string;
  nameless?: string;
}

/** The octets of a case's text, as latin-1 text. */
function octets(text: string): string {
  const long = text.replace(/\{(\w)\*(\d+)\}/g, (_, letter: string, times: string) =>
    letter.repeat(Number(times)),
  );
  return long
    .split(/(\\x[\da-f]{2})/)
    .map((part) =>
      /^\\x[\da-f]{2}$/.test(part)
        ? String.fromCharCode(parseInt(part.slice(2), 16))
        : Buffer.from(part, 'utf8').toString('latin1'),
    )
    .join('');
}

/** What the next answer sets; written by hand, since Node's server refuses control characters. */
let setting: string[] = [];
const answer: Handler = (_, response) => {
  const lines = setting.map((line) => `Set-Cookie: ${line}\r\n`).join('');
  const head = `HTTP/1.1 200 OK\r\n${lines}Content-Length: 0\r\nConnection: close\r\n\r\n`;
  response.socket?.end(Buffer.from(head, 'latin1'));
};

let plain: Target;
let secure: Target;
let transport: Transport;
beforeAll(async () => {
  plain = await startTarget(answer);
  secure = await startTarget(answer, { tls: SELF_SIGNED });
  // every host name is this machine
  transport = createTransport(OPEN, { resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
});
afterAll(async () => {
  await transport.close();
  await plain.close();
  await secure.close();
});

/** The Cookie header that goes out to `then` after `at` has set these lines; undefined when there is none. */
async function cookieAfter({ at, set, then = at }: Case): Promise<string | undefined> {
  const browser = session({ verify: false });
  const visit = async (url: string, lines: string[]): Promise<string | undefined> => {
    const target = url.startsWith('https') ? secure : plain;
    setting = lines;
    const { record } = await browser.send(
      { url: url.replace(/^(https?:\/\/[^/]+)/, `$1:${target.port}`) },
      { transport },
    );
    expect(record.error).toBeNull();
    return target.requests.at(-1)?.header('cookie');
  };
  await visit(at, set.map(octets));
  return visit(then, []);
}

const files = [...new Set(cases.map(({ file }) => file))];
describe.each(files)('web-platform-tests cookies/%s', (file) => {
  const ours = cases.filter((one) => one.file === file).map((one): [string, Case] => [one.name, one]);
  it.each(ours)('%s', async (_, one) => {
    expect(await cookieAfter(one)).toBe(one.cookie === '' ? undefined : octets(one.cookie));
  });
});

describe('the cases', () => {
  it('depart from a browser in cookies without a name alone', () => {
    const departing = (cases as Case[]).filter(({ nameless }) => nameless !== undefined);
    expect(departing.map(({ set }) => set.some((line) => !/^[^;=]*[^;=\s][^;=]*=/.test(line)))).not.toContain(
      false,
    );
  });
});
