import { Buffer } from 'node:buffer';
import type { DiffRow } from '@/lib/model/run-diff';
import { diffJson, parseExactly } from './diff-json';
import { compareValues } from './diff-row';
import type { ComparedStep } from './diff-step';
import { diffText } from './diff-text';
import type { Masks } from './mask';

/**
 * What differs between two bodies: by JSON path where both are JSON, else line by line where both are text. Of what is no
 * text, and of what lies beyond the text that is given, it is only told whether the bytes are the same.
 */
export function diffBody(a: ComparedStep, b: ComparedStep, masks: Masks): DiffRow[] {
  if (Buffer.compare(a.body, b.body) === 0) return [];
  const [was, is] = [textOf(a), textOf(b)];
  if (was === null || is === null) return [sizes(a, b)];
  const rows = compareTexts(was, is, masks);
  const whole = was.whole && is.whole;
  return rows === null || (rows.length === 0 && !whole) ? [sizes(a, b)] : rows;
}

interface BodyText {
  text: string;
  /** false: only the beginning was given */
  whole: boolean;
}

function textOf({ result }: ComparedStep): BodyText | null {
  const body = result.exchange?.response?.body;
  return body?.text === undefined ? null : { text: body.text, whole: body.preview !== true };
}

function compareTexts(was: BodyText, is: BodyText, masks: Masks): DiffRow[] | null {
  const asJson = was.whole && is.whole ? diffAsJson(was.text, is.text, masks) : null;
  return asJson ?? diffText(was.text, is.text, masks);
}

function diffAsJson(before: string, after: string, masks: Masks): DiffRow[] | null {
  const [a, b] = [jsonOf(before), jsonOf(after)];
  if (!a || !b) return null;
  try {
    return diffJson(a.value, b.value, masks);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A page that happens to be a bare word or number is text. */
function jsonOf(text: string): { value: unknown } | null {
  return /^\s*[[{]/.test(text) ? parseExactly(text) : null;
}

/** The row for bodies that are only known to differ. */
function sizes(a: ComparedStep, b: ComparedStep): DiffRow {
  const row = compareValues('the bytes', `${a.body.length} bytes`, `${b.body.length} bytes`);
  return { ...row, word: 'changed' };
}
