import { RE2JS } from 're2js';

/** Whether a pattern is found in a text, on an engine of linear time. @throws Error when it is malformed */
export function patternFound(pattern: string, text: string): boolean {
  return RE2JS.compile(pattern).matcher(text).find();
}

/** What is wrong with a pattern, or null. */
export function patternFault(pattern: string): string | null {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'it cannot be read';
  }
}
