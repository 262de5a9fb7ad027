import type { Assertion, Extract, Step } from '@/lib/model/sequence';
import { stepTitle, type Exported, type ExportSource } from './exported';
import { xpathOf } from './lookups';
import { plainRequest, type PlainBody } from './request-parts';

const GENERATED: Readonly<Record<string, string>> = {
  $uuid: 'newUuid',
  $guid: 'newUuid',
  $randomUUID: 'newUuid',
  $isoTimestamp: 'newDate',
};
type Warn = (warning: string) => void;

/** A file for Hurl, with captures and asserts. What the sequence asks for is given by `--variable` or `--secret`. */
export function toHurl(source: ExportSource): Exported {
  const warnings: string[] = [];
  const asked = source.variables.filter(({ default: value }) => value === undefined);
  const given = source.variables.flatMap(({ name, default: value }) =>
    value === undefined ? [] : [`variable: ${hurlName(name)}=${JSON.stringify(value)}`],
  );
  const usage = asked
    .map(({ name, secret }) => ` --${secret ? 'secret' : 'variable'} ${hurlName(name)}=…`)
    .join('');
  const entries = source.steps.map((step, index) =>
    hurlEntry(step, index, index === 0 ? given : [], warnings),
  );
  const head = `# ${source.name.replace(/\s+/g, ' ')}. Written by Playjar; run it with: hurl --test${usage} FILE.hurl`;
  return { text: `${[head, ...entries].join('\n\n')}\n`, warnings };
}

/** Hurl's names have no dots. */
function hurlName(name: string): string {
  return name.replaceAll('.', '_');
}

function templates(text: string): string {
  return text.replace(
    /\{\{[ \t]*([^{}\s][^{}\r\n]*?)[ \t]*\}\}/g,
    (_, name: string) => `{{${GENERATED[name] ?? hurlName(name)}}}`,
  );
}

