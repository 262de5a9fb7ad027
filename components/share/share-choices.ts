import type { ShareInput, ShareMode } from '@/lib/model/share';

export type Expiry = '1' | '7' | '30' | 'never';
const DAY_MS = 86_400_000;

/** What the dialog asks, as it stands there. */
export interface ShareChoices {
  mode: ShareMode;
  expiry: Expiry;
  /** as typed; empty: no limit */
  most: string;
  /** empty: none is asked */
  password: string;
  /** replay: whose headers and settings it begins with, empty for a new session's; live: the session itself */
  sessionId: string;
  /** the run that is shown; empty: none */
  runId: string;
  reveal: readonly string[];
  /** variables with a value that the visitor is asked for all the same */
  prompts: readonly string[];
}

export const MODES: readonly { value: ShareMode; label: string; sentence: string }[] = [
  {
    value: 'recording',
    label: 'Recording',
    sentence: 'People look at one run that you kept, step by step; nothing is sent.',
  },
  {
    value: 'replay',
    label: 'Replay',
    sentence: 'People run these steps in a fresh private session, never with your cookies or secrets.',
  },
  {
    value: 'live',
    label: 'Live',
    sentence:
      'Members of this workspace run them in the shared session, and it is written down who sent what.',
  },
];

export function inputOf(sequenceId: string, choices: ShareChoices): ShareInput {
  const { mode, expiry, most, password } = choices;
  return {
    ...questionOf(sequenceId, choices),
    expiresAt: expiry === 'never' ? null : new Date(Date.now() + Number(expiry) * DAY_MS).toISOString(),
    maxReplays: mode === 'recording' || most.trim() === '' ? null : Number(most),
    password: password === '' ? null : password,
  };
}

/** What the publish check depends on. */
export function questionOf(sequenceId: string, choices: ShareChoices): ShareInput {
  const { mode, sessionId, runId, reveal, prompts } = choices;
  return {
    sequenceId,
    mode,
    reveal: [...reveal],
    prompts: mode === 'recording' ? [] : [...prompts],
    ...(mode !== 'recording' && sessionId !== '' && { sessionId }),
    ...(mode !== 'live' && runId !== '' && { runId }),
  };
}

export function isCount(text: string): boolean {
  return /^\s*$|^\s*[1-9]\d{0,4}\s*$/.test(text);
}

/** Why there cannot be a link yet; null when there can. */
export function missingOf({ mode, runId, sessionId, most }: ShareChoices): string | null {
  if (mode === 'recording' && runId === '') return 'Run the steps once, then share that run.';
  if (mode === 'live' && sessionId === '') return 'Choose the session that is shared.';
  return isCount(most) ? null : 'The number of replays is not a number.';
}
