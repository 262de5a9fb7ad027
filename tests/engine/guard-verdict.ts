import type { EgressPolicy } from '@/lib/engine/contract';
import { checkAddresses, checkUrl } from '@/lib/engine/guard';

export const CLOSED: EgressPolicy = { allowPrivate: false, allow: [], deny: [], self: [] };
export const OPEN: EgressPolicy = { ...CLOSED, allowPrivate: true };

/** `allowed`, or the stage that refused, after the URL check and, where answers are given, the check of the answers. */
export function verdict(url: string, policy: EgressPolicy, answers: string[] = []): string {
  const target = checkUrl(url, policy);
  if ('refused' in target) return target.stage;
  return (answers.length > 0 ? checkAddresses(target, answers, policy)?.stage : undefined) ?? 'allowed';
}
