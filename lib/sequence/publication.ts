import type { Finding } from '@/lib/model/share';
import { maskedPreview, type SecretKind } from './secrets';

/** Where the walk stands: the keys so far, and the name that a `[name, value]` pair or an object key gave. */
export interface Place {
  path: readonly string[];
  name: string;
  /** the kind that a name further up gives to all that is under it */
  under?: SecretKind | null;
}

/** One secret, wherever it was found. */
interface Found {
  kind: SecretKind;
  places: string[];
  prompt: string | null;
  mask: string | null;
}

/**
 * What the publish check found, secret by secret, and what stands in its place: in what is sent again a prompt's
 * `{{name}}`, in what was recorded a mask that is the same wherever the same secret stood, so that one still sees
 * which cookie came back.
 */
export class Publication {
  /** names under which something was withheld */
  readonly names = new Set<string>();
  way: 'prompt' | 'mask' = 'prompt';
  readonly #found = new Map<string, Found>();
  readonly #taken: Set<string>;
  #masks = 0;

  /** @param revealed secrets that are knowingly shown */
  constructor(
    private readonly revealed: ReadonlySet<string>,
    takenNames: Iterable<string>,
  ) {
    this.#taken = new Set(takenNames);
  }

  /** What stands in the snapshot in place of `secret`; itself when it is revealed. */
  withhold(place: Place, kind: SecretKind, secret: string): string {
    const found = this.#note(place.path.join('.'), kind, secret);
    if (this.revealed.has(secret)) return secret;
    this.names.add(place.name);
    if (this.way === 'mask') return (found.mask ??= `•••${(this.#masks += 1)}`);
    found.prompt ??= this.#newPrompt(place.name || kind);
    return `{{${found.prompt}}}`;
  }

  /** A variable that holds a secret is itself the prompt; true when its value is revealed. */
  withholdVariable(place: Place, kind: SecretKind, secret: string): boolean {
    const found = this.#note(place.path.join('.'), kind, secret);
    if (this.revealed.has(secret)) return true;
    this.names.add(place.name);
    found.prompt ??= place.name;
    return false;
  }

  isRevealed(secret: string): boolean {
    return this.revealed.has(secret);
  }

  /** Secrets that are withheld, as they stood. Of cookies only those that are long: `dark` and `en` are no secrets. */
  withheld(): string[] {
    return [...this.#found]
      .filter(([secret, { kind }]) => !this.revealed.has(secret) && (kind !== 'cookie' || secret.length >= 6))
      .map(([secret]) => secret);
  }

  /** Secrets of which a place is among `wheres`. */
  at(wheres: ReadonlySet<string>): string[] {
    return [...this.#found]
      .filter(([, { places }]) => places.some((place) => wheres.has(place)))
      .map(([secret]) => secret);
  }

  /** Names of all prompts that stand in the snapshot. */
  promptNames(): Set<string> {
    return new Set([...this.#found.values()].flatMap(({ prompt }) => prompt ?? []));
  }

  findings(): Finding[] {
    return [...this.#found].map(([secret, { kind, places, prompt }]) => ({
      where: places[0] ?? '',
      places,
      kind,
      preview: kind === 'bytes' ? `${secret.length} characters of base64` : maskedPreview(secret),
      outcome: this.revealed.has(secret) ? 'revealed' : prompt === null ? 'masked' : 'prompted',
      ...(prompt !== null && !this.revealed.has(secret) && { prompt }),
    }));
  }

  #note(where: string, kind: SecretKind, secret: string): Found {
    const found = this.#found.get(secret) ?? { kind, places: [], prompt: null, mask: null };
    this.#found.set(secret, found);
    if (!found.places.includes(where)) found.places.push(where);
    return found;
  }

  #newPrompt(name: string): string {
    const base = name
      .replace(/[^A-Za-z0-9_]+/g, '_')
      .replace(/^(?![A-Za-z_])/, '_')
      .slice(0, 40);
    let prompt = base;
    for (let n = 2; this.#taken.has(prompt); n += 1) prompt = `${base}_${n}`;
    this.#taken.add(prompt);
    return prompt;
  }
}

export function below(
  place: Place,
  key: string,
  name = key,
  under: SecretKind | null = place.under ?? null,
): Place {
  return { path: [...place.path, key], name, under };
}

export function at(...path: string[]): Place {
  return { path, name: '' };
}
