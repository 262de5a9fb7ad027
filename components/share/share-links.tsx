'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/quantity';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Share } from '@/lib/model/share';
import { MODES } from './share-choices';

/** Links made before. Revoking cannot be taken back, so it is asked for twice. */
export function ShareLinks({
  shares,
  onRevoke,
}: {
  shares: readonly Share[];
  onRevoke: (id: string) => void;
}) {
  const [sure, setSure] = useState<string | null>(null);
  const [now] = useState(() => Date.now());
  if (shares.length === 0) return null;
  return (
    <section aria-labelledby="share-links" className="flex flex-col gap-2">
      <h3 id="share-links" className="font-semibold">
        Links made before
      </h3>
      <ul aria-label="Links made before" className="rounded border">
        {shares.map((share) => {
          const ended = endOf(share, now);
          return (
            <li
              key={share.id}
              className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-2 last:border-b-0"
            >
              <LinkWords share={share} ended={ended} />
              {ended !== null && ended !== 'used up' ? null : sure === share.id ? (
                <Button
                  size="sm"
                  variant="danger"
                  onClick={() => onRevoke(share.id)}
                  onBlur={() => setSure(null)}
                >
                  End this link for everyone
                </Button>
              ) : (
                <Button size="sm" onClick={() => setSure(share.id)}>
                  Revoke
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function LinkWords({ share, ended }: { share: Share; ended: string | null }) {
  const { mode, createdAt, expiresAt, hasPassword, version, lastReplayAt } = share;
  return (
    <div className="min-w-0 flex-1">
      <p className="flex flex-wrap gap-x-2">
        <span className="font-semibold">{MODES.find(({ value }) => value === mode)?.label}</span>
        <span className={ended ? 'text-muted' : 'text-good'}>{ended ?? 'open'}</span>
        {hasPassword ? <span className="text-muted">with a password</span> : null}
      </p>
      <p className="text-muted text-sm">
        version {version}, made <RelativeTime iso={createdAt} />
        {ended ? null : expiresAt === null ? (
          ' · never ends'
        ) : (
          <>
            {' · '}ends <RelativeTime iso={expiresAt} />
          </>
        )}
        {mode === 'recording' ? null : (
          <>
            {' · '}
            {replayWords(share)}
          </>
        )}
        {lastReplayAt ? (
          <>
            , last <RelativeTime iso={lastReplayAt} />
          </>
        ) : null}
      </p>
    </div>
  );
}

function replayWords({ replays, maxReplays }: Share): string {
  if (maxReplays === null) return replays === 0 ? 'not replayed yet' : formatCount(replays, 'replay');
  return `${Math.max(0, maxReplays - replays)} of ${formatCount(maxReplays, 'replay')} left`;
}

function endOf({ revokedAt, expiresAt, maxReplays, replays }: Share, now: number): string | null {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && Date.parse(expiresAt) <= now) return 'expired';
  return maxReplays !== null && replays >= maxReplays ? 'used up' : null;
}
