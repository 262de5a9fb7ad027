'use client';
import clsx from 'clsx';
import { Checkbox } from '@/components/ui/checkbox';
import { Skeleton } from '@/components/ui/skeleton';
import type { Finding } from '@/lib/model/share';
import { findingsSentence, KIND_WORDS, placeWords } from './finding-words';

const FEW = 2;

/** Everything the link would give away, and what becomes of each: asked of the visitor, masked, or knowingly revealed. */
export function FindingsList({
  findings,
  sends,
  reveal,
  onReveal,
}: {
  findings: readonly Finding[] | null;
  /** whether anything is sent again, so that visitors are asked */
  sends: boolean;
  reveal: ReadonlySet<string>;
  onReveal: (where: string, revealed: boolean) => void;
}) {
  if (!findings) return <Skeleton className="h-20 w-full" />;
  if (findings.length === 0)
    return <p className="text-muted">No password, token, key or cookie was found in what the link shows.</p>;
  return (
    <>
      <p className="text-muted" role="status">
        {findingsSentence(findings, sends)}
      </p>
      <ul
        aria-label="What was found"
        tabIndex={0}
        className="scroll-thin max-h-80 overflow-y-auto rounded border"
      >
        {findings.map((finding) => (
          <FindingRow
            key={finding.where}
            finding={finding}
            sends={sends}
            revealed={reveal.has(finding.where)}
            onReveal={onReveal}
          />
        ))}
      </ul>
    </>
  );
}

function FindingRow({
  finding,
  sends,
  revealed,
  onReveal,
}: {
  finding: Finding;
  sends: boolean;
  revealed: boolean;
  onReveal: (where: string, revealed: boolean) => void;
}) {
  const { where, kind, preview } = finding;
  return (
    <li
      className={clsx(
        'grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 border-b px-3 py-2 last:border-b-0',
        revealed && 'bg-warn-wash',
      )}
    >
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold">{KIND_WORDS[kind]}</span>
          <code className="text-muted text-sm wrap-anywhere">{preview}</code>
        </p>
        <Places places={finding.places} />
        <p className={clsx('text-sm', revealed ? 'text-warn font-semibold' : 'text-muted')}>
          <Outcome finding={finding} sends={sends} revealed={revealed} />
        </p>
      </div>
      <Checkbox
        label="Reveal"
        aria-label={`Reveal ${KIND_WORDS[kind].toLowerCase()} of ${placeWords(where)}`}
        checked={revealed}
        onChange={(event) => onReveal(where, event.target.checked)}
      />
    </li>
  );
}

function Places({ places }: { places: readonly string[] }) {
  const words = [...new Set(places.map(placeWords))];
  const rest = words.slice(FEW);
  return (
    <div className="text-sm wrap-anywhere">
      {words.slice(0, FEW).map((place) => (
        <p key={place}>{place}</p>
      ))}
      {rest.length > 0 ? (
        <details>
          <summary className="text-muted">
            and {rest.length} more {rest.length === 1 ? 'place' : 'places'}
          </summary>
          {rest.map((place) => (
            <p key={place}>{place}</p>
          ))}
        </details>
      ) : null}
    </div>
  );
}

function Outcome({ finding, sends, revealed }: { finding: Finding; sends: boolean; revealed: boolean }) {
  if (revealed) return 'Everyone with the link can read it.';
  if (finding.prompt === undefined) return 'Masked: the link shows dots in its place.';
  const prompt = <code>{`{{${finding.prompt}}}`}</code>;
  return sends ? (
    <>Taken out: the visitor is asked for {prompt}.</>
  ) : (
    <>Taken out: {prompt} stands in its place.</>
  );
}
