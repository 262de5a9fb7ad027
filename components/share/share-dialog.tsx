'use client';
import { useState } from 'react';
import { useSessionInUse } from '@/components/shell/workspace-store';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import type { RunSummary } from '@/lib/model/run';
import type { Sequence } from '@/lib/model/sequence';
import type { Share, ShareCheck, ShareMode } from '@/lib/model/share';
import { AskedList } from './asked-list';
import { CreatedLink } from './created-link';
import { FindingsList } from './findings-list';
import { LinkLimits } from './link-limits';
import { ModeChoice } from './mode-choice';
import { ModeSource } from './mode-source';
import { inputOf, missingOf, questionOf, type ShareChoices } from './share-choices';
import { ShareLinks } from './share-links';
import { useShare, type ShareEdit } from './use-share';

export interface ShareDialogProps {
  sequence: Sequence;
  /** newest first */
  runs: readonly RunSummary[];
  shares: readonly Share[];
  onClose: () => void;
}

/** Makes a link to a frozen copy of a sequence, after showing what that would reveal. */
export function ShareDialog({ sequence, runs, shares, onClose }: ShareDialogProps) {
  const session = useSessionInUse();
  const [choices, setChoices] = useState<ShareChoices>(FIRST);
  const change = (some: Partial<ShareChoices>) => setChoices((old) => ({ ...old, ...some }));
  const missing = missingOf(choices);
  const share = useShare(missing === null ? questionOf(sequence.id, choices) : null);

  /** Each way needs something of its own; the likely one is chosen. */
  function setMode(mode: ShareMode) {
    const latest = runs.find(({ status }) => status !== 'running')?.id ?? '';
    change({
      mode,
      reveal: [],
      runId: mode === 'recording' ? latest : '',
      sessionId: mode === 'live' ? (session?.id ?? '') : '',
    });
  }
  return (
    <Dialog
      title={`Share “${sequence.name}”`}
      isOpen
      onClose={onClose}
      footer={
        <Footer
          share={share}
          ready={share.check !== null && missing === null}
          onClose={onClose}
          onMake={() => void share.create(inputOf(sequence.id, choices))}
        />
      }
    >
      <div className="flex flex-col gap-6 p-4 md:w-152">
        {share.created ? <CreatedLink share={share.created} onAnother={share.another} /> : null}
        {share.problem ? <FieldError>{share.problem}</FieldError> : null}
        {share.created ? null : (
          <>
            <div className="flex flex-col gap-3">
              <ModeChoice mode={choices.mode} onMode={setMode} />
              <ModeSource choices={choices} runs={runs} onChange={change} />
              {missing ? <p className="text-warn">{missing}</p> : null}
            </div>
            {missing ? null : <Contents check={share.check} choices={choices} onChange={change} />}
            <LinkLimits choices={choices} onChange={change} />
          </>
        )}
        <ShareLinks shares={shares} onRevoke={(id) => void share.revoke(id)} />
      </div>
    </Dialog>
  );
}

/** What the link would show and ask for. */
function Contents({
  check,
  choices,
  onChange,
}: {
  check: ShareCheck | null;
  choices: ShareChoices;
  onChange: (change: Partial<ShareChoices>) => void;
}) {
  const { reveal, prompts, mode } = choices;
  return (
    <>
      <section aria-labelledby="share-shows" className="flex flex-col gap-2">
        <h3 id="share-shows" className="font-semibold">
          What it would reveal
        </h3>
        <FindingsList
          findings={check?.findings ?? null}
          sends={mode !== 'recording'}
          reveal={new Set(reveal)}
          onReveal={(where, revealed) =>
            onChange({ reveal: revealed ? [...reveal, where] : reveal.filter((one) => one !== where) })
          }
        />
      </section>
      {check && mode !== 'recording' ? (
        <AskedList check={check} prompts={prompts} onPrompts={(names) => onChange({ prompts: names })} />
      ) : null}
    </>
  );
}

function Footer({
  share,
  ready,
  onClose,
  onMake,
}: {
  share: ShareEdit;
  ready: boolean;
  onClose: () => void;
  onMake: () => void;
}) {
  if (share.created) return <Button onClick={onClose}>Done</Button>;
  return (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" disabled={share.busy || !ready} onClick={onMake}>
        {share.busy ? 'Making…' : 'Make the link'}
      </Button>
    </>
  );
}

const FIRST: ShareChoices = {
  mode: 'replay',
  expiry: '7',
  most: '',
  password: '',
  sessionId: '',
  runId: '',
  reveal: [],
  prompts: [],
};
