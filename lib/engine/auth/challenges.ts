/** One challenge of a WWW-Authenticate value: its scheme and its fields, names in lower case. */
export interface NamedChallenge {
  scheme: string;
  fields: Readonly<Record<string, string>>;
}

/** What follows the `=` is one group with its white space, so that no text is read twice (a hostile one is 64 kB long). */
const FIELD = /([\w-]+)\s*=(?:\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?\s*(?=,|$)/y;
/** A scheme, with the token68 that some put behind it (RFC 9110 §11.2). */
const SCHEME = /([!#$%&'*+.^_`|~\w-]+)(?:\s+[\w.~+/-]+=*\s*(?=,|$))?/y;
const GAP = /[\s,]*/y;

/**
 * The challenges of a WWW-Authenticate value in their order; it may list several schemes, and the commas between them
 * look like those between fields (RFC 9110 §11.6.1). Quoted values stay as they are written, escapes included.
 */
export function parseChallenges(value: string): NamedChallenge[] {
  const challenges: { scheme: string; fields: Record<string, string> }[] = [];
  for (let at = endOf(GAP, value, 0); at < value.length; at = endOf(GAP, value, at)) {
    const current = challenges.at(-1);
    const field = current && matchAt(FIELD, value, at);
    if (field) {
      addField(current.fields, field);
      at += field[0].length;
      continue;
    }
    const scheme = matchAt(SCHEME, value, at);
    if (!scheme) break;
    challenges.push({ scheme: scheme[1]?.toLowerCase() ?? '', fields: {} });
    at += scheme[0].length;
  }
  return challenges;
}

/** The first of a name counts: a second one is how a proxy is made to see another value than we do. */
function addField(fields: Record<string, string>, [, name = '', quoted, plain]: RegExpExecArray): void {
  const lower = name.toLowerCase();
  if (!Object.hasOwn(fields, lower)) fields[lower] = quoted ?? plain ?? '';
}

function matchAt(pattern: RegExp, value: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(value);
}

function endOf(pattern: RegExp, value: string, at: number): number {
  return at + (matchAt(pattern, value, at)?.[0].length ?? 0);
}
