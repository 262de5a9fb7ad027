import type { ExchangeRecord } from '@/lib/model/exchange';
import { hopsOf } from './hops';

/** What a send changed in the jar. Names in the order in which they came. */
export interface JarMoves {
  added: string[];
  changed: string[];
  removed: string[];
}

/** A cookie that was set twice on the way counts once; one that came and went counts as gone; one set as it was not at all. */
export function jarMoves(record: ExchangeRecord): JarMoves {
  const fate = new Map<string, keyof JarMoves>();
  for (const { cookies } of hopsOf(record)) {
    for (const { name, replaced } of cookies.stored) {
      if (replaced?.changed.length === 0) continue;
      if (fate.get(name) !== 'added') fate.set(name, replaced ? 'changed' : 'added');
    }
    for (const { name } of cookies.removed) fate.set(name, 'removed');
  }
  const names = (wanted: keyof JarMoves) =>
    [...fate].filter(([, one]) => one === wanted).map(([name]) => name);
  return { added: names('added'), changed: names('changed'), removed: names('removed') };
}

/** `+2 ~1 −1`; '' when nothing changed. */
export function changeMarks({ added, changed, removed }: JarMoves): string {
  return [
    added.length > 0 ? `+${String(added.length)}` : '',
    changed.length > 0 ? `~${String(changed.length)}` : '',
    removed.length > 0 ? `−${String(removed.length)}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The same for a sentence: `2 added, 1 changed`. */
export function changeWords({ added, changed, removed }: JarMoves): string {
  const words = [
    added.length > 0 ? `${String(added.length)} added` : '',
    changed.length > 0 ? `${String(changed.length)} changed` : '',
    removed.length > 0 ? `${String(removed.length)} removed` : '',
  ].filter(Boolean);
  return words.length > 0 ? words.join(', ') : 'nothing changed';
}
