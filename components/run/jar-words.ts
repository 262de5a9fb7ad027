import { formatCount } from '@/components/ui/quantity';
import type { StepResult } from '@/lib/model/run';
import { diffJars, type JarChange } from './jar-diff';

const CHANGES = ['added', 'changed', 'removed'] as const;

/** How many cookies of each fate a step left behind. */
function jarCounts({ jarBefore, jarAfter }: StepResult): Record<(typeof CHANGES)[number], number> {
  const counts: Record<JarChange, number> = { added: 0, changed: 0, removed: 0, same: 0 };
  for (const { change } of diffJars(jarBefore, jarAfter)) counts[change] += 1;
  return counts;
}

/** `jar: 1 cookie added, 2 changed`; null when the jar is as it was. */
export function jarWords(result: StepResult): string | null {
  const counts = jarCounts(result);
  const words = CHANGES.filter((change) => counts[change] > 0).map(
    (change, index) =>
      `${index === 0 ? formatCount(counts[change], 'cookie') : String(counts[change])} ${change}`,
  );
  return words.length === 0 ? null : `jar: ${words.join(', ')}`;
}

/** `+1 →2`, for where there is no room for words. */
export function jarSigns(result: StepResult): string {
  const { added, changed, removed } = jarCounts(result);
  return [added > 0 && `+${added}`, changed > 0 && `→${changed}`, removed > 0 && `−${removed}`]
    .filter(Boolean)
    .join(' ');
}
