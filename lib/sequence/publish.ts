import type { SessionSettings } from '@/lib/model/session';
import type { SequenceVariable, Step } from '@/lib/model/sequence';
import type { Finding } from '@/lib/model/share';
import { tellingOf, withoutKnown } from './known-secrets';
import { publishUrl } from './publish-url';
import { isTemplate, keyShaped, kindByName, maskedPreview } from './secrets';

/** What a link holds: everything a replay needs, nothing of the author's that was not knowingly revealed. */
export interface Snapshot {
  name: string;
  description: string;
  steps: Step[];
  variables: SequenceVariable[];
  session: SessionSettings;
}

/** Where the walk stands: the keys so far, and the name that a `[name, value]` pair or an object key gave. */
export interface Place {
  path: readonly string[];
  name: string;
}

/** Collects findings and hands out one prompt per distinct secret. */
export class Publication {
  readonly findings: Finding[] = [];
  readonly prompts = new Map<string, string>();
  /** names under which something was withheld */
  readonly names = new Set<string>();
  readonly #taken: Set<string>;

  constructor(
    private readonly reveal: ReadonlySet<string>,
    takenNames: Iterable<string>,
  ) {
    this.#taken = new Set(takenNames);
  }

  /** What stands in the snapshot in place of `secret`: itself when revealed, else the prompt's `{{name}}`. */
  withhold(place: Place, kind: Finding['kind'], secret: string): string {
    const where = place.path.join('.');
    const preview = maskedPreview(secret);
    if (this.reveal.has(where)) {
      this.findings.push({ where, kind, preview, outcome: 'revealed' });
      return secret;
    }
    const prompt = this.prompts.get(secret) ?? this.#newPrompt(place.name || kind);
    this.prompts.set(secret, prompt);
    this.names.add(place.name);
    this.findings.push({ where, kind, preview, outcome: 'prompted', prompt });
    return `{{${prompt}}}`;
  }

  /** A variable that holds a secret is itself the prompt; true when its value was revealed. */
  withholdVariable(where: string, name: string, kind: Finding['kind'], secret: string): boolean {
    const preview = maskedPreview(secret);
    if (this.reveal.has(where)) {
      this.findings.push({ where, kind, preview, outcome: 'revealed' });
      return true;
    }
    this.prompts.set(secret, name);
    this.names.add(name);
    this.findings.push({ where, kind, preview, outcome: 'prompted', prompt: name });
    return false;
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

/**
 * Freezes a sequence for a link. Deny by default: every value that looks like a secret, by its name, its place or
 * its form, becomes a named prompt in the snapshot itself, unless `reveal` names the place where it was found.
 */
export function publish(
  source: Snapshot,
  reveal: readonly string[],
): { snapshot: Snapshot; findings: Finding[] } {
  const publication = new Publication(
    new Set(reveal),
    source.variables.map(({ name }) => name),
  );
  const variables = source.variables.map((variable, index) => frozenVariable(variable, index, publication));
  const steps = source.steps.map((step, index) => ({
    ...step,
    request: walk(step.request, at(`steps.${index + 1}.request`), publication),
  }));
  const session = walk(source.session, at('session'), publication);
  const declared = new Set(variables.map(({ name }) => name));
  for (const name of new Set(publication.prompts.values())) {
    if (!declared.has(name)) variables.push({ name, secret: true, prompt: name.replaceAll('_', ' ') });
  }
  const { name, description } = source;
  const parts = withoutKnown({ name, description, steps, session }, tellingOf(publication));
  return {
    snapshot: { ...(parts as Omit<Snapshot, 'variables'>), variables },
    findings: publication.findings,
  };
}

function frozenVariable(
  variable: SequenceVariable,
  index: number,
  publication: Publication,
): SequenceVariable {
  const { default: value, ...rest } = variable;
  if (value === undefined) return variable;
  const where = `variables.${index + 1}.${variable.name}`;
  const found = variable.secret ? 'secretVariable' : kindByName(variable.name);
  const key = keyShaped(value);
  if (!found && !key) return variable;
  const kept = publication.withholdVariable(where, variable.name, found ?? 'token', value);
  return kept ? variable : { ...rest, secret: true, prompt: rest.prompt ?? variable.name };
}

function at(path: string): Place {
  return { path: path.split('.'), name: '' };
}

function below(place: Place, key: string, name = key): Place {
  return { path: [...place.path, key], name };
}

/** Copies a value with every secret in it replaced. */
function walk(value: unknown, place: Place, publication: Publication): unknown {
  if (typeof value === 'string') return walkText(value, place, publication);
  if (isPair(value)) {
    const inner = { path: [...place.path.slice(0, -1), value[0]], name: value[0] };
    return [value[0], walk(value[1], inner, publication)];
  }
  if (Array.isArray(value))
    return value.map((item, index) => walk(item, below(place, String(index + 1), place.name), publication));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      walk(item, below(place, key, nameOf(value, key)), publication),
    ]),
  );
}

