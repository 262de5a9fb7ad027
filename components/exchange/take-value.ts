import type { Assertion, Extract } from '@/lib/model/sequence';

/** What the page can do with a value of a response: keep it for later requests, or expect it to stay so. */
export interface TakeValue {
  extract: (extract: Extract) => void;
  assert: (assertion: Assertion) => void;
}

/** A name for a value by its path: `$.user['access-token']` gives `access_token`. */
function variableName(path: string): string {
  const names = path.match(/[A-Za-z_][\w-]*/g);
  return (names?.at(-1) ?? 'value').replaceAll('-', '_');
}

/** Takes the value at a path under a name made of it. */
export function extractOf(path: string): Extract {
  return { variable: variableName(path), from: 'json', expression: path };
}

/** Expects a scalar (as it stands in the text) at a path; of anything that holds others, that it exists. */
export function assertionOf(path: string, scalar: string | null): Assertion {
  const here = { source: 'json', expression: path } as const;
  if (scalar === null) return { ...here, operator: 'exists' };
  return { ...here, operator: 'equals', value: JSON.parse(scalar) as string | number | boolean | null };
}
