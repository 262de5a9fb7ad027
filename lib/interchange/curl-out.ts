import type { Assertion, Extract, Step } from '@/lib/model/sequence';
import { wordsOf } from './check-words';
import { CURL_PRELUDE } from './curl-prelude';
import { environmentName, stepTitle, type Exported, type ExportSource } from './exported';
import { simplePath, simpleSelector } from './lookups';
import { plainRequest, type PlainBody, type PlainRequest } from './request-parts';
import { Identifiers, piecesOf } from './template-pieces';

const RESERVED = 'jar body head status url PATH HOME USER IFS PWD SHELL'.split(' ');
const GENERATED: Readonly<Record<string, string>> = {
  $uuid: '$(uuidgen)',
  $guid: '$(uuidgen)',
  $randomUUID: '$(uuidgen)',
  $timestamp: '$(date +%s)',
  $isoTimestamp: '$(date -u +%Y-%m-%dT%H:%M:%SZ)',
  $randomInt: '$((RANDOM % 1001))',
};

/** A bash script of curl commands over one cookie jar, joined by `&&`; values are taken with jq and perl. */
export function toCurl(source: ExportSource): Exported {
  const shell = new ShellText();
  const warnings: string[] = [];
  const variables = shellVariables(source, shell);
  const steps = source.steps.map((step, index) => curlStep(step, index, shell, warnings));
  const text = [
    '#!/usr/bin/env bash',
    `# ${source.name.replace(/\s+/g, ' ')}. Written by Playjar; needs curl, and jq and perl where values are taken.`,
    CURL_PRELUDE,
    variables.join('\n'),
    ...steps,
    `echo '${source.steps.length} steps done'`,
  ];
  return { text: `${text.filter((part) => part !== '').join('\n\n')}\n`, warnings };
}

/** What the script asks for, or knows, before its first command. */
export function shellVariables({ variables }: ExportSource, shell: ShellText): string[] {
  return variables.map(({ name, default: value }) =>
    value === undefined
      ? `${shell.names.of(name)}=\${${environmentName(name)}:?set it first}`
      : `${shell.names.of(name)}=${shell.text(value)}`,
  );
}

export class ShellText {
  readonly names = new Identifiers(RESERVED);

  /** A text in quotes: single ones where there is nothing to fill in. */
  text(value: string): string {
    const pieces = piecesOf(value);
    if (pieces.every(({ variable }) => variable === undefined)) return `'${value.replaceAll("'", `'\\''`)}'`;
    const inner = pieces.map(({ text, variable }) =>
      variable === undefined
        ? text.replace(/[\\"$`]/g, '\\$&')
        : (GENERATED[variable] ?? `\${${this.names.of(variable)}}`),
    );
    return `"${inner.join('')}"`;
  }
}

function curlStep(step: Step, index: number, shell: ShellText, warnings: string[]): string {
  const title = stepTitle(step, index);
  const plain = plainRequest(step.request);
  const warn = (warning: string): void => void warnings.push(`step ${title}: ${warning}`);
  plain.warnings.forEach(warn);
  const args = [
    ...optionsOf(plain, shell),
    ...(step.retries ? [`--retry ${step.retries.count} --retry-delay ${Math.ceil(step.retries.delay)}`] : []),
    shell.text(plain.url),
  ];
  const parts = [
    `send ${args.join(' \\\n  ')}`,
    ...step.extract.map((extract) => extraction(extract, shell, warn)),
    ...step.assert.map((check) => assertion(check, shell, warn)),
  ].filter((part) => part !== null);
  return `# ${title}\n${parts.join(' &&\n')} || ${step.onFailure === 'stop' ? 'exit 1' : 'true'}`;
}

