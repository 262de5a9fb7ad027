'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/quantity';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Share } from '@/lib/model/share';

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
    <section aria-labelledby="share-links" className="flex flex-col gap-1">
      <h3 id="share-links" className="font-semibold">
        Links made before
      </h3>
      <ul className="rounded border">
        {shares.map((share) => {
          const ended = endOf(share, now);
          return (
            <li
              key={share.id}
              className="flex min-h-9 flex-wrap items-center gap-x-3 border-b px-3 py-1 last:border-b-0"
            >
              <span className="min-w-0 flex-1">
                made <RelativeTime iso={share.createdAt} />
                <span className="text-muted">
                  {' · '}
                  {share.maxReplays === null
                    ? formatCount(share.replays, 'replay')
                    : `${share.replays} of ${formatCount(share.maxReplays, 'replay')}`}
                  {' · '}
                  {ended ??
                    (share.expiresAt === null ? (
                      'never expires'
                    ) : (
                      <>
                        expires <RelativeTime iso={share.expiresAt} />
                      </>
                    ))}
                </span>
              </span>
              {ended ? null : sure === share.id ? (
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

function endOf({ revokedAt, expiresAt, maxReplays, replays }: Share, now: number): string | null {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && Date.parse(expiresAt) <= now) return 'expired';
  return maxReplays !== null && replays >= maxReplays ? 'used up' : null;
}
