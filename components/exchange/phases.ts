import type { Timings } from '@/lib/model/exchange';
import type { ShownHop } from './hops';

export type Phase = 'dnsMs' | 'connectMs' | 'tlsMs' | 'sendMs' | 'waitMs' | 'receiveMs';

/** What a hop spends its time on, in order, and the ground of its bar. */
export const PHASES: readonly { key: Phase; label: string; ground: string }[] = [
  { key: 'dnsMs', label: 'Name lookup', ground: 'bg-syntax-word' },
  { key: 'connectMs', label: 'Connect', ground: 'bg-moved' },
  { key: 'tlsMs', label: 'TLS', ground: 'bg-warn' },
  { key: 'sendMs', label: 'Send', ground: 'bg-syntax-key' },
  { key: 'waitMs', label: 'Wait', ground: 'bg-line-strong' },
  { key: 'receiveMs', label: 'Receive', ground: 'bg-good' },
];

/** One phase of a hop on the axis of the whole send. */
export interface Bar {
  label: string;
  ground: string;
  /** milliseconds since the first hop began */
  from: number;
  ms: number;
}

/** The phases of a hop that began `start` milliseconds after the first. */
function barsOf(timings: Timings, start: number): Bar[] {
  let from = start;
  return PHASES.flatMap(({ key, label, ground }) => {
    const ms = timings[key];
    if (ms === null) return [];
    const bar = { label, ground, from, ms };
    from += ms;
    return [bar];
  });
}

/** Each hop with its bars, and how long it all took; hops follow one another without a gap. */
export function waterfall(hops: readonly ShownHop[]): {
  lanes: { hop: ShownHop; start: number; bars: Bar[] }[];
  total: number;
} {
  let start = 0;
  const lanes = hops.map((hop) => {
    const lane = { hop, start, bars: barsOf(hop.timings, start) };
    start += hop.timings.totalMs;
    return lane;
  });
  return { lanes, total: Math.max(start, 0.001) };
}
