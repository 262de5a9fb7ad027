import { diffArrays } from 'diff';
import { isLosslessNumber, parse } from 'lossless-json';
import type { DiffRow } from '@/lib/model/run-diff';
import { compareValues } from './diff-row';
import type { Masks } from './mask';

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;
const ALIGN_MS = 200;

/** JSON with its numbers as they were written; null for text that is none, or is nested beyond reason. */
export function parseExactly(text: string): { value: unknown } | null {
  try {
    return { value: parse(text) };
  } catch {
    return null;
  }
}

/**
 * What differs between two JSON values, each by its JSONPath (RFC 9535 §2.7, short names with a dot). What is simply the
 * same is not listed; what a mask makes the same is.
 * @throws RangeError for values nested beyond reason
 */
export function diffJson(before: unknown, after: unknown, masks: Masks): DiffRow[] {
  const rows: DiffRow[] = [];
  compare('$', before, after, { masks, rows });
  return rows;
}

interface Ground {
  masks: Masks;
  rows: DiffRow[];
}

function compare(path: string, before: unknown, after: unknown, ground: Ground): void {
  if (Array.isArray(before) && Array.isArray(after)) compareLists(path, before, after, ground);
  else if (isObject(before) && isObject(after)) compareObjects(path, before, after, ground);
  else compareLeaves(path, before, after, ground);
}

function compareLeaves(path: string, before: unknown, after: unknown, ground: Ground): void {
  const [a, b] = [jsonText(before), jsonText(after)];
  if (a === b || sameNumber(before, after)) return;
  ground.rows.push(compareValues(path, a, b, { masks: ground.masks, on: 'json', name: path }));
}

function compareObjects(
  path: string,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  ground: Ground,
): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const at = PLAIN_KEY.test(key) ? `${path}.${key}` : `${path}['${key.replaceAll("'", "\\'")}']`;
    if (!Object.hasOwn(after, key)) alone(at, before[key], 'before', ground);
    else if (!Object.hasOwn(before, key)) alone(at, after[key], 'after', ground);
    else compare(at, before[key], after[key], ground);
  }
}

function alone(path: string, value: unknown, side: 'before' | 'after', { masks, rows }: Ground): void {
  const text = jsonText(value);
  const [before, after] = side === 'before' ? [text, null] : [null, text];
  rows.push(compareValues(path, before, after, { masks, on: 'json', name: path }));
}

/** Item by item where both are as long; else what moved by an insertion or a deletion is found again. */
function compareLists(path: string, before: unknown[], after: unknown[], ground: Ground): void {
  if (before.length === after.length) {
    before.forEach((item, index) => compare(`${path}[${index}]`, item, after[index], ground));
    return;
  }
  for (const [a, b] of align(path, before, after, ground.masks)) {
    if (a === null && b !== null) alone(`${path}[${b}]`, after[b], 'after', ground);
    else if (b === null && a !== null) alone(`${path}[${a}]`, before[a], 'before', ground);
    else if (a !== null && b !== null) compare(`${path}[${b}]`, before[a], after[b], ground);
  }
}

/** Which item of one list is which of the other, by what they hold; null: there is none. */
function align(
  path: string,
  before: unknown[],
  after: unknown[],
  masks: Masks,
): [number | null, number | null][] {
  const key = (item: unknown): string =>
    masks.apply('json', `${path}[*]`, canonical(item, `${path}[*]`, masks)).text;
  const changes = diffArrays(before.map(key), after.map(key), { timeout: ALIGN_MS }) ?? [];
  const pairs: [number | null, number | null][] = [];
  let [a, b] = [0, 0];
  const gone: number[] = [];
  const flush = (): void => void pairs.push(...gone.splice(0).map((at): [number, null] => [at, null]));
  for (const { added, removed, count } of changes) {
    for (let i = 0; i < count; i += 1) {
      if (removed) gone.push(a++);
      // What came in the place of something is that thing, changed.
      else if (added) pairs.push([gone.shift() ?? null, b++]);
      else {
        flush();
        pairs.push([a++, b++]);
      }
    }
  }
  flush();
  return changes.length > 0 ? pairs : before.map((_, at) => [at, at < after.length ? at : null]);
}

/** An item as text with what is masked in it taken out, so that two of which only ids differ are found to be the same. */
function canonical(value: unknown, path: string, masks: Masks): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, `${path}[*]`, masks)).join()}]`;
  if (!isObject(value)) return masks.apply('json', path, jsonText(value)).text;
  const fields = Object.keys(value).sort();
  return `{${fields.map((name) => `${JSON.stringify(name)}:${canonical(value[name], `${path}.${name}`, masks)}`).join()}}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/** 1.0 and 1 are the same number; those that a double cannot tell apart are compared by their digits. */
function sameNumber(a: unknown, b: unknown): boolean {
  if (!isLosslessNumber(a) || !isLosslessNumber(b)) return false;
  const exact = (text: string): boolean => text.replaceAll(/\D/g, '').length <= 15;
  return exact(a.value) && exact(b.value) && Number(a.value) === Number(b.value);
}

/** A value as JSON writes it, numbers digit for digit. */
function jsonText(value: unknown): string {
  if (isLosslessNumber(value)) return value.value;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(', ')}]`;
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([name, item]) => `${JSON.stringify(name)}: ${jsonText(item)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value ?? null);
}
