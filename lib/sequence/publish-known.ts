import type { KnownSecrets, KnownSpan } from './known-secrets';
import { below, type Place, type Publication } from './publication';
import { holdsBytes, textOf, withholdBytes } from './publish-bytes';
import { digitsOf, parseDocument, same, writeJson } from './publish-text';
import { replaceSpans, secretSpans, withoutOverlaps, type Span } from './secret-spans';

/** What is the program's own word, whatever it spells. */
const OWN_WORDS = new Set([
  'type',
  'method',
  'from',
  'source',
  'operator',
  'onFailure',
  'in',
  'grant',
  'clientAuth',
  'status',
]);
const WORD = /^[A-Za-z0-9_]{1,20}$/;
const TEMPLATE = /(\{\{[^{}]*\}\})/;

export interface Cleaning {
  known: KnownSecrets;
  publication: Publication;
  /** also by their form, for what no rule of a place has looked at */
  byForm: boolean;
}

/** Takes what was withheld in one place out of every other text it stands in, whatever that is named. */
export function withoutKnown(value: unknown, place: Place, cleaning: Cleaning): unknown {
  if (typeof value === 'string') return cleanString(value, place, cleaning);
  const digits = digitsOf(value);
  if (digits !== null) return cleanNumber(value, digits, place, cleaning);
  if (Array.isArray(value))
    return value.map((item, index) =>
      withoutKnown(item, below(place, String(index + 1), place.name), cleaning),
    );
  if (typeof value !== 'object' || value === null) return value;
  if (holdsBytes(value)) return cleanBytes(value, place, cleaning);
  return cleanObject(value, place, cleaning);
}

function cleanObject(value: object, place: Place, cleaning: Cleaning): object {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const own = OWN_WORDS.has(key) && typeof item === 'string' && WORD.test(item);
      // An expression speaks of names and their values without holding any.
      const inner = key === 'expression' ? { ...cleaning, byForm: false } : cleaning;
      const cleaned: unknown = own ? item : withoutKnown(item, below(place, key), inner);
      return [cleanText(key, place, cleaning), cleaned];
    }),
  );
}

function cleanNumber(value: unknown, digits: string, place: Place, cleaning: Cleaning): unknown {
  if (digits.length < 6) return value;
  const cleaned = cleanText(digits, place, { ...cleaning, byForm: false });
  return cleaned === digits ? value : cleaned;
}

function cleanBytes(value: object & { base64: string }, place: Place, cleaning: Cleaning): unknown {
  const { base64, ...rest } = value;
  const cleaned = cleanObject(rest, place, cleaning);
  if (cleaning.publication.isRevealed(base64)) return { ...cleaned, base64 };
  const text = textOf(base64) ?? Buffer.from(base64, 'base64').toString('latin1');
  if (!cleaning.known.within(text)) return { ...cleaned, base64 };
  return withholdBytes({ ...cleaned, base64 }, 'token', place, cleaning.publication);
}

/** What stands in a `{{template}}` is a name, whatever it spells; JSON is cleaned as what it says, escapes undone. */
function cleanString(text: string, place: Place, cleaning: Cleaning): string {
  const document = parseDocument(text);
  if (document === null) return cleanText(text, place, cleaning);
  const cleaned = withoutKnown(document.value, place, cleaning);
  return same(cleaned, document.value) ? text : writeJson(cleaned, text);
}

function cleanText(text: string, place: Place, cleaning: Cleaning): string {
  return text
    .split(TEMPLATE)
    .map((piece, index) => (index % 2 === 1 ? piece : cleanPiece(piece, place, cleaning)))
    .join('');
}

function cleanPiece(text: string, place: Place, { known, publication, byForm }: Cleaning): string {
  if (text.length < 3) return text;
  const spans = known
    .spans(text)
    .map((span): Piece => ({ ...span, size: span.end - span.start, kind: 'token', name: '' }));
  if (byForm) spans.push(...secretSpans(text).map((span) => ({ ...span, size: -1, secret: '' })));
  return replaceSpans(text, withoutOverlaps(spans), ({ start, end, size, secret, kind, name }, piece) => {
    // One that grew to take in its neighbour is no longer the secret that it was.
    const what = end - start === size ? secret : piece;
    return publication.withhold({ ...place, name: name || place.name }, kind, what);
  });
}

type Piece = KnownSpan & Pick<Span, 'kind' | 'name'> & { size: number };
