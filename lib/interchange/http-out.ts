import type { Assertion, Extract, Step } from '@/lib/model/sequence';
import { wordsOf } from './check-words';
import { stepTitle, type Exported, type ExportSource } from './exported';
import { simplePath, simpleSelector } from './lookups';
import { plainRequest, type PlainBody } from './request-parts';

/** A `.http` file as JetBrains' editors and httpYac run it, with response handlers for what is taken and checked. */
export function toHttp(source: ExportSource): Exported {
  const warnings: string[] = [];
  const variables = source.variables.map(({ name, default: value, prompt }) =>
    value === undefined
      ? `# @prompt ${name} ${prompt ?? name}`
      : `@${name} = ${value.replace(/[\r\n]+/g, ' ')}`,
  );
  const steps = source.steps.map((step, index) => httpStep(step, index, warnings));
  const head = [`# ${source.name.replace(/\s+/g, ' ')}. Written by Playjar.`, ...variables].join('\n');
  return { text: `${[head, ...steps].join('\n\n')}\n`, warnings };
}

function httpStep(step: Step, index: number, warnings: string[]): string {
  const title = stepTitle(step, index);
  const plain = plainRequest(step.request);
  warnings.push(...plain.warnings.map((warning) => `step ${title}: ${warning}`));
  if (step.retries) warnings.push(`step ${title}: its retries are left out`);
  const headers = [...plain.headers];
  const body = bodyText(plain.body, headers);
  if (plain.auth) {
    const { type, username, password } = plain.auth;
    headers.push(['Authorization', `${type === 'digest' ? 'Digest' : 'Basic'} ${username} ${password}`]);
  }
  const script = [
    ...step.extract.map((extract) => capture(extract, title, warnings)),
    ...step.assert.map((check) => assertion(check)),
  ].filter((line) => line !== null);
  return [
    `### ${title}`,
    ...(plain.followRedirects ? [] : ['# @no-redirect']),
    `${plain.method} ${plain.url}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === null ? [] : ['', body]),
    ...(script.length === 0 ? [] : ['', `> {%\n${script.map((line) => `  ${line}`).join('\n')}\n%}`]),
  ].join('\n');
}

function bodyText(body: PlainBody, headers: [string, string][]): string | null {
  const type = (value: string): void => {
    if (!headers.some(([name]) => name.toLowerCase() === 'content-type'))
      headers.push(['Content-Type', value]);
  };
  switch (body.kind) {
    case 'none':
      return null;
    case 'form':
      type('application/x-www-form-urlencoded');
      return body.fields.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&\n');
    case 'parts': {
      type('multipart/form-data; boundary=playjar');
      const parts = body.parts.map(
        ({ name, value, filename, type: of }) =>
          `--playjar\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\n${of ? `Content-Type: ${of}\n` : ''}\n${value ?? `< ./${filename ?? 'file'}`}`,
      );
      return [...parts, '--playjar--'].join('\n');
    }
    case 'base64':
      if (body.type) type(body.type);
      return '< ./body.bin';
    case 'content':
      if (body.type) type(body.type);
      return body.text;
  }
}

function encoded(text: string): string {
  return text
    .split(/(\{\{[^{}]+\}\})/)
    .map((piece) => (piece.startsWith('{{') ? piece : encodeURIComponent(piece)))
    .join('');
}

function jsonLookup(path: string): string | null {
  const simple = simplePath(path);
  return simple && `response.body${simple.map((key) => `?.[${JSON.stringify(key)}]`).join('')}`;
}

function lookupOf({ from, expression, attribute }: Extract): string | null {
  if (from === 'status') return 'String(response.status)';
  if (from === 'header') return `response.headers.valueOf(${JSON.stringify(expression)})`;
  if (from === 'json') return jsonLookup(expression);
  const pattern = from === 'regex' ? expression : from === 'css' ? patternOf(expression, attribute) : null;
  return pattern && `(new RegExp(${JSON.stringify(pattern)}, "i").exec(response.body) ?? [])[1]`;
}

/** There is no DOM in these editors: a plain selector becomes a pattern, for attributes in the order they mostly have. */
function patternOf(selector: string, attribute: string | undefined): string | null {
  const simple = simpleSelector(selector);
  const [only] = simple?.attributes ?? [];
  if (!simple || !only || attribute === undefined || simple.attributes.length > 1) return null;
  const value = only[1].replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return `<${simple.tag || '\\w+'}\\b[^>]*\\b${only[0]}=["']?${value}["']?[^>]*\\b${attribute}=["']?([^"'>\\s]*)`;
}

function capture(extract: Extract, title: string, warnings: string[]): string | null {
  const found = lookupOf(extract);
  if (found === null) {
    warnings.push(`step ${title}: ${extract.variable} cannot be taken in a .http file: set it by hand`);
    return null;
  }
  return `client.global.set(${JSON.stringify(extract.variable)}, ${found});`;
}

function assertion(check: Assertion): string | null {
  const { source, expression = '', operator, value } = check;
  const actual =
    source === 'status'
      ? 'response.status'
      : source === 'header'
        ? `response.headers.valueOf(${JSON.stringify(expression)})`
        : source === 'json'
          ? jsonLookup(expression || '$')
          : source === 'body'
            ? 'String(response.body)'
            : null;
  if (actual === null) return `// ${wordsOf(check)}`;
  const wanted = typeof value === 'string' ? textValue(value) : JSON.stringify(value ?? null);
  const tests: Record<Assertion['operator'], string> = {
    equals: `String(${actual}) === String(${wanted})`,
    notEquals: `String(${actual}) !== String(${wanted})`,
    contains: `String(${actual}).includes(${wanted})`,
    notContains: `!String(${actual}).includes(${wanted})`,
    matches: `new RegExp(${wanted}).test(String(${actual}))`,
    exists: `${actual} != null`,
    notExists: `${actual} == null`,
    lessThan: `${actual} < ${wanted}`,
    greaterThan: `${actual} > ${wanted}`,
  };
  return `client.test(${JSON.stringify(wordsOf(check))}, () => client.assert(${tests[operator]}));`;
}

function textValue(value: string): string {
  const [, name] = /^\{\{\s*([^{}\s]+)\s*\}\}$/.exec(value) ?? [];
  return name === undefined ? JSON.stringify(value) : `client.global.get(${JSON.stringify(name)})`;
}
