import type { Step } from '@/lib/model/sequence';
import { below, type Place, type Publication } from './publication';
import type { Snapshot } from './publish';
import { keyShaped, kindByName } from './secrets';
import { secretSpans } from './secret-spans';

/**
 * Takes secret values out of the variables that a request, or the session, brings for itself. What is filled in is not
 * looked at again, so that no prompt can stand there: the variable goes, and a prompt of the sequence takes its place,
 * under another name where that one is taken.
 */
export function takeVariables(
  { steps, session }: Snapshot,
  publication: Publication,
): Pick<Snapshot, 'steps' | 'session'> {
  const taken = steps.map((step, index): Step => {
    const place: Place = { path: ['steps', String(index + 1), 'request', 'variables'], name: '' };
    const { request, renamed } = taking(step.request, 'request', place, publication);
    return { ...step, request: rename(request, renamed) as Step['request'] };
  });
  const own = taking(session, 'request', { path: ['session', 'variables'], name: '' }, publication);
  return {
    steps: own.renamed.size === 0 ? taken : (rename(taken, own.renamed) as Step[]),
    session: rename(own.request, own.renamed) as Snapshot['session'],
  };
}

function taking<T extends { variables?: Record<string, string> | undefined }>(
  holder: T,
  _what: 'request',
  place: Place,
  publication: Publication,
): { request: T; renamed: Map<string, string> } {
  const renamed = new Map<string, string>();
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(holder.variables ?? {})) {
    const kind = kindByName(name) ?? (keyShaped(value) || secretSpans(value).length > 0 ? 'token' : null);
    const put = kind && value !== '' ? publication.withhold(below(place, name), kind, value) : value;
    if (put === value) kept[name] = value;
    else renamed.set(name, put);
  }
  return { request: renamed.size === 0 ? holder : { ...holder, variables: kept }, renamed };
}

/** Every `{{name}}` under its new name, wherever it stands. */
function rename(value: unknown, renamed: ReadonlyMap<string, string>): unknown {
  if (renamed.size === 0) return value;
  if (typeof value === 'string') {
    return value.replace(
      /\{\{[ \t]*([^{}\s][^{}\r\n]*?)[ \t]*\}\}/g,
      (whole, name: string) => renamed.get(name) ?? whole,
    );
  }
  if (Array.isArray(value)) return value.map((item) => rename(item, renamed));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rename(item, renamed)]));
}
