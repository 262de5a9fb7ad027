import { checkWords } from '@/components/run/check-words';
import { readRequest } from './step-request';
import { assertionOf, type StepDraft } from './sequence-draft';

/** Method and URL of a step, whichever way it is being edited. */
export function targetOf({ json, fields }: StepDraft): { method: string; url: string } {
  if (json === null) return { method: fields.method.trim() || 'GET', url: fields.url };
  const read = readRequest(json);
  return 'fault' in read ? { method: '?', url: '' } : { method: read.request.method, url: read.request.url };
}

/** `takes csrf · checks status is 200`. */
export function summaryOf({ extract, assert, onFailure, retries }: StepDraft): string {
  const parts = [];
  if (extract.length > 0) parts.push(`takes ${extract.map(({ variable }) => variable || '…').join(', ')}`);
  if (assert.length === 1 && assert[0]) parts.push(`checks ${checkWords(assertionOf(assert[0]))}`);
  if (assert.length > 1) parts.push(`${assert.length} checks`);
  if (Number(retries) > 0) parts.push(`tries again up to ${retries} times`);
  if (onFailure === 'continue') parts.push('goes on at failure');
  return parts.join(' · ');
}
