import { StatusText } from '@/components/ui/status-text';
import type { ShownHop } from './hops';
import { withoutPassword } from './shown-url';

/** `1 POST https://shop.test/login → 302 Found` */
export function HopTitle({ hop }: { hop: ShownHop }) {
  return (
    <span className="min-w-0 flex-1 font-mono text-sm leading-5">
      <span className="text-faint">{hop.number}</span>{' '}
      <span className="font-semibold">{hop.request.method}</span>{' '}
      <span className="break-all">{withoutPassword(hop.request.url)}</span>{' '}
      <span aria-hidden="true" className="text-faint">
        →
      </span>{' '}
      {hop.response ? (
        <StatusText status={hop.response.status} reason={hop.response.reason} />
      ) : (
        <span className="text-bad">no answer</span>
      )}
    </span>
  );
}
