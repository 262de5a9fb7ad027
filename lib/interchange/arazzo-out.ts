import { stringify } from 'yaml';
import type { Assertion, Extract, Step } from '@/lib/model/sequence';
import { stepTitle, type Exported, type ExportSource } from './exported';
import { simplePath } from './lookups';
import { plainRequest, type PlainBody } from './request-parts';

/** An Arazzo 1.0.1 workflow. It names operations by their path in an OpenAPI description that stands beside it. */
export function toArazzo(source: ExportSource): Exported {
  const warnings: string[] = [
    'Arazzo names operations of an OpenAPI description: put yours beside it as openapi.yaml',
  ];
  const inputs = Object.fromEntries(
    source.variables.map(({ name, default: value, prompt }) => [
      name,
      {
        type: 'string',
        ...(value === undefined ? {} : { default: value }),
        ...(prompt ? { description: prompt } : {}),
      },
    ]),
  );
  const origins = new Map<string, string>();
  const document = {
    arazzo: '1.0.1',
    info: {
      title: source.name,
      version: '1.0.0',
      ...(source.description ? { description: source.description } : {}),
    },
    sourceDescriptions: [{ name: 'api', url: './openapi.yaml', type: 'openapi' }],
    workflows: [
      {
        workflowId: 'sequence',
        summary: source.name,
        inputs: { type: 'object', properties: inputs },
        steps: source.steps.map((step, index) => stepOf(step, index, origins, warnings)),
      },
    ],
  };
  return { text: stringify(document), warnings };
}

function withoutEmpty(fields: Readonly<Record<string, object | null>>): Record<string, object | null> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && Object.keys(value).length > 0),
  );
}

/** Where each variable comes from: an input, or an output of the step that took it last. */
function reference(name: string, taken: ReadonlyMap<string, string>): string {
  const step = taken.get(name);
  return step === undefined ? `$inputs.${name}` : `$steps.${step}.outputs.${name}`;
}

function filled(text: string, taken: ReadonlyMap<string, string>): string {
  const [, whole] = /^\{\{\s*([^{}\s]+)\s*\}\}$/.exec(text) ?? [];
  if (whole !== undefined) return reference(whole, taken);
  return text.replace(/\{\{\s*([^{}\s]+)\s*\}\}/g, (_, name: string) => `{${reference(name, taken)}}`);
}

function stepOf(step: Step, index: number, taken: Map<string, string>, warnings: string[]) {
  const title = stepTitle(step, index);
  const plain = plainRequest(step.request);
  const warn = (warning: string): void => void warnings.push(`step ${title}: ${warning}`);
  plain.warnings.forEach(warn);
  const [, path = '/', query = ''] =
    /^(?:[a-z]+:\/\/[^/?#]*|\{\{[^{}]*\}\})?([^?#]*)(?:\?([^#]*))?/i.exec(plain.url) ?? [];
  const pointer = (path || '/').replaceAll('~', '~0').replaceAll('/', '~1');
  const stepId = `step-${index + 1}`;
  const parameters = [
    ...[...new URLSearchParams(query)].map(([name, value]) => ({
      name,
      in: 'query',
      value: filled(value, taken),
    })),
    ...plain.headers.map(([name, value]) => ({ name, in: 'header', value: filled(value, taken) })),
  ];
  const outputs = Object.fromEntries(step.extract.flatMap((extract) => outputOf(extract, warn)));
  const requestBody = bodyOf(plain.body, taken, warn);
  const criteria = step.assert.flatMap((check) => criterion(check, warn));
  for (const variable of Object.keys(outputs)) taken.set(variable, stepId);
  return {
    stepId,
    description: step.name,
    operationPath: `{$sourceDescriptions.api.url}#/paths/${pointer}/${plain.method.toLowerCase()}`,
    ...withoutEmpty({ parameters, requestBody, successCriteria: criteria }),
    ...(step.retries
      ? {
          onFailure: [
            { name: 'again', type: 'retry', retryAfter: step.retries.delay, retryLimit: step.retries.count },
          ],
        }
      : {}),
    ...withoutEmpty({ outputs }),
  };
}

function bodyOf(body: PlainBody, taken: ReadonlyMap<string, string>, warn: (warning: string) => void) {
  if (body.kind === 'none') return null;
  if (body.kind === 'form') {
    const payload = Object.fromEntries(body.fields.map(([name, value]) => [name, filled(value, taken)]));
    return { contentType: 'application/x-www-form-urlencoded', payload };
  }
  if (body.kind === 'content') {
    return { ...(body.type === null ? {} : { contentType: body.type }), payload: filled(body.text, taken) };
  }
  warn('its body is left out');
  return null;
}

function jsonPointer(path: string): string | null {
  const simple = simplePath(path);
  return (
    simple && simple.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  );
}

function outputOf(extract: Extract, warn: (warning: string) => void): [string, string][] {
  const { variable, from, expression } = extract;
  if (from === 'status') return [[variable, '$statusCode']];
  if (from === 'header') return [[variable, `$response.header.${expression}`]];
  const pointer = from === 'json' ? jsonPointer(expression) : null;
  if (pointer !== null) return [[variable, `$response.body#${pointer}`]];
  warn(`Arazzo cannot take ${variable} by ${from} ${expression}`);
  return [];
}

const COMPARISONS: Partial<Record<Assertion['operator'], string>> = {
  equals: '==',
  notEquals: '!=',
  lessThan: '<',
  greaterThan: '>',
};

function subjectOf({ source, expression = '' }: Assertion): string | null {
  if (source === 'status') return '$statusCode';
  if (source === 'header') return `$response.header.${expression}`;
  const pointer = source === 'json' ? jsonPointer(expression || '$') : null;
  return pointer === null ? null : `$response.body#${pointer}`;
}

function criterion(check: Assertion, warn: (warning: string) => void) {
  const { source, expression = '', operator, value } = check;
  const subject = subjectOf(check);
  const comparison = COMPARISONS[operator];
  if (subject === null || comparison === undefined) {
    warn(`Arazzo cannot check ${source} ${expression}`.trim());
    return [];
  }
  const wanted =
    typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value ?? null);
  return [{ condition: `${subject} ${comparison} ${wanted}` }];
}
