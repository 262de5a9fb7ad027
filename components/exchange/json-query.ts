import type { jsonpath as Library } from 'json-p3';
import type { Location } from './json-path';

/**
 * Where the values are that a JSONPath query (RFC 9535) selects. The library loads with the first query.
 * @throws Error in words when the text is not JSON or the query is malformed
 */
export async function jsonQuery(text: string, query: string): Promise<Location[]> {
  const { jsonpath } = await import('json-p3');
  const value = parsed(text);
  try {
    return [...jsonpath.query(query, value)].map(({ location }) => location);
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    throw new Error(
      `This is no JSONPath: ${said || 'it cannot be read'}. It begins with $, like $.items[0].`,
    );
  }
}

type JsonValue = Parameters<typeof Library.query>[1];

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new Error('Only whole JSON can be filtered, and this text is cut off or not JSON.');
  }
}
