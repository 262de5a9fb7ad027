import { parse } from 'yaml';
import { z } from 'zod';
import type { Body } from '@/lib/model/body';
import { VARIABLE_NAME, type SequenceVariable, type StepInput } from '@/lib/model/sequence';
import { checksOf, sourceOf } from './arazzo-criteria';
import { bodyOfText } from './body-in';
import { ImportFault, type Imported } from './imported';

const Parameter = z.object({ name: z.string(), in: z.string().default('query'), value: z.unknown() });
const Criterion = z.object({
  condition: z.string(),
  context: z.string().optional(),
  type: z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]).optional(),
});
const ArazzoStep = z.object({
  stepId: z.string(),
  description: z.string().optional(),
  operationId: z.string().optional(),
  operationPath: z.string().optional(),
  workflowId: z.string().optional(),
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.object({ contentType: z.string().optional(), payload: z.unknown() }).nullable().optional(),
  successCriteria: z.array(Criterion).default([]),
  outputs: z.record(z.string(), z.unknown()).default({}),
  onFailure: z.array(z.record(z.string(), z.unknown())).default([]),
});
type ArazzoStep = z.infer<typeof ArazzoStep>;
const Input = z.object({
  default: z.unknown().optional(),
  description: z.string().optional(),
  format: z.string().optional(),
});
const Document = z.object({
  arazzo: z.string().regex(/^1\./),
  info: z.object({ title: z.string().default('Arazzo') }).default({ title: 'Arazzo' }),
  workflows: z
    .array(
      z.object({
        workflowId: z.string(),
        summary: z.string().optional(),
        description: z.string().optional(),
        inputs: z.object({ properties: z.record(z.string(), Input).default({}) }).optional(),
        steps: z.array(ArazzoStep),
      }),
    )
    .min(1),
});
const OPERATION = /#\/paths\/([^/]+)\/([a-z]+)$/;

/**
 * An Arazzo 1.0 description: its first workflow. An operation that is named by its path is asked for as it stands; one
 * named by its id stands in an OpenAPI description, which is not fetched, so that its address has to be filled in.
 */
export function arazzoIn(content: string): Imported {
  const parsed = Document.safeParse(parsedYaml(content));
  if (!parsed.success) throw new ImportFault('This is no Arazzo 1 description with a workflow.');
  const { info, workflows } = parsed.data;
  const [workflow] = workflows;
  if (!workflow) throw new ImportFault('There is no workflow in this Arazzo description.');
  const reader = new WorkflowReader();
  if (workflows.length > 1)
    reader.warnings.push(
      `Only the first of ${workflows.length} workflows, ${workflow.workflowId}, was taken.`,
    );
  const steps = workflow.steps.flatMap((step) => reader.step(step));
  const inputs = variablesOf(workflow.inputs?.properties ?? {});
  return {
    sequence: {
      ...titleOf(workflow, info.title),
      steps,
      variables: inputs.some(({ name }) => name === 'base') ? inputs : [{ name: 'base' }, ...inputs],
    },
    warnings: reader.warnings,
  };
}

function titleOf(
  { summary = '', description = '' }: { summary?: string | undefined; description?: string | undefined },
  title: string,
) {
  const name = (summary.trim() || title.trim()).slice(0, 200) || 'Arazzo';
  return { name, description: description.slice(0, 10_000) };
}

function variablesOf(properties: Readonly<Record<string, z.infer<typeof Input>>>): SequenceVariable[] {
  return Object.entries(properties).map(([name, input]) => ({
    name: nameOf(name),
    secret: input.format === 'password',
    ...(input.default === undefined ? {} : { default: textOf(input.default) }),
    ...(input.description ? { prompt: input.description.slice(0, 200) } : {}),
  }));
}

