/** Shorter ones would be found inside ordinary words. */
const TELLING_LENGTH = 6;
/** Requests are full of these words, so that finding one gives nothing away, even where it is a password too. */
const ORDINARY =
  /^(pass(word|wd|phrase|code)|secret|(access|refresh|client)?[-_]?(token|secret)|api[-_]?key|bearer|administrator)$/i;
const TEMPLATE = /(\{\{[^{}]*\}\})/;

/**
 * Takes what was withheld in one place out of every other text it stands in, whatever that is named.
 * @param prompts secret → name of the variable that stands for it
 */
export function withoutKnown<T>(value: T, prompts: ReadonlyMap<string, string>): T {
  const telling = [...prompts].filter(([secret]) => isTelling(secret)).sort(([a], [b]) => b.length - a.length);
  return (telling.length === 0 ? value : clean(value, telling)) as T;
}

/** Whether a text holds one of the secrets. */
export function holdsKnown(text: string, prompts: ReadonlyMap<string, string>): boolean {
  return [...prompts.keys()].some((secret) => isTelling(secret) && text.includes(secret));
}

function isTelling(secret: string): boolean {
  return secret.length >= TELLING_LENGTH && !ORDINARY.test(secret);
}

function clean(value: unknown, telling: readonly [string, string][]): unknown {
  if (typeof value === 'string') return cleanText(value, telling);
  if (Array.isArray(value)) return value.map((item) => clean(item, telling));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item, telling)]));
}

/** What stands in a `{{template}}` is a name, whatever it spells. */
function cleanText(text: string, telling: readonly [string, string][]): string {
  let pieces = [text];
  for (const [secret, prompt] of telling) {
    pieces = pieces
      .flatMap((piece) => piece.split(TEMPLATE))
      .map((piece) => (TEMPLATE.test(piece) ? piece : piece.replaceAll(secret, () => `{{${prompt}}}`)));
  }
  return pieces.join('');
}
