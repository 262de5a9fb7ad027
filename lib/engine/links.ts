import type { Pairs } from '@/lib/model/pairs';
import { joinedValue } from './headers';
import { trim } from './trim';

/** What requests strips from both ends of everything in a Link header. */
const strip = (text: string): string => trim(text, ` '"`);

/**
 * The links of a response's Link header, in order, each its `url` and its parameters by name, as requests reads them
 * (R159, `parse_header_links`); null without one.
 */
export function linksOf(headers: Pairs): Record<string, string>[] | null {
  const value = strip(joinedValue(headers, 'link') ?? '');
  return value === '' ? null : value.split(/, *</).map(linkOf);
}

function linkOf(text: string): Record<string, string> {
  const [target = '', ...rest] = text.split(';');
  const fields: [string, string][] = [['url', trim(target, `<> '"`)]];
  for (const param of rest) {
    const equals = param.indexOf('=');
    // requests stops at the first that is no name=value; a value may hold more "=" (RFC 8288 §3)
    if (equals === -1) break;
    fields.push([strip(param.slice(0, equals)), strip(param.slice(equals + 1))]);
  }
  return Object.fromEntries(fields);
}
