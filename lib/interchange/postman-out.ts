import type { Assertion, Extract, Step } from '@/lib/model/sequence';
import { wordsOf } from './check-words';
import { stepTitle, type Exported, type ExportSource } from './exported';
import { simplePath } from './lookups';
import { plainRequest, type PlainBody, type PlainRequest } from './request-parts';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** A Postman collection, v2.1: values are taken and checked in test scripts. */
export function toPostman(source: ExportSource): Exported {
  const warnings: string[] = [];
  const collection = {
    info: { name: source.name, description: source.description, schema: SCHEMA },
    item: source.steps.map((step, index) => item(step, index, warnings)),
    variable: source.variables.map(({ name, default: value = '', prompt }) => ({
      key: name,
      value,
      ...(prompt === undefined ? {} : { description: prompt }),
    })),
  };
  return { text: `${JSON.stringify(collection, null, 2)}\n`, warnings };
}

function item(step: Step, index: number, warnings: string[]) {
  const title = stepTitle(step, index);
  const plain = plainRequest(step.request);
  const warn = (warning: string): void => void warnings.push(`step ${title}: ${warning}`);
  plain.warnings.forEach(warn);
  if (step.retries) warn('its retries are left out');
  const script = [
    ...step.extract.map((extract) => capture(extract, warn)),
    ...step.assert.map((check) => assertion(check)),
  ].filter((line) => line !== '');
  return {
    name: step.name,
    ...(script.length === 0
      ? {}
      : { event: [{ listen: 'test', script: { type: 'text/javascript', exec: script } }] }),
    ...(plain.followRedirects ? {} : { protocolProfileBehavior: { followRedirects: false } }),
    request: {
      method: plain.method,
      // As text: of an object Postman reads the parts, and not `raw`.
      url: plain.url,
      header: plain.headers.map(([key, value]) => ({ key, value })),
      ...(plain.auth ? { auth: authOf(plain.auth) } : {}),
      ...bodyOf(plain.body, warn),
    },
  };
}

function authOf({ type, username, password }: NonNullable<PlainRequest['auth']>) {
  return {
    type,
    [type]: [
      { key: 'username', value: username, type: 'string' },
      { key: 'password', value: password, type: 'string' },
    ],
  };
}

function bodyOf(body: PlainBody, warn: (warning: string) => void) {
  switch (body.kind) {
    case 'none':
      return {};
    case 'form':
      return {
        body: { mode: 'urlencoded', urlencoded: body.fields.map(([key, value]) => ({ key, value })) },
      };
    case 'parts':
      return {
        body: {
          mode: 'formdata',
          formdata: body.parts.map(({ name, value, filename }) =>
            value === undefined
              ? { key: name, type: 'file', src: filename }
              : { key: name, type: 'text', value },
          ),
        },
      };
    case 'base64':
      warn('its bytes are left out: choose a file');
      return { body: { mode: 'file', file: {} } };
    case 'content': {
      const language = body.type?.includes('json') ? 'json' : 'text';
      return { body: { mode: 'raw', raw: body.text, options: { raw: { language } } } };
    }
  }
}

function jsonLookup(path: string): string | null {
  const simple = simplePath(path);
  return simple && `pm.response.json()${simple.map((key) => `?.[${JSON.stringify(key)}]`).join('')}`;
}

function capture(
  { variable, from, expression, attribute }: Extract,
  warn: (warning: string) => void,
): string {
  const text = JSON.stringify(expression);
  const element = `require("cheerio").load(pm.response.text())(${text}).first()`;
  const lookups: Record<Extract['from'], string | null> = {
    status: 'String(pm.response.code)',
    header: `pm.response.headers.get(${text})`,
    cookie: `pm.cookies.get(${text})`,
    json: jsonLookup(expression),
    regex: `((found) => found?.[1] ?? found?.[0])(new RegExp(${text}).exec(pm.response.text()))`,
    css:
      attribute === undefined ? `${element}.text().trim()` : `${element}.attr(${JSON.stringify(attribute)})`,
    xpath: null,
  };
  const found = lookups[from];
  if (found !== null) return `pm.collectionVariables.set(${JSON.stringify(variable)}, ${found});`;
  warn(`${variable} cannot be taken in Postman by ${from} ${expression}`);
  return '';
}

function assertion(check: Assertion): string {
  const { source, expression = '', operator, value } = check;
  const lookups: Partial<Record<Assertion['source'], string | null>> = {
    status: 'pm.response.code',
    header: `pm.response.headers.get(${JSON.stringify(expression)})`,
    cookie: (check.attribute ?? 'value') === 'value' ? `pm.cookies.get(${JSON.stringify(expression)})` : null,
    body: 'pm.response.text()',
    time: 'pm.response.responseTime',
    json: jsonLookup(expression || '$'),
  };
  const actual = lookups[source];
  if (!actual) return `// ${wordsOf(check)}`;
  const wanted =
    typeof value === 'string'
      ? `pm.variables.replaceIn(${JSON.stringify(value)})`
      : JSON.stringify(value ?? null);
  const expectations: Record<Assertion['operator'], string> = {
    equals: `pm.expect(String(${actual})).to.eql(String(${wanted}))`,
    notEquals: `pm.expect(String(${actual})).to.not.eql(String(${wanted}))`,
    contains: `pm.expect(${actual}).to.include(${wanted})`,
    notContains: `pm.expect(${actual}).to.not.include(${wanted})`,
    matches: `pm.expect(String(${actual})).to.match(new RegExp(${wanted}))`,
    exists: `pm.expect(${actual} ?? null).to.not.equal(null)`,
    notExists: `pm.expect(${actual} ?? null).to.equal(null)`,
    lessThan: `pm.expect(${actual}).to.be.below(${wanted})`,
    greaterThan: `pm.expect(${actual}).to.be.above(${wanted})`,
  };
  return `pm.test(${JSON.stringify(wordsOf(check))}, () => ${expectations[operator]});`;
}
