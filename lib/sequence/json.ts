import { jsonpath } from 'json-p3';
import { RE2JS } from 're2js';

/** Parses JSON text; null when it is none, so that a JSON `null` and "no JSON" stay apart. */
export function parseJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/** `match` and `search` of RFC 9535 on an engine of linear time: the pattern comes from a stranger. */
function regexFunction(whole: boolean): jsonpath.FilterFunction {
  return {
    argTypes: [jsonpath.FunctionExpressionType.ValueType, jsonpath.FunctionExpressionType.ValueType],
    returnType: jsonpath.FunctionExpressionType.LogicalType,
    call(text: unknown, pattern: unknown): boolean {
      if (typeof text !== 'string' || typeof pattern !== 'string') return false;
      try {
        const regex = RE2JS.compile(pattern, RE2JS.DOTALL);
        return whole ? regex.matches(text) : regex.matcher(text).find();
      } catch {
        return false;
      }
    },
  };
}

const environment = new jsonpath.JSONPathEnvironment();
environment.functionRegister.set('match', regexFunction(true));
environment.functionRegister.set('search', regexFunction(false));

/**
 * The values a JSONPath query selects (RFC 9535), in document order.
 * @throws Error with a message for the user when the query is malformed
 */
export function queryJson(value: unknown, path: string): unknown[] {
  return compiled(path)
    .query(value as Parameters<typeof environment.query>[1])
    .values();
}

/** Paths that were read, since a sequence asks by the same ones again. */
const MOST_PATHS = 500;
const paths = new Map<string, ReturnType<typeof environment.compile>>();

function compiled(path: string): ReturnType<typeof environment.compile> {
  const known = paths.get(path);
  if (known !== undefined) return known;
  const query = environment.compile(path);
  if (paths.size >= MOST_PATHS) paths.clear();
  paths.set(path, query);
  return query;
}

/** A JSON value as the text a variable holds: strings as they are, the rest as JSON. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What is wrong with a JSONPath query, or null. */
export function jsonPathFault(path: string): string | null {
  try {
    environment.compile(path);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'it cannot be read';
  }
}
