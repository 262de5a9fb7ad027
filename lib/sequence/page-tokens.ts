import type { CheerioAPI } from 'cheerio';
import type { Cookie } from '@/lib/model/cookie';
import type { Extract } from '@/lib/model/sequence';
import { cssText } from './where-from';

/** A token that the page's own scripts would send back in a header. */
export interface PageToken {
  kind: 'meta' | 'cookie';
  /** of the meta element, or of the cookie */
  name: string;
  header: string;
  extract: Omit<Extract, 'variable'>;
}

/** `<meta name>` → header, as Rails, Laravel, Phoenix, Spring and others document it. */
const META_HEADERS: Readonly<Record<string, string>> = {
  'csrf-token': 'X-CSRF-Token',
  csrf_token: 'X-CSRF-Token',
  csrftoken: 'X-CSRFToken',
  'xsrf-token': 'X-XSRF-TOKEN',
  'x-csrf-token': 'X-CSRF-Token',
  _csrf: 'X-CSRF-TOKEN',
};

/** Cookie → header: Angular and axios, Laravel; Django; others. */
const COOKIE_HEADERS: Readonly<Record<string, string>> = {
  'xsrf-token': 'X-XSRF-TOKEN',
  csrftoken: 'X-CSRFToken',
  'csrf-token': 'X-CSRF-Token',
  csrf_token: 'X-CSRF-Token',
};

/** Tokens in `<meta>` elements. Spring names the header too, in `<meta name="_csrf_header">`. */
export function metaTokens($: CheerioAPI): PageToken[] {
  const named = $('meta[name="_csrf_header"]').attr('content')?.trim();
  const seen = new Set<string>();
  return $('meta[name][content]')
    .toArray()
    .flatMap((element): PageToken[] => {
      const name = $(element).attr('name') ?? '';
      const header = headerOf(META_HEADERS, name);
      if (header === null || $(element).attr('content') === '' || seen.has(name)) return [];
      seen.add(name);
      const expression = `meta[name=${cssText(name)}]`;
      return [
        {
          kind: 'meta',
          name,
          header: name === '_csrf' && named ? named : header,
          extract: { from: 'css', expression, attribute: 'content' },
        },
      ];
    });
}

/** Cookies whose value scripts of the page send back in a header. One that scripts cannot read is none of them. */
export function cookieTokens(jar: readonly Cookie[], host: string): PageToken[] {
  return jar.flatMap(({ name, value, httpOnly, domain }): PageToken[] => {
    const header = headerOf(COOKIE_HEADERS, name);
    const isOurs = host === domain || host.endsWith(`.${domain}`);
    if (header === null || httpOnly || !isOurs || value === '') return [];
    const decode = /%[0-9a-f]{2}/i.test(value) ? ({ decode: 'percent' } as const) : {};
    return [{ kind: 'cookie', name, header, extract: { from: 'cookie', expression: name, ...decode } }];
  });
}

function headerOf(headers: Readonly<Record<string, string>>, name: string): string | null {
  const key = name.toLowerCase();
  return Object.hasOwn(headers, key) ? (headers[key] ?? null) : null;
}