/** A value on a line of its own: what would end it, or begin a comment, is escaped. */
function lineText(text: string): string {
  return templates(text).replace(/[\\#\n\r\t]/g, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`);
}

function quoted(text: string): string {
  return JSON.stringify(templates(text));
}

function hurlEntry(step: Step, index: number, given: readonly string[], warnings: string[]): string {
  const title = stepTitle(step, index);
  const warn: Warn = (warning) => warnings.push(`step ${title}: ${warning}`);
  const plain = plainRequest(step.request);
  plain.warnings.forEach(warn);
  if (step.onFailure === 'continue') warn('it ends the file when it fails');
  const options = [
    `location: ${String(plain.followRedirects)}`,
    ...(plain.insecure ? ['insecure: true'] : []),
    ...(plain.auth ? [`user: ${lineText(`${plain.auth.username}:${plain.auth.password}`)}`] : []),
    ...(plain.auth?.type === 'digest' ? ['digest: true'] : []),
    ...(step.retries
      ? [`retry: ${step.retries.count}`, `retry-interval: ${Math.round(step.retries.delay * 1000)}ms`]
      : []),
    ...given,
  ];
  const status = step.assert.find(({ source, operator }) => source === 'status' && operator === 'equals');
  const asserts = step.assert.filter((check) => check !== status).flatMap((check) => assertion(check, warn));
  const captures = step.extract.flatMap((extract) => capture(extract, warn));
  return [
    `# ${title}`,
    `${plain.method} ${lineText(plain.url)}`,
    ...plain.headers.map(([name, value]) => `${name}: ${lineText(value)}`),
    ...typeLine(plain.body, plain.headers),
    section('Options', options),
    bodyText(plain.body),
    `HTTP ${status ? JSON.stringify(status.value) : '*'}`.replaceAll('"', ''),
    section('Captures', captures),
    section('Asserts', asserts),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function section(name: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `[${name}]\n${lines.join('\n')}`;
}

function typeLine(body: PlainBody, headers: readonly [string, string][]): string[] {
  if (body.kind !== 'content' && body.kind !== 'base64') return [];
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return body.type === null || hasType ? [] : [`Content-Type: ${body.type}`];
}

function bodyText(body: PlainBody): string {
  switch (body.kind) {
    case 'none':
      return '';
    case 'form':
      return section(
        'Form',
        body.fields.map(([name, value]) => `${lineText(name)}: ${lineText(value)}`),
      );
    case 'parts':
      return section(
        'Multipart',
        body.parts.map(({ name, value, filename, type }) =>
          value === undefined
            ? `${name}: file,${filename ?? 'file'};${type ? ` ${type}` : ''}`
            : `${name}: ${lineText(value)}`,
        ),
      );
    case 'base64':
      return `base64,${body.base64};`;
    case 'content':
      return '```\n' + templates(body.text) + '\n```';
  }
}

function query({
  source,
  expression = '',
  attribute,
}: {
  source: Extract['from'] | Assertion['source'];
  expression?: string | undefined;
  attribute?: string | undefined;
}): string | null {
  switch (source) {
    case 'status':
      return 'status';
    case 'body':
      return 'body';
    case 'time':
      return 'duration';
    case 'header':
      return `header ${quoted(expression)}`;
    case 'cookie':
      return `cookie ${quoted(attribute && attribute !== 'value' ? `${expression}[${COOKIE_PARTS[attribute] ?? attribute}]` : expression)}`;
    case 'json':
      return `jsonpath ${quoted(expression || '$')}`;
    case 'regex':
      return `regex ${quoted(expression)}`;
    case 'xpath':
      return `xpath ${quoted(`string(${expression})`)}`;
    case 'css': {
      const path = xpathOf(expression, attribute);
      return path === null ? null : `xpath ${quoted(`string(${path})`)}`;
    }
  }
}

const COOKIE_PARTS: Readonly<Record<string, string>> = {
  httpOnly: 'HttpOnly',
  secure: 'Secure',
  sameSite: 'SameSite',
  domain: 'Domain',
  path: 'Path',
  expires: 'Expires',
  maxAge: 'Max-Age',
};

function capture(extract: Extract, warn: Warn): string[] {
  const found = query({ ...extract, source: extract.from });
  if (found === null) {
    warn(`Hurl has no CSS selectors: write ${extract.expression} as XPath`);
    return [];
  }
  return [`${hurlName(extract.variable)}: ${found}`];
}

/** Parts of a cookie that are there or not. */
const FLAGS: ReadonlySet<string> = new Set(['httpOnly', 'secure']);
const OPERATORS: Record<Assertion['operator'], string> = {
  equals: '==',
  notEquals: '!=',
  contains: 'contains',
  notContains: 'not contains',
  matches: 'matches',
  exists: 'exists',
  notExists: 'not exists',
  lessThan: '<',
  greaterThan: '>',
};

/** A cookie's is a comment: Hurl sees those that the last response sets, and after a redirect that is another one. */
function assertion(check: Assertion, warn: Warn): string[] {
  if (check.source !== 'cookie') return comparison(check, warn);
  warn(`Hurl does not look into the jar: its check of cookie ${check.expression ?? ''} is a comment`);
  return comparison(check, warn).map((line) => `# ${line}`);
}

function comparison(check: Assertion, warn: Warn): string[] {
  const { operator, value, attribute = '' } = check;
  const found = query(check);
  if (found === null) {
    warn('a check is left out');
    return [];
  }
  if (check.source === 'cookie' && FLAGS.has(attribute)) {
    const isSet = value === true && operator === 'equals';
    return [`${found} ${isSet ? 'exists' : 'not exists'}`];
  }
  if (operator === 'exists' || operator === 'notExists') return [`${found} ${OPERATORS[operator]}`];
  return [`${found} ${OPERATORS[operator]} ${valueText(value)}`];
}

function valueText(value: Assertion['value']): string {
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value ?? null);
}
