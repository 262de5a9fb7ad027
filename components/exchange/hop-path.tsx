import clsx from 'clsx';
import { StatusShape, statusTone } from '@/components/ui/status-text';
import { hopsOf, type ShownHop } from './hops';
import type { ExchangeRecord } from '@/lib/model/exchange';

export interface HopPathProps {
  record: ExchangeRecord;
  /** the hop in view, by its number; null: none */
  current: number | null;
  onOpen: (hop: number) => void;
}

/** `POST /login 302 ─► GET /welcome 200`: the way a send took. Each hop opens; nothing stands here without a detour. */
export function HopPath({ record, current, onOpen }: HopPathProps) {
  const hops = hopsOf(record);
  if (hops.length < 2) return null;
  return (
    <nav aria-label="Path of the send" className="bg-panel shrink-0 border-b">
      <ol className="scroll-sideways flex items-center px-2">
        {hops.map((hop, index) => (
          <li key={hop.number} className="flex shrink-0 items-center">
            {index > 0 ? (
              <span aria-hidden="true" className="text-faint px-0.5 font-mono text-sm">
                ─►
              </span>
            ) : null}
            <button
              type="button"
              aria-current={hop.number === current ? 'true' : undefined}
              title={hop.request.url}
              onClick={() => onOpen(hop.number)}
              className={clsx(
                'hover:bg-hover flex h-7 items-center gap-1.5 rounded-sm px-1.5 font-mono text-sm -outline-offset-2!',
                hop.number === current && 'bg-accent-wash',
              )}
            >
              <span className="font-semibold">{hop.request.method}</span>
              <span className="max-w-64 truncate">{shownUrl(hop, hops[index - 1])}</span>
              <Status hop={hop} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Status({ hop: { response } }: { hop: ShownHop }) {
  return (
    <span className="text-muted inline-flex items-center gap-1">
      <StatusShape tone={statusTone(response?.status ?? null)} />
      {response?.status ?? 'no answer'}
    </span>
  );
}

/** The path alone where the origin is the one of the hop before; of the first hop always. */
function shownUrl(hop: ShownHop, before: ShownHop | undefined): string {
  try {
    const { origin, host, pathname, search } = new URL(hop.request.url);
    const same = before === undefined || new URL(before.request.url).origin === origin;
    return (same ? '' : host) + pathname + search;
  } catch {
    return hop.request.url;
  }
}
