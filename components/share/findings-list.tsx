'use client';
import clsx from 'clsx';
import { Checkbox } from '@/components/ui/checkbox';
import { Skeleton } from '@/components/ui/skeleton';
import type { Finding } from '@/lib/model/share';
import { KIND_WORDS, placeWords } from './finding-words';

/** Everything the link would give away, and what becomes of each: asked of the visitor, or knowingly revealed. */
export function FindingsList({
  findings,
  reveal,
  onReveal,
}: {
  findings: readonly Finding[] | null;
  reveal: ReadonlySet<string>;
  onReveal: (where: string, revealed: boolean) => void;
}) {
  if (!findings) return <Skeleton className="h-20 w-full" />;
  if (findings.length === 0)
    return <p className="text-muted">No password, token, key or cookie was found in these steps.</p>;
  return (
    <ul aria-label="What was found" className="rounded border">
      {findings.map((finding) => {
        const revealed = reveal.has(finding.where);
        return (
          <li
            key={finding.where}
            className={clsx(
              'flex flex-col gap-0.5 border-b px-3 py-2 last:border-b-0',
              revealed && 'bg-warn-wash',
            )}
          >
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-semibold wrap-anywhere">{placeWords(finding.where)}</span>
              <span className="text-muted text-sm">{KIND_WORDS[finding.kind]}</span>
              <code className="text-sm wrap-anywhere">{finding.preview}</code>
            </p>
            <div className="flex flex-wrap items-center justify-between gap-x-4">
              <p className={clsx('text-sm', revealed ? 'text-warn font-semibold' : 'text-muted')}>
                {revealed ? (
                  'Everyone with the link can read it.'
                ) : finding.prompt ? (
                  <>
                    Taken out: visitors are asked for <code>{`{{${finding.prompt}}}`}</code>
                  </>
                ) : (
                  'Taken out: visitors are asked for it.'
                )}
              </p>
              <Checkbox
                label="Reveal"
                aria-label={`Reveal ${placeWords(finding.where)}`}
                checked={revealed}
                onChange={(event) => onReveal(finding.where, event.target.checked)}
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
