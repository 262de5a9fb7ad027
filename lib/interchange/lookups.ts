/** One element by its tag and attributes: what most selectors come down to. */
export interface SimpleSelector {
  tag: string;
  attributes: [name: string, value: string][];
}

const COMPOUND = /^([a-z][a-z0-9-]*)?((?:\[[\w-]+=(?:"[^"\\]*"|'[^'\\]*'|[\w-]+)\]|#[\w-]+)+)$/i;

/** `input[name=_csrf]`, `#token`; null for a selector that only a CSS library can follow. */
export function simpleSelector(selector: string): SimpleSelector | null {
  const [, tag = '', rest = ''] = COMPOUND.exec(selector.trim()) ?? [];
  if (rest === '') return null;
  const attributes = [...rest.matchAll(/\[([\w-]+)=(?:"([^"]*)"|'([^']*)'|([\w-]+))\]|#([\w-]+)/g)].map(
    ([, name = 'id', double, single, bare, id]): [string, string] => [
      name.toLowerCase(),
      double ?? single ?? bare ?? id ?? '',
    ],
  );
  return { tag: tag.toLowerCase(), attributes };
}

/** `$.user.roles[0]` → keys and indexes; null for a query with wildcards, filters, slices or descendants. */
export function simplePath(path: string): (string | number)[] | null {
  const steps = [...path.matchAll(/\.([A-Za-z_][\w-]*)|\[(\d+)\]|\["([^"\\]*)"\]|\['([^'\\]*)'\]/g)];
  if (path[0] !== '$' || steps.reduce((length, [whole]) => length + whole.length, 1) !== path.length)
    return null;
  return steps.map(([, name, index, double, single]) =>
    index === undefined ? (name ?? double ?? single ?? '') : Number(index),
  );
}

/** The XPath of a simple selector, and of what is taken from it. */
export function xpathOf(selector: string, attribute: string | undefined): string | null {
  const simple = simpleSelector(selector);
  if (!simple || simple.attributes.some(([, value]) => value.includes("'"))) return null;
  const where = simple.attributes.map(([name, value]) => `[@${name}='${value}']`).join('');
  return `//${simple.tag || '*'}${where}${attribute === undefined ? '' : `/@${attribute}`}`;
}

/** `/user/roles/0` → `$.user.roles[0]`: a JSON Pointer (RFC 6901) as a JSONPath. */
export function pathOfPointer(pointer: string): string {
  const keys = pointer.split('/').slice(1);
  const steps = keys.map((key) => {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
    if (/^\d+$/.test(name)) return `[${name}]`;
    return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  });
  return `$${steps.join('')}`;
}
