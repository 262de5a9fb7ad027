'use client';
import { useState } from 'react';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { formatCount } from '@/components/ui/quantity';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { Sequence } from '@/lib/model/sequence';
import type { Share, ShareInput } from '@/lib/model/share';
import { CreatedLink } from './created-link';
import { FindingsList } from './findings-list';
import { ShareLinks } from './share-links';
import { useShare } from './use-share';

type Expiry = '1' | '7' | '30' | 'never';
const EXPIRY: readonly { value: Expiry; label: string }[] = [
  { value: '1', label: '1 day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: 'never', label: 'never' },
];
const DAY_MS = 86_400_000;

export interface ShareDialogProps {
  sequence: Sequence;
  shares: readonly Share[];
  onClose: () => void;
}

/** Makes a public link to a frozen copy of a sequence, after showing what that would reveal. */
export function ShareDialog({ sequence, shares, onClose }: ShareDialogProps) {
  const [reveal, setReveal] = useState<ReadonlySet<string>>(new Set<string>());
  const [choices, setChoices] = useState<LinkChoices>({ expiry: '7', most: '', sessionId: '' });
  const input = inputOf(sequence.id, [...reveal], choices);
  const share = useShare(input);

  function setRevealed(where: string, revealed: boolean) {
    const next = new Set(reveal);
    if (revealed) next.add(where);
    else next.delete(where);
    setReveal(next);
  }
  const footer = share.created ? (
    <Button onClick={onClose}>Done</Button>
  ) : (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        variant="primary"
        disabled={share.busy || !share.findings || !isCount(choices.most)}
        onClick={() => void share.create()}
      >
        {share.busy ? 'Making…' : 'Make the link'}
      </Button>
    </>
  );
  return (
    <Dialog title={`Share “${sequence.name}”`} isOpen onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-5 p-4 md:w-144">
        {share.created ? <CreatedLink url={share.created.url} onAnother={share.another} /> : null}
        {share.problem ? <FieldError>{share.problem}</FieldError> : null}
        {share.created ? null : (
          <>
            <section aria-labelledby="share-shows" className="flex flex-col gap-2">
              <h3 id="share-shows" className="font-semibold">
                What the link shows
              </h3>
              <p className="text-muted">
                Whoever has it sees {formatCount(sequence.steps.length, 'step')} as they are now, and can run
                them in a fresh session of their own. Your cookies are never part of it.
              </p>
              <FindingsList findings={share.findings} reveal={reveal} onReveal={setRevealed} />
            </section>
            <Choices choices={choices} onChange={(change) => setChoices({ ...choices, ...change })} />
          </>
        )}
        <ShareLinks shares={shares} onRevoke={(id) => void share.revoke(id)} />
      </div>
    </Dialog>
  );
}

interface LinkChoices {
  expiry: Expiry;
  /** as typed; empty: no limit */
  most: string;
  /** whose headers and settings replays begin with; empty: a new session's */
  sessionId: string;
}

function inputOf(sequenceId: string, reveal: string[], { expiry, most, sessionId }: LinkChoices): ShareInput {
  return {
    sequenceId,
    reveal,
    expiresAt: expiry === 'never' ? null : expiryDate(Number(expiry)),
    maxReplays: most.trim() === '' ? null : Number(most),
    ...(sessionId ? { sessionId } : {}),
  };
}

function isCount(text: string): boolean {
  return /^\s*$|^\s*[1-9]\d{0,4}\s*$/.test(text);
}

function Choices({
  choices,
  onChange,
}: {
  choices: LinkChoices;
  onChange: (change: Partial<LinkChoices>) => void;
}) {
  const sessions = useWorkspace((state) => state.sessions);
  const { expiry, most, sessionId } = choices;
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
      <div className="flex flex-col gap-1">
        <span className="text-muted text-sm">Ends after</span>
        <Segmented
          label="Ends after"
          options={EXPIRY}
          value={expiry}
          onChange={(value) => onChange({ expiry: value })}
        />
      </div>
      <TextField
        label="At most so many replays"
        inputMode="numeric"
        placeholder="no limit"
        className="w-40"
        value={most}
        error={isCount(most) ? undefined : 'A whole number from 1 on, or nothing.'}
        onChange={(event) => onChange({ most: event.target.value })}
      />
      <Select
        label="Headers and settings of"
        className="w-44"
        value={sessionId}
        options={[
          { value: '', label: 'a new session' },
          ...sessions.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => onChange({ sessionId: event.target.value })}
      />
    </div>
  );
}

function expiryDate(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}
