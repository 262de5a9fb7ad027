import clsx from 'clsx';
import { CornerDownRight } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { Offer } from '@/lib/model/offer';

/** Pages with more forms than this are lists of buttons. */
const SHOWN = 4;

/** The next steps that a response suggests, each with what it takes by itself and what is left to type. */
export function OfferList({
  offers,
  onTake,
  busy = false,
  className,
}: {
  offers: readonly Offer[];
  /** counts from 0 */
  onTake: (number: number) => void;
  busy?: boolean;
  className?: string;
}) {
  if (offers.length === 0) return null;
  return (
    <section aria-label="Next steps found in this response" className={clsx('bg-panel', className)}>
      <ul className="divide-line divide-y">
        {offers.slice(0, SHOWN).map((offer, number) => (
          <li key={number} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
            <p className="min-w-0 flex-1 basis-52 wrap-anywhere">
              <span className="font-semibold">{sentenceCase(offer.title)}</span>{' '}
              <span className="text-muted">{wordsOf(offer)}</span>
            </p>
            <Button
              size="sm"
              aria-disabled={busy}
              aria-label={`Make the next step: ${offer.title}`}
              icon={<CornerDownRight aria-hidden="true" className="size-3.5" />}
              onClick={() => !busy && onTake(number)}
            >
              Make the next step
            </Button>
          </li>
        ))}
      </ul>
      {offers.length > SHOWN ? (
        <p className="text-faint px-3 pb-1.5 text-sm">and {offers.length - SHOWN} more forms</p>
      ) : null}
    </section>
  );
}

function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function wordsOf({ kind, bound, open, step }: Offer): string {
  if (kind !== 'form') return `goes back in the header ${step.request.headers?.[0]?.[0] ?? ''}`;
  const hidden = bound.length > 0 ? `with hidden ${bound.join(', ')}` : '';
  const typed = open.length > 0 ? `asks for ${open.join(', ')}` : '';
  return [hidden, typed].filter(Boolean).join(' · ');
}
