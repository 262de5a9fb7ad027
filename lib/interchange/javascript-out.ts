import type { Assertion, Extract, Step } from '@/lib/model/sequence';
import { wordsOf } from './check-words';
import { environmentName, stepTitle, type Exported, type ExportSource } from './exported';
import { FETCH_SEND, PRELUDE, UNDICI_SEND } from './javascript-prelude';
import { simplePath } from './lookups';
import { plainRequest, type PlainBody, type PlainRequest } from './request-parts';
import { Identifiers, piecesOf } from './template-pieces';

const RESERVED =
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof let new null return static super switch this throw true try typeof var void while with yield jar send check cookie response process request fetch load query value'.split(
    ' ',
  );
const GENERATED: Readonly<Record<string, string>> = {
  $uuid: 'crypto.randomUUID()',
  $guid: 'crypto.randomUUID()',
  $randomUUID: 'crypto.randomUUID()',
  $timestamp: 'Math.floor(Date.now() / 1000)',
  $isoTimestamp: 'new Date().toISOString()',
  $randomInt: 'Math.floor(Math.random() * 1001)',
};

/** A module for Node with undici and tough-cookie. Secrets are read from the environment. */
export const toUndici = (source: ExportSource): Exported =>
  toJavaScript(source, UNDICI_SEND, 'undici tough-cookie');
/** The same with Node's own `fetch`. */
export const toFetch = (source: ExportSource): Exported => toJavaScript(source, FETCH_SEND, 'tough-cookie');

function toJavaScript(source: ExportSource, send: string, packages: string): Exported {
  const js = new JavaScriptText();
  const warnings: string[] = [];
  const variables = source.variables.map(
    ({ name, default: value }) =>
      `let ${js.names.of(name)} = ${value === undefined ? `process.env.${environmentName(name)} ?? missing('${environmentName(name)}')` : js.text(value)};`,
  );
  const taken = new Set(source.steps.flatMap(({ extract }) => extract.map(({ variable }) => variable)));
  for (const { name } of source.variables) taken.delete(name);
  const steps = source.steps.map((step, index) => javaScriptStep(step, index, js, warnings)).join('\n\n');
  const extra = [
    steps.includes('load(') ? ['cheerio', "import { load } from 'cheerio';"] : [],
    steps.includes('query(') ? ['json-p3', "import { query } from 'json-p3';"] : [],
  ].filter((one) => one.length > 0);
  const parts = [
    `// ${source.name.replace(/\s+/g, ' ')}. Written by Playjar; needs Node 20 and: npm install ${[packages, ...extra.map(([name]) => name)].join(' ')}`,
    [...extra.map(([, line]) => line), send].join('\n'),
    PRELUDE,
    [...variables, ...[...taken].map((name) => `let ${js.names.of(name)};`), 'let response;'].join('\n'),
    steps,
    `console.log('${source.steps.length} steps done');`,
  ];
  return { text: `${parts.join('\n\n')}\n`, warnings };
}

class JavaScriptText {
  readonly names = new Identifiers(RESERVED);

