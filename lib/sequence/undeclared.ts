import type { Sequence, SequenceVariable } from '@/lib/model/sequence';
import type { SessionSettings } from '@/lib/model/session';
import { kindByName } from './secrets';

const NAME = /\{\{[ \t]*([A-Za-z_][\w.-]{0,63})[ \t]*\}\}/g;

/**
 * Variables that the steps use and that neither the sequence, the session nor a step brings: they come out of an
 * environment, which no link takes along, so that whoever replays it has to be asked.
 */
export function undeclared(
  { steps, variables }: Pick<Sequence, 'steps' | 'variables'>,
  session: SessionSettings,
): SequenceVariable[] {
  const known = new Set([
    ...variables.map(({ name }) => name),
    ...Object.keys(session.variables),
    ...steps.flatMap(({ extract, request }) => [
      ...extract.map(({ variable }) => variable),
      ...Object.keys(request.variables ?? {}),
    ]),
  ]);
  const text = JSON.stringify([steps.map(({ request }) => request), { ...session, variables: {} }]);
  const names = new Set([...text.matchAll(NAME)].map(([, name = '']) => name));
  return [...names]
    .filter((name) => !known.has(name))
    .map((name) => ({ name, secret: kindByName(name) !== null }));
}