/** What curl is told about a request before its URL, one option an entry. */
export function optionsOf(plain: PlainRequest, shell: ShellText): string[] {
  const hasBody = plain.body.kind !== 'none';
  // -X would be said again to where a redirect leads, so it is left out where curl chooses the same by itself.
  const method = plain.method === (hasBody ? 'POST' : 'GET') ? [] : methodArguments(plain.method);
  return [
    ...method,
    ...(plain.followRedirects ? ['-L'] : []),
    ...(plain.insecure ? ['-k'] : []),
    ...(plain.auth
      ? [
          `${plain.auth.type === 'digest' ? '--digest ' : ''}-u ${shell.text(`${plain.auth.username}:${plain.auth.password}`)}`,
        ]
      : []),
    ...plain.headers.map(([name, value]) => `-H ${shell.text(`${name}: ${value}`)}`),
    ...bodyArguments(plain.body, shell),
  ];
}

function methodArguments(method: string): string[] {
  return method === 'HEAD' ? ['-I'] : [`-X ${method}`];
}

function bodyArguments(body: PlainBody, shell: ShellText): string[] {
  switch (body.kind) {
    case 'none':
      return [];
    case 'form':
      return body.fields.map(
        ([name, value]) => `--data-urlencode ${shell.text(`${encodeURIComponent(name)}=${value}`)}`,
      );
    case 'parts':
      return body.parts.map(({ name, value, filename }) =>
        value === undefined
          ? `-F ${shell.text(`${name}=@${filename ?? 'file'}`)}`
          : `--form-string ${shell.text(`${name}=${value}`)}`,
      );
    case 'content':
      return [...typeArgument(body.type, shell), `--data-raw ${shell.text(body.text)}`];
    case 'base64':
      return [
        ...typeArgument(body.type, shell),
        `--data-binary @<(base64 -d <<< ${shell.text(body.base64)})`,
      ];
  }
}

function typeArgument(type: string | null, shell: ShellText): string[] {
  return [`-H ${shell.text(`Content-Type:${type === null ? '' : ` ${type}`}`)}`];
}

type Warn = (warning: string) => void;

function extraction(extract: Extract, shell: ShellText, warn: Warn): string | null {
  const found = lookup({ ...extract, source: extract.from }, shell);
  if (found !== null) return `${shell.names.of(extract.variable)}=$(${found})`;
  warn(`${extract.variable} cannot be taken with curl alone: set it by hand`);
  return null;
}

/** A command that prints one value of the response. */
function lookup(
  {
    source,
    expression = '',
    attribute,
  }: {
    source: Extract['from'] | Assertion['source'];
    expression?: string | undefined;
    attribute?: string | undefined;
  },
  shell: ShellText,
): string | null {
  switch (source) {
    case 'status':
      return 'echo "$status"';
    case 'body':
      return 'cat "$body"';
    case 'header':
      return `header ${shell.text(expression)}`;
    case 'cookie':
      return attribute === undefined || attribute === 'value' ? `cookie ${shell.text(expression)}` : null;
    case 'regex':
      return `pattern ${shell.text(expression)}`;
    case 'json':
      return jqOf(expression || '$', shell);
    case 'css':
      return attribute === undefined ? null : attributeOf(expression, attribute, shell);
    case 'xpath':
    case 'time':
      return null;
  }
}

function jqOf(path: string, shell: ShellText): string | null {
  const keys = simplePath(path)?.map((key) =>
    typeof key === 'number' ? `[${key}]` : `[${JSON.stringify(key)}]`,
  );
  return keys === undefined ? null : `jq -r ${shell.text(`.${keys.join('')}`)} "$body"`;
}

function attributeOf(selector: string, attribute: string, shell: ShellText): string | null {
  const simple = simpleSelector(selector);
  const [only, ...more] = simple?.attributes ?? [];
  if (!simple || !only || more.length > 0) return null;
  return `attribute ${[simple.tag || '[a-z]+', ...only, attribute].map((word) => shell.text(word)).join(' ')}`;
}

function assertion(check: Assertion, shell: ShellText, warn: Warn): string | null {
  const found = lookup(check, shell);
  const words = wordsOf(check);
  if (found === null) {
    warn(`the check “${words}” is left out`);
    return null;
  }
  const { value } = check;
  const wanted = shell.text(typeof value === 'string' ? value : JSON.stringify(value ?? null));
  const what = shell.text(words.replaceAll('{{', '{').replaceAll('}}', '}'));
  return `check ${what} ${check.operator} "$(${found})" ${wanted}`;
}