/** `{name: "password", value: "…"}` (a multipart part, an API key) is named by its own `name`. */
function nameOf(holder: object, key: string): string {
  return key === 'value' && 'name' in holder && typeof holder.name === 'string' ? holder.name : key;
}

function isPair(value: unknown): value is [string, unknown] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}

/** Fields that hold a URL, whose userinfo and query may hold a secret. */
const URL_FIELDS = new Set(['url', 'tokenUrl', 'authorizationUrl']);
function isUrl({ path }: Place): boolean {
  return URL_FIELDS.has(path.at(-1) ?? '') || path.includes('proxies');
}

/** PEM of a key, wherever it stands: also behind a certificate, as one file holds both. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
function kindByText(text: string): Finding['kind'] | null {
  return PRIVATE_KEY.test(text) ? 'token' : null;
}

function walkText(text: string, place: Place, publication: Publication): string {
  const last = place.path.at(-1);
  if (isTemplate(text) || last === 'type' || last === 'base64') return text;
  if (isUrl(place)) return publishUrl(text, place, publication);
  const kind = kindByPlace(place) ?? kindByText(text);
  if (kind) return publication.withhold(place, kind, text);
  if (last === 'fields' || last === 'params') return walkForm(text, place, publication);
  if (last === 'text') return walkDocument(text, place, publication);
  return walkKeys(text, place, publication);
}

/** What a field of an `auth` holds. */
const AUTH_FIELDS: Readonly<Record<string, Finding['kind']>> = {
  password: 'password',
  token: 'authorization',
  value: 'apiKey',
  clientSecret: 'token',
  secretAccessKey: 'apiKey',
  sessionToken: 'token',
};
/** What a header of these names holds, whatever it looks like. */
const SECRET_HEADERS: Readonly<Record<string, Finding['kind']>> = {
  authorization: 'authorization',
  'proxy-authorization': 'authorization',
  cookie: 'cookie',
};

/** The kind of secret that stands at such a place, whatever it looks like. */
function kindByPlace({ path, name }: Place): Finding['kind'] | null {
  const field = path.at(-1) ?? '';
  if (path.includes('auth')) return AUTH_FIELDS[field] ?? null;
  if (path.includes('cookies')) return 'cookie';
  if (path.includes('cert')) return field === 'key' ? 'token' : null;
  const header = path.includes('headers') ? SECRET_HEADERS[name.toLowerCase()] : undefined;
  return header ?? kindByName(name);
}

function walkForm(text: string, place: Place, publication: Publication): string {
  return text
    .split('&')
    .map((piece) => {
      const [name = '', ...rest] = piece.split('=');
      const value = rest.join('=');
      const kind = isTemplate(value) ? null : kindByName(decodeURIComponentSafely(name));
      return kind ? `${name}=${publication.withhold(below(place, name), kind, value)}` : piece;
    })
    .join('&');
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A body typed as text: as JSON where it is JSON, key by key; else only key-shaped pieces can be told. */
function walkDocument(text: string, place: Place, publication: Publication): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return walkKeys(walkForm(text, place, publication), place, publication);
  }
  const walked = walk(parsed, place, publication);
  // What is said over a WebSocket stays on its line: some protocols end a message with one.
  const indent = place.path.includes('socket') && !text.includes('\n') ? 0 : 2;
  return JSON.stringify(walked) === JSON.stringify(parsed) ? text : JSON.stringify(walked, null, indent);
}

function walkKeys(text: string, place: Place, publication: Publication): string {
  const key = keyShaped(text);
  if (key === null) return text;
  const kept = publication.withhold(place, 'token', key);
  return kept === key ? text : walkKeys(text.replaceAll(key, kept), place, publication);
}
