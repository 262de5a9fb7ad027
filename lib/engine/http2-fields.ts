import type http2 from 'node:http2';
import type { Pairs } from '@/lib/model/pairs';
import type { Job } from './wire-job';

/** Fields of one connection, which HTTP/2 has not (RFC 9113 §8.2.2); Host is its `:authority`. */
const OF_CONNECTION = new Set([
  'host',
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'te',
  'http2-settings',
]);

/** A request's pseudo-header fields and the rest, as they go out. */
export function fieldsOf({ request, target, head }: Job): Pairs {
  const host = head.sentHeaders.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? target.host;
  const [, path = '/'] = head.head.toString('latin1').split(' ', 2);
  const rest = head.sentHeaders
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => !OF_CONNECTION.has(name));
  const pseudo: Pairs = [
    [':method', request.method],
    [':scheme', 'https'],
    [':authority', host],
    [':path', path],
  ];
  return [...pseudo, ...rest];
}

/** As Node wants them: the values of a repeated field in a list. */
export function objectOf(fields: Pairs): http2.OutgoingHttpHeaders {
  const headers: http2.OutgoingHttpHeaders = {};
  for (const [name, value] of fields) {
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat().map(String);
  }
  return headers;
}

/** Node's raw list, as pairs. */
export function pairsOf(raw: unknown): Pairs {
  const list = Array.isArray(raw) ? raw.map(String) : [];
  return Array.from({ length: list.length >> 1 }, (_, at) => [list[at * 2] ?? '', list[at * 2 + 1] ?? '']);
}

export function statusOf(fields: Pairs): number {
  return Number(fields.find(([name]) => name === ':status')?.[1] ?? 0);
}

/** Without the pseudo-header fields. */
export function plain(fields: Pairs): Pairs {
  return fields.filter(([name]) => !name.startsWith(':'));
}
