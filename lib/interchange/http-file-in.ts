import type { SequenceVariable } from '@/lib/model/sequence';
import { httpIn } from './http-in';
import { ImportFault, stepOf, type Imported } from './imported';

const VARIABLE = /^@([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(.*)$/;
const PROMPT = /^(?:#|\/\/)[ \t]*@prompt[ \t]+([A-Za-z_][\w.-]*)[ \t]*(.*)$/;
const NAME = /^(?:#|\/\/)[ \t]*@name[ \t]+(.+)$/;

/** A `.http` file of editors: requests between `###`, variables by `@name = value`. Scripts are left out. */
export function httpFileIn(content: string): Imported {
  const warnings: string[] = [];
  const variables: SequenceVariable[] = [];
  const steps = content.split(/^###/m).flatMap((block, index) => {
    const [title = '', ...rest] = index === 0 ? ['', ...block.split(/\r?\n/)] : block.split(/\r?\n/);
    const lines = rest.filter((line) => !takeVariable(line, variables));
    const named = lines.map((line) => NAME.exec(line)?.[1]).find((name) => name !== undefined);
    const text = withoutScripts(lines, named ?? title, warnings).join('\n');
    if (!/^[A-Z]+[ \t]+\S/m.test(text)) return [];
    return [stepOf(httpIn(text), (named ?? title).trim() || null, warnings)];
  });
  if (steps.length === 0)
    throw new ImportFault('There is no request in this: a line like “GET https://…” begins one.');
  return { sequence: { name: 'http', steps, variables }, warnings };
}

function takeVariable(line: string, variables: SequenceVariable[]): boolean {
  const [, name, value = ''] = VARIABLE.exec(line) ?? [];
  const [, asked, prompt = ''] = PROMPT.exec(line) ?? [];
  if (name !== undefined) variables.push({ name, default: value.trim(), secret: false });
  if (asked !== undefined) variables.push({ name: asked, secret: false, ...(prompt ? { prompt } : {}) });
  return name !== undefined || asked !== undefined;
}

/** `> {% … %}` after a request, `< {% … %}` before it. */
function withoutScripts(lines: readonly string[], title: string, warnings: string[]): string[] {
  const kept: string[] = [];
  let inside = false;
  for (const line of lines) {
    if (/^[<>][ \t]*\{%/.test(line)) {
      inside = true;
      warnings.push(
        `${title.trim() || 'A request'}: its script is left out; take values and check them in the step.`,
      );
    }
    if (!inside) kept.push(line);
    if (line.includes('%}')) inside = false;
  }
  return kept;
}
