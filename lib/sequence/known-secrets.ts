import type { Publication } from './publish';

/** Shorter ones would be found inside ordinary words. */
const TELLING_LENGTH = 6;
/** Requests are full of these words, so that finding one gives nothing away, even where it is a password too. */
const ORDINARY =
  /^(pass(word|wd|phrase|code)|((access|refresh|client)[-_]?)?(token|secret)|api[-_]?key|bearer|administrator)$/i;
const TEMPLATE = /(\{\{[^{}]*\}\})/;

/** A secret and the variable that stands for it. */
type Known = readonly [secret: string, prompt: string];

/** What was withheld and would be given away by standing elsewhere; longest first, as one may be part of another. */
export function tellingOf({ prompts, names }: Publication): Known[] {
  const telling = [...prompts].filter(
    ([secret]) => secret.length >= TELLING_LENGTH && !ORDINARY.test(secret) && !names.has(secret),
  );
  return telling.sort(([a], [b]) => b.length - a.length);
}

/** Takes what was withheld in one place out of every other text it stands in, whatever that is named. */
export function withoutKnown(value: unknown, known: readonly Known[]): unknown {
  if (typeof value === 'string') return cleanText(value, known);
  if (Array.isArray(value)) return value.map((item) => withoutKnown(item, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutKnown(item, known)]));
}

/** What stands in a `{{template}}` is a name, whatever it spells. */
function cleanText(text: string, known: readonly Known[]): string {
  let pieces = [text];
  for (const [secret, prompt] of known) {
    pieces = pieces
      .flatMap((piece) => piece.split(TEMPLATE))
      .map((piece) => (TEMPLATE.test(piece) ? piece : piece.replaceAll(secret, () => `{{${prompt}}}`)));
  }
  return pieces.join('');
}
