import type { Exchange, Hop, ReceivedResponse, SentRequest, Timings } from '@/lib/model/exchange';
import type { Pairs } from '@/lib/model/pairs';
import type { StepResult } from '@/lib/model/run';

/** One page of a HAR for each step, one entry for each hop (HAR 1.2). What was withheld stays withheld. */
export function toHar(name: string, steps: readonly StepResult[]): string {
  const ran = steps.flatMap(({ name: title, exchange }) => (exchange?.response ? [{ title, exchange }] : []));
  const log = {
    version: '1.2',
    creator: { name: 'Playjar', version: '0.1.0' },
    comment: name,
    pages: ran.map(({ title, exchange }, index) => ({
      id: `step_${index + 1}`,
      title,
      startedDateTime: exchange.startedAt,
      pageTimings: {},
    })),
    entries: ran.flatMap(({ exchange }, index) => entriesOf(exchange, `step_${index + 1}`)),
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

function entriesOf(exchange: Exchange, pageref: string) {
  const { request, response, history, cookies, timings } = exchange;
  const hops: Hop[] = response ? [...history, { request, response, cookies, timings }] : history;
  let at = Date.parse(exchange.startedAt);
  return hops.map((hop) => {
    const startedDateTime = new Date(at).toISOString();
    at += hop.timings.totalMs;
    return { pageref, startedDateTime, ...entry(hop) };
  });
}

function entry({ request, response, timings }: Hop) {
  return {
    time: timings.totalMs,
    request: { ...requestOf(request) },
    response: {
      status: response.status,
      statusText: response.reason,
      httpVersion: `HTTP/${response.httpVersion}`,
      cookies: cookiesOf(response.headers, 'set-cookie'),
      headers: named(response.headers),
      content: contentOf(response),
      redirectURL: header(response.headers, 'location') ?? '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: timingsOf(timings),
  };
}

/** -1 where a phase did not happen, as HAR has it. */
function timingsOf(timings: Timings) {
  const { dnsMs, connectMs, tlsMs, sendMs, waitMs, receiveMs } = timings;
  return {
    dns: dnsMs ?? -1,
    connect: connectMs ?? -1,
    ssl: tlsMs ?? -1,
    send: sendMs ?? 0,
    wait: waitMs ?? 0,
    receive: receiveMs ?? 0,
  };
}

function contentOf({ body, headers }: ReceivedResponse) {
  return {
    size: body.size,
    mimeType: header(headers, 'content-type') ?? '',
    ...(body.text === undefined ? {} : { text: body.text }),
    ...(body.base64 === undefined ? {} : { text: body.base64, encoding: 'base64' }),
    ...(body.truncated || body.preview ? { comment: 'only the beginning' } : {}),
  };
}

function requestOf({ method, url, headers, body }: SentRequest) {
  const query = [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
  const mimeType = header(headers, 'content-type') ?? '';
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: cookiesOf(headers, 'cookie'),
    headers: named(headers),
    queryString: query,
    ...(body.size > 0 && body.text !== undefined ? { postData: { mimeType, text: body.text } } : {}),
    headersSize: -1,
    bodySize: body.size,
  };
}

function named(headers: Pairs): { name: string; value: string }[] {
  return headers.map(([name, value]) => ({ name, value }));
}

function header(headers: Pairs, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

function cookiesOf(headers: Pairs, kind: 'cookie' | 'set-cookie'): { name: string; value: string }[] {
  const lines = headers.filter(([name]) => name.toLowerCase() === kind).map(([, value]) => value);
  const pairs =
    kind === 'cookie'
      ? lines.flatMap((line) => line.split(';'))
      : lines.map((line) => line.split(';')[0] ?? '');
  return pairs.map((pair) => {
    const [name = '', ...rest] = pair.trim().split('=');
    return { name, value: rest.join('=') };
  });
}
