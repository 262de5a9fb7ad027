import { trimEnd } from '@/lib/engine/trim';
import { bodyOfText } from './body-in';
import type { ReadRequest } from './read-request';

const REQUEST_LINE = /^([A-Z]+)[ \t]+(\S+)(?:[ \t]+HTTP\/[\d.]+)?[ \t]*$/;
/** Set anew by each send. */
const OWN = new Set(['host', 'content-length', 'transfer-encoding']);

/** Whether a text is a raw HTTP request (RFC 9112 §2.1), or one as editors write it, with a whole URL in its first line. */
export function isHttpMessage(text: string): boolean {
  const lines = linesOf(text);
  const [, , target = ''] = REQUEST_LINE.exec(lines[0] ?? '') ?? [];
  if (target === '') return false;
  const version = /HTTP\/[\d.]+[ \t]*$/.test(lines[0] ?? '');
  return version || (lines.length > 1 && /^https?:\/\//i.test(target));
}

/** A raw HTTP request as a request. One that names no scheme goes to https, or to http on this machine. */
export function httpIn(text: string): ReadRequest {
  const lines = linesOf(text);
  const [, method = 'GET', target = ''] = REQUEST_LINE.exec(lines[0] ?? '') ?? [];
  const gap = lines.indexOf('', 1);
  const { headers, warnings } = headersIn(gap === -1 ? lines.slice(1) : lines.slice(1, gap));
  const body = gap === -1 ? '' : trimEnd(lines.slice(gap + 1).join('\n'), '\n');
  const kept = headers.filter(([name]) => !OWN.has(name.toLowerCase()));
  return {
    spec: {
      method,
      url: urlOf(target, valueOf(headers, 'host'), warnings),
      ...(kept.length > 0 ? { headers: kept } : {}),
      ...(body === '' ? {} : { body: bodyOfText(body, valueOf(headers, 'content-type')) }),
    },
    warnings,
  };
}

function valueOf(headers: readonly [string, string][], wanted: string): string {
  return headers.findLast(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
}

/** Without comments and blank lines before the request line; what `###` begins is another request. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n/);
  const first = lines.findIndex((line) => line.trim() !== '' && !/^(#|\/\/)/.test(line));
  const own = first === -1 ? [] : lines.slice(first);
  const end = own.findIndex((line) => line.startsWith('###'));
  return end === -1 ? own : own.slice(0, end);
}

function headersIn(lines: readonly string[]): { headers: [string, string][]; warnings: string[] } {
  const headers: [string, string][] = [];
  const warnings: string[] = [];
  for (const line of lines) {
    const at = line.indexOf(':');
    if (at > 0) headers.push([line.slice(0, at).trim(), line.slice(at + 1).trim()]);
    else warnings.push(`The line “${line.slice(0, 60)}” is no header and left out.`);
  }
  return { headers, warnings };
}

function urlOf(target: string, host: string, warnings: string[]): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) return target;
  if (host === '') {
    warnings.push('The message names no host: put it before the path.');
    return target;
  }
  const here = /^(localhost|127\.|\[::1\])/i.test(host);
  warnings.push(`The message names no scheme; ${here ? 'http' : 'https'} was taken.`);
  return `${here ? 'http' : 'https'}://${host}${target}`;
}
