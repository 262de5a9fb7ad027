import type { Auth } from '@/lib/model/auth';
import type { Body } from '@/lib/model/body';
import type { RequestSpecInput } from '@/lib/model/request-spec';
import { ImportFault, stepOf, type Imported } from './imported';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];
/** What a request is made of; anything else is said to be left out. */
const KNOWN = new Set([
  'meta',
  'headers',
  'params:query',
  'query',
  'auth:basic',
  'auth:bearer',
  'docs',
  'settings',
  ...METHODS,
]);

/** A request of Bruno, as one of its `.bru` files holds it. */
export function brunoIn(content: string): Imported {
  const blocks = blocksOf(content);
  const method = METHODS.find((name) => blocks.has(name)) ?? '';
  const url = said(blocks, method, 'url');
  if (url === '') throw new ImportFault('This is no .bru file: it has no block like “get { url: … }”.');
  const left = [...blocks.keys()].filter((block) => !KNOWN.has(block) && !block.startsWith('body'));
  const spec = { method: method.toUpperCase(), url, ...partsOf(blocks) };
  const warnings: string[] = [];
  const own = left.map((block) => `its ${block} is left out`);
  const step = stepOf({ spec, warnings: own }, said(blocks, 'meta', 'name') || null, warnings);
  return { sequence: { name: step.name, steps: [step] }, warnings };
}

function partsOf(blocks: ReadonlyMap<string, string>): Partial<RequestSpecInput> {
  const headers = pairsOf(blocks.get('headers') ?? '');
  const body = bodyOf(blocks);
  const auth = authOf(blocks);
  return {
    ...(headers.length > 0 ? { headers } : {}),
    ...(body ? { body } : {}),
    ...(auth ? { auth } : {}),
  };
}

/** What a block says under a name; empty when it says nothing. */
function said(blocks: ReadonlyMap<string, string>, block: string, key: string): string {
  return pairsOf(blocks.get(block) ?? '').find(([name]) => name === key)?.[1] ?? '';
}

/** `name { … }` with the closing brace at the beginning of a line. */
function blocksOf(content: string): Map<string, string> {
  const blocks = content.matchAll(/^([a-z][\w:-]*)[ \t]*\{\r?\n([\s\S]*?)^\}/gm);
  return new Map([...blocks].map(([, name = '', inner = '']) => [name, inner]));
}

/** `name: value` lines; one that begins with `~` is switched off. */
function pairsOf(block: string): [string, string][] {
  return block.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, name, value = ''] = /^[ \t]*([^~:\s][^:]*):[ \t]*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name.trim(), value.trim()]];
  });
}

/** The text of a block, without the two spaces that it is set in by. */
function textOf(block: string): string {
  return block.replace(/^ {2}/gm, '').replace(/\r?\n$/, '');
}

function bodyOf(blocks: ReadonlyMap<string, string>): Body | null {
  const json = blocks.get('body:json') ?? blocks.get('body');
  if (json !== undefined) return { type: 'json', text: textOf(json) };
  const form = blocks.get('body:form-urlencoded');
  if (form !== undefined) return { type: 'form', fields: pairsOf(form) };
  const parts = blocks.get('body:multipart-form');
  if (parts !== undefined)
    return { type: 'multipart', parts: pairsOf(parts).map(([name, value]) => ({ name, value })) };
  const graphql = blocks.get('body:graphql');
  if (graphql !== undefined) return { type: 'graphql', query: textOf(graphql) };
  const text = blocks.get('body:text') ?? blocks.get('body:xml');
  return text === undefined ? null : { type: 'text', text: textOf(text) };
}

function authOf(blocks: ReadonlyMap<string, string>): Auth | null {
  if (blocks.has('auth:basic')) {
    const [username, password] = ['username', 'password'].map((key) => said(blocks, 'auth:basic', key));
    return { type: 'basic', username: username ?? '', password: password ?? '' };
  }
  return blocks.has('auth:bearer') ? { type: 'bearer', token: said(blocks, 'auth:bearer', 'token') } : null;
}