  text(value: string): string {
    const pieces = piecesOf(value);
    const [only] = pieces;
    if (pieces.length === 1 && only?.variable !== undefined && !(only.variable in GENERATED))
      return this.names.of(only.variable);
    if (pieces.every(({ variable }) => variable === undefined)) return JSON.stringify(value);
    const inner = pieces.map(({ text, variable }) =>
      variable === undefined
        ? text.replace(/[\\`]|\$(?=\{)/g, '\\$&')
        : `\${${GENERATED[variable] ?? this.names.of(variable)}}`,
    );
    return `\`${inner.join('')}\``;
  }

  value(value: unknown): string {
    if (typeof value === 'string') return this.text(value);
    return JSON.stringify(value ?? null);
  }

  pairs(pairs: readonly (readonly [string, string])[]): string {
    return `[${pairs.map(([name, value]) => `[${this.text(name)}, ${this.text(value)}]`).join(', ')}]`;
  }
}

function javaScriptStep(step: Step, index: number, js: JavaScriptText, warnings: string[]): string {
  const title = stepTitle(step, index);
  const plain = plainRequest(step.request);
  warnings.push(...plain.warnings.map((warning) => `step ${title}: ${warning}`));
  if (step.retries) warnings.push(`step ${title}: its retries are left out`);
  if (plain.auth?.type === 'digest') warnings.push(`step ${title}: Digest is left out`);
  const options = optionsOf(plain, js);
  const call = options.length > 0 ? `, {\n  ${options.join(',\n  ')},\n}` : '';
  return [
    `// ${title}`,
    `response = await send(${js.text(plain.method)}, ${js.text(plain.url)}${call});`,
    ...step.extract.map((extract) => `${js.names.of(extract.variable)} = ${extraction(extract, js)};`),
    ...step.assert.map((check) => assertion(check, js, step.onFailure === 'stop')),
  ].join('\n');
}

function optionsOf(plain: PlainRequest, js: JavaScriptText): string[] {
  const headers = [...plain.headers];
  const body = bodyOf(plain.body, headers, js);
  const lines = headers.map(([name, value]) => `${js.text(name)}: ${js.text(value)}`);
  if (plain.auth?.type === 'basic') {
    const pair = `${plain.auth.username}:${plain.auth.password}`;
    lines.push(`Authorization: 'Basic ' + Buffer.from(${js.text(pair)}).toString('base64')`);
  }
  return [
    ...(lines.length > 0 ? [`headers: { ${lines.join(', ')} }`] : []),
    ...(body === null ? [] : [`body: ${body}`]),
    ...(plain.followRedirects ? [] : ['follow: false']),
  ];
}

function bodyOf(body: PlainBody, headers: [string, string][], js: JavaScriptText): string | null {
  if (body.kind === 'none') return null;
  if (body.kind === 'parts') {
    const parts = body.parts.map(
      ({ name, value, filename }) => `[${js.text(name)}, ${js.text(value ?? filename ?? '')}]`,
    );
    return `parts([${parts.join(', ')}])`;
  }
  const type = body.kind === 'form' ? 'application/x-www-form-urlencoded' : body.type;
  if (type !== null && !headers.some(([name]) => name.toLowerCase() === 'content-type'))
    headers.push(['Content-Type', type]);
  if (body.kind === 'form') return `new URLSearchParams(${js.pairs(body.fields)}).toString()`;
  return body.kind === 'base64' ? `Buffer.from(${js.text(body.base64)}, 'base64')` : js.text(body.text);
}

function jsonLookup(path: string, js: JavaScriptText): string {
  const simple = simplePath(path);
  if (!simple) return `query(${js.text(path)}, JSON.parse(response.text)).values()[0]`;
  return `JSON.parse(response.text)${simple.map((key) => `?.[${JSON.stringify(key)}]`).join('')}`;
}

function extraction({ from, expression, attribute }: Extract, js: JavaScriptText): string {
  switch (from) {
    case 'status':
      return 'String(response.status)';
    case 'header':
      return `response.header(${js.text(expression)})`;
    case 'cookie':
      return `(await cookie(${js.text(expression)}))?.value`;
    case 'json':
      return jsonLookup(expression, js);
    case 'regex':
      return `((found) => found?.[1] ?? found?.[0])(new RegExp(${js.text(expression)}).exec(response.text))`;
    case 'css':
    case 'xpath': {
      const selector = from === 'css' ? expression : '/* XPath: write a selector in its place */';
      const found = `load(response.text)(${js.text(selector)}).first()`;
      return attribute === undefined ? `${found}.text().trim()` : `${found}.attr(${js.text(attribute)})`;
    }
  }
}

const COMPARISONS: Record<Assertion['operator'], (wanted: string) => string> = {
  exists: () => 'value !== undefined && value !== null',
  notExists: () => 'value === undefined || value === null',
  equals: (wanted) =>
    `String(value) === String(${wanted}) || JSON.stringify(value) === JSON.stringify(${wanted})`,
  notEquals: (wanted) => `String(value) !== String(${wanted})`,
  contains: (wanted) => `value?.includes(${wanted}) === true`,
  notContains: (wanted) => `value?.includes(${wanted}) !== true`,
  matches: (wanted) => `new RegExp(${wanted}).test(String(value))`,
  lessThan: (wanted) => `Number(value) < ${wanted}`,
  greaterThan: (wanted) => `Number(value) > ${wanted}`,
};

function assertion(check: Assertion, js: JavaScriptText, stops: boolean): string {
  const { source, expression = '', attribute = 'value', operator, value } = check;
  const lookups: Record<Assertion['source'], string> = {
    status: 'response.status',
    header: `response.header(${js.text(expression)})`,
    body: 'response.text',
    time: 'response.elapsedMs',
    json: jsonLookup(expression || '$', js),
    cookie: `(await cookie(${js.text(expression)}))?.${attribute}`,
  };
  return `check(${JSON.stringify(wordsOf(check))}, ${lookups[source]}, (value) => ${COMPARISONS[operator](js.value(value))}${stops ? '' : ', false'});`;
}
