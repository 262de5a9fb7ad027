import { load } from 'cheerio';
import { RE2JS } from 're2js';
import type { Extract } from '@/lib/model/sequence';
import { asText, queryJson } from './json';
import type { Outcome } from './outcome';

/** HTML beyond this is not searched by selector: parsing would hold up everyone else's sends. */
const HTML_LIMIT = 1024 * 1024;

type Source = (extract: Extract, outcome: Outcome) => string | null;

const SOURCES: Record<Extract['from'], Source> = {
  status: (_, outcome) => (outcome.exchange.response ? String(outcome.exchange.response.status) : null),
  header: (extract, outcome) => outcome.header(extract.expression),
  cookie: (extract, outcome) => outcome.cookie(extract.expression)?.value ?? null,
  json(extract, outcome) {
    const values = outcome.json ? queryJson(outcome.json.value, extract.expression) : [];
    return values.length ? asText(values[0]) : null;
  },
  regex(extract, outcome) {
    const matcher = RE2JS.compile(extract.expression).matcher(outcome.text);
    if (!matcher.find()) return null;
    return matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
  },
  css(extract, outcome) {
    const element = load(outcome.text.slice(0, HTML_LIMIT))(extract.expression).first();
    if (!element.length) return null;
    return extract.attribute === undefined
      ? element.text().trim()
      : (element.attr(extract.attribute) ?? null);
  },
};

/**
 * Takes one value out of a step's outcome: the first match, or for a pattern with a group its first group.
 * A selector or path that is malformed finds nothing.
 * @returns null when nothing was found
 */
export function extractValue(extract: Extract, outcome: Outcome): string | null {
  try {
    return SOURCES[extract.from](extract, outcome);
  } catch {
    return null;
  }
}
