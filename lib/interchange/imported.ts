import type { SequenceInput, StepInput } from '@/lib/model/sequence';
import type { ReadRequest } from './read-request';

/** A sequence read from another tool's format, and in sentences what of it could not be taken over. */
export interface Imported {
  sequence: SequenceInput;
  warnings: string[];
}

/** A file that is not in the format it was said to be in. The message says what is wrong. */
export class ImportFault extends Error {}

/** Headers that each send makes anew, or that a jar answers for. */
const OWN = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'cookie']);

export function isOwnHeader(name: string): boolean {
  return name.startsWith(':') || OWN.has(name.toLowerCase());
}

/** A step of a request that was read; without a name it has its method and path. */
export function stepOf(read: ReadRequest, name: string | null, warnings: string[]): StepInput {
  const { method = 'GET', url } = read.spec;
  const path = url.replace(/^(\{\{[^{}]*\}\}|[a-z]+:\/\/[^/?#]*)/i, '').replace(/[?#].*$/s, '');
  const title = (name?.trim() || `${method} ${path || '/'}`).slice(0, 200);
  warnings.push(...read.warnings.map((warning) => `${title}: ${warning}`));
  return { name: title, request: read.spec };
}

/** JSON, or a fault that says so. */
export function parseAs(format: string, content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    throw new ImportFault(
      `This ${format} is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}`,
    );
  }
}
