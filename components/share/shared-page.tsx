'use client';
import { Mark } from '@/components/shell/mark';
import { RelativeTime } from '@/components/ui/relative-time';
import type { SharedView } from '@/lib/model/share';
import { SharedSequence } from './shared-sequence';

export interface SharedPageProps {
  token: string;
  shared: SharedView;
  /** from the password, where the link asks for one */
  pass: string | null;
}

/** What a link opens: whose it is, what it does, the player, and what can be done with it. */
export function SharedPage({ token, shared, pass }: SharedPageProps) {
  return (
    <div className="bg-raised mx-auto flex min-h-dvh max-w-5xl flex-col gap-5 px-4 py-5 md:border-x md:px-8 md:py-7">
      <header className="flex flex-col gap-2">
        <p className="text-muted mb-2 flex items-center gap-1.5 text-sm font-semibold">
          <Mark className="text-accent size-4" />
          Playjar
        </p>
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <h1 className="text-xl font-semibold wrap-anywhere">{shared.name}</h1>
          <SharedMeta shared={shared} />
        </div>
        {shared.description ? (
          <p className="max-w-prose text-lg wrap-anywhere whitespace-pre-line">{shared.description}</p>
        ) : null}
      </header>
      <main className="flex min-w-0 flex-col gap-5">
        <SharedSequence token={token} shared={shared} pass={pass} embedded={false} />
      </main>
      <footer className="text-muted mt-auto border-t pt-4 text-sm">
        <p className="max-w-prose">{FOOTER[shared.mode]}</p>
      </footer>
    </div>
  );
}

/** `shared by Acme · recorded 3 days ago`. */
function SharedMeta({ shared }: { shared: SharedView }) {
  const { sharedBy, createdAt, expiresAt, run } = shared;
  return (
    <p className="text-muted">
      shared by {sharedBy} <RelativeTime iso={createdAt} />
      {run ? (
        <>
          {' · '}recorded <RelativeTime iso={run.startedAt} />
        </>
      ) : null}
      {expiresAt ? (
        <>
          {' · '}ends <RelativeTime iso={expiresAt} />
        </>
      ) : null}
    </p>
  );
}

const FOOTER: Record<SharedView['mode'], string> = {
  recording:
    'A recording: nothing is sent when you look at it. What was secret in it is masked; the same dots with the same number stand for the same value.',
  replay:
    'Playjar’s server sends these requests through a session made for your replay: cookies it receives go back by themselves, as in a browser. The session is yours alone and is thrown away after an hour.',
  live: 'Every replay goes through one session that your workspace shares, with its cookies. It is written down who sent what.',
};