function parsedYaml(content: string): unknown {
  try {
    return parse(content);
  } catch (error) {
    throw new ImportFault(`This is no YAML and no JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

/** What steps before have put out, by `step.output`, and the sentences of what was left out. */
class WorkflowReader {
  readonly warnings = ['The server is named by the OpenAPI description beside it: set the variable base.'];
  readonly #outputs = new Map<string, string>();

  step(step: ArazzoStep): StepInput[] {
    const title = (step.description?.trim() || step.stepId).slice(0, 200);
    const warn = (sentence: string): void => void this.warnings.push(`${title}: ${sentence}`);
    if (step.workflowId !== undefined) {
      warn(`it runs the workflow ${step.workflowId}, and is left out`);
      return [];
    }
    const request = this.#request(step, this.#operation(step, warn), warn);
    const assert = step.successCriteria.flatMap((one) => checksOf(one, (text) => this.filled(text), warn));
    const again = step.onFailure.find(({ type }) => type === 'retry');
    const extract = this.#outputsOf(step, warn);
    return [{ name: title, request, extract, assert, ...(again ? { retries: retriesOf(again) } : {}) }];
  }

  #operation(
    { operationPath = '', operationId = '' }: ArazzoStep,
    warn: (sentence: string) => void,
  ): { method: string; path: string } {
    const [, pointer, verb = 'get'] = OPERATION.exec(operationPath) ?? [];
    if (pointer !== undefined)
      return { method: verb.toUpperCase(), path: pointer.replaceAll('~1', '/').replaceAll('~0', '~') };
    warn(`its operation ${operationId} is in the OpenAPI description: fill in method and address`);
    return { method: 'GET', path: `/${operationId}` };
  }

  /** `$inputs.user` → `{{user}}`, alone or in braces within a text. */
  filled(text: string): string {
    const whole = this.#variable(text.trim());
    if (whole !== null) return `{{${whole}}}`;
    return text.replace(/\{(\$[^{}]+)\}/g, (all, expression: string) => {
      const variable = this.#variable(expression);
      return variable === null ? all : `{{${variable}}}`;
    });
  }

  #variable(expression: string): string | null {
    const [, input] = /^\$inputs\.([\w.-]+)$/.exec(expression) ?? [];
    if (input !== undefined) return nameOf(input);
    const [, step, output] = /^\$steps\.([\w-]+)\.outputs\.([\w.-]+)$/.exec(expression) ?? [];
    return step === undefined ? null : (this.#outputs.get(`${step}.${output ?? ''}`) ?? nameOf(output ?? ''));
  }

  #request(
    { parameters, requestBody }: ArazzoStep,
    { method, path }: { method: string; path: string },
    warn: (sentence: string) => void,
  ): StepInput['request'] {
    const read = parameters.flatMap((one) => {
      const parameter = Parameter.safeParse(one);
      if (!parameter.success) warn('a parameter that is a reference is left out');
      return parameter.success ? [parameter.data] : [];
    });
    const within = (place: string): [string, string][] =>
      read.filter((one) => one.in === place).map(({ name, value }) => [name, this.filled(textOf(value))]);
    const filled = within('path').reduce((url, [name, value]) => url.replaceAll(`{${name}}`, value), path);
    const body = requestBody ? this.#body(requestBody) : null;
    return {
      method,
      url: `{{base}}${filled}`,
      ...(within('query').length > 0 ? { params: within('query') } : {}),
      ...(within('header').length > 0 ? { headers: within('header') } : {}),
      ...(within('cookie').length > 0 ? { cookies: Object.fromEntries(within('cookie')) } : {}),
      ...(body ? { body } : {}),
    };
  }

  #body({ contentType, payload }: NonNullable<ArazzoStep['requestBody']>): Body {
    const isForm = contentType?.startsWith('application/x-www-form-urlencoded') ?? false;
    if (isForm && typeof payload === 'object' && payload !== null) {
      const fields = Object.entries(payload).map(([name, value]): [string, string] => [
        name,
        this.filled(textOf(value)),
      ]);
      return { type: 'form', fields };
    }
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload ?? null, null, 2);
    return bodyOfText(this.#inText(text), contentType ?? 'application/json');
  }

  /** In JSON an expression is a string of its own, or stands in braces. */
  #inText(text: string): string {
    return this.filled(
      text.replace(/"(\$(?:inputs|steps)\.[^"]+)"/g, (all, expression: string) => {
        const variable = this.#variable(expression);
        return variable === null ? all : `"{{${variable}}}"`;
      }),
    );
  }

  #outputsOf({ stepId, outputs }: ArazzoStep, warn: (sentence: string) => void): StepInput['extract'] {
    return Object.entries(outputs).flatMap(([name, expression]) => {
      const taken = new Set(this.#outputs.values());
      const variable = taken.has(nameOf(name)) ? nameOf(`${stepId}_${name}`) : nameOf(name);
      this.#outputs.set(`${stepId}.${name}`, variable);
      const source = sourceOf(textOf(expression));
      if (!source) warn(`its output ${name} (${textOf(expression)}) is left out`);
      return source ? [{ variable, ...source }] : [];
    });
  }
}

function retriesOf({ retryAfter, retryLimit }: Record<string, unknown>): { count: number; delay: number } {
  const number = (value: unknown, usual: number, most: number): number =>
    typeof value === 'number' ? Math.min(Math.max(value, 0), most) : usual;
  return { count: Math.max(1, Math.floor(number(retryLimit, 1, 100))), delay: number(retryAfter, 1, 60) };
}

function nameOf(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_.-]+/g, '_').slice(0, 63);
  return VARIABLE_NAME.test(plain) ? plain : `_${plain}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
