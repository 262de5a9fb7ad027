import { Identifiers, piecesOf } from './template-pieces';

const RESERVED =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with session response check cookie element os re sys json uuid base64 datetime random time requests value'.split(
    ' ',
  );

/** Values that are made up at each use. */
const GENERATED: Readonly<Record<string, string>> = {
  $uuid: 'str(uuid.uuid4())',
  $guid: 'str(uuid.uuid4())',
  $randomUUID: 'str(uuid.uuid4())',
  $timestamp: 'str(int(time.time()))',
  $isoTimestamp: 'datetime.datetime.now(datetime.timezone.utc).isoformat()',
  $randomInt: 'str(random.randint(0, 1000))',
};

/** Writes values as Python, `{{variable}}`s as Python variables. */
export class PythonText {
  readonly names = new Identifiers(RESERVED);
  readonly unknown = new Set<string>();

  /** A text: a literal, a variable, or an f-string of both. */
  text(value: string): string {
    const pieces = piecesOf(value);
    const [only] = pieces;
    if (pieces.length === 1 && only?.variable !== undefined) return this.variable(only.variable);
    if (pieces.every(({ variable }) => variable === undefined)) return literal(value);
    const inner = pieces.map(({ text, variable }) =>
      variable === undefined
        ? literal(text).slice(1, -1).replaceAll('{', '{{').replaceAll('}', '}}')
        : `{${this.variable(variable)}}`,
    );
    return `f"${inner.join('')}"`;
  }

  /** Any JSON value. */
  value(value: unknown): string {
    if (typeof value === 'string') return this.text(value);
    if (value === null || value === undefined) return 'None';
    if (typeof value === 'boolean') return value ? 'True' : 'False';
    if (typeof value === 'number') return String(value);
    if (Array.isArray(value)) return `[${value.map((item) => this.value(item)).join(', ')}]`;
    const entries = Object.entries(value).map(([key, item]) => `${this.text(key)}: ${this.value(item)}`);
    return `{${entries.join(', ')}}`;
  }

  private variable(name: string): string {
    const generated = Object.hasOwn(GENERATED, name) ? GENERATED[name] : undefined;
    if (generated !== undefined) return generated;
    if (name.startsWith('$')) this.unknown.add(name);
    return this.names.of(name);
  }
}

/** JSON's escapes are Python's, but for surrogate pairs, which stay as they are typed. */
function literal(text: string): string {
  return JSON.stringify(text);
}
