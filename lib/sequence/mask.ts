import { RE2JS } from 're2js';
import type { MaskPlace, ShownMask } from '@/lib/model/mask';

type Place = Exclude<MaskPlace, 'any'>;

/** A value with what the rules cover taken out, and the ids of the rules that did so. */
export interface Masked {
  text: string;
  by: string[];
}

interface Compiled {
  id: string;
  on: MaskPlace;
  names: (name: string) => boolean;
  cover: (text: string) => string;
}

/** The rules of a diff that hold, ready to be asked. A pattern of a stranger's runs on RE2, in linear time. */
export class Masks {
  readonly #rules: readonly Compiled[];

  constructor(rules: readonly ShownMask[]) {
    this.#rules = rules.filter(({ isOn }) => isOn).map(compile);
  }

  /** What is left of a value for comparing it. `name` is a header's, a cookie's or a JSON path; lines have none. */
  apply(on: Place, name: string, value: string): Masked {
    let text = value;
    const by: string[] = [];
    for (const rule of this.#rules) {
      if (rule.on !== on && rule.on !== 'any') continue;
      if (!rule.names(name)) continue;
      const covered = rule.cover(text);
      if (covered === text) continue;
      text = covered;
      by.push(rule.id);
    }
    return { text, by };
  }

  /** The id of the rule by which two values that differ count as the same; null when they do not. */
  cover(on: Place, name: string, before: string, after: string): string | null {
    const [a, b] = [this.apply(on, name, before), this.apply(on, name, after)];
    return a.text === b.text ? (a.by.find((id) => b.by.includes(id)) ?? a.by[0] ?? b.by[0] ?? null) : null;
  }
}

/** Whether a pattern of one's own can be carried out; a sentence about what is wrong with it when not. */
export function patternProblem(pattern: string): string | null {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'it cannot be read';
  }
}

function compile({ id, on, name, pattern, isDefault }: ShownMask): Compiled {
  const hole = `‹${id}›`;
  const names = nameMatcher(name, on !== 'json');
  if (pattern === undefined) return { id, on, names, cover: () => hole };
  if (isDefault) {
    const regex = new RegExp(pattern, on === 'text' ? 'gi' : 'g');
    return { id, on, names, cover: (text) => text.replace(regex, () => hole) };
  }
  const regex = RE2JS.compile(pattern);
  return { id, on, names, cover: (text) => regex.matcher(text).replaceAll(RE2JS.quoteReplacement(hole)) };
}

/** `a*, *b` as a question about a name. */
function nameMatcher(globs: string, anyCase: boolean): (name: string) => boolean {
  const parts = globs
    .split(',')
    .map((glob) => glob.trim())
    .filter(Boolean);
  if (parts.length === 0 || parts.includes('*')) return () => true;
  const matchers = parts.map((glob) => globMatcher(anyCase ? glob.toLowerCase() : glob));
  return (name) => {
    const asked = anyCase ? name.toLowerCase() : name;
    return matchers.some((matches) => matches(asked));
  };
}

/** Each piece at its first place after the one before: what `*` needs, and no regular expression of a stranger's. */
function globMatcher(glob: string): (name: string) => boolean {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return (name) => name === first;
  return (name) => {
    if (!name.startsWith(first)) return false;
    let at = first.length;
    for (const piece of rest) {
      const found = name.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return name.length - last.length >= at && name.endsWith(last);
  };
}
