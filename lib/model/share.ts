import { z } from 'zod';
import { Variables } from './request-spec';
import type { Run } from './run';
import type { Sequence } from './sequence';

export const ShareMode = z.enum(['recording', 'replay']);
export type ShareMode = z.infer<typeof ShareMode>;

export const ShareInput = z.strictObject({
  sequenceId: z.string(),
  runId: z.string().optional(),
  mode: ShareMode.default('replay'),
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
  maxReplays: z.int().min(1).max(100_000).nullable().optional(),
  reveal: z.array(z.string()).default([]),
  prompts: z.array(z.string()).default([]),
});
export type ShareInput = z.input<typeof ShareInput>;

/** Something a link would reveal, and where it stands. `preview` is masked. */
export interface Finding {
  /** the name by which `reveal` knows it, e.g. `steps.2.body.password` */
  where: string;
  kind:
    | 'authorization'
    | 'cookie'
    | 'secretVariable'
    | 'password'
    | 'token'
    | 'urlUserinfo'
    | 'apiKey';
  preview: string;
  /** what the snapshot does with it */
  outcome: 'revealed' | 'prompted' | 'masked';
  /** the variable the visitor is asked for, when prompted */
  prompt?: string;
}

/** A public token for a frozen copy of a sequence, as its owner sees it. */
export interface Share {
  id: string;
  sequenceId: string | null;
  name: string;
  mode: ShareMode;
  createdAt: string;
  expiresAt: string | null;
  maxReplays: number | null;
  replays: number;
  revokedAt: string | null;
  findings: Finding[];
}
/** What creating a share answers; the token is shown this once. */
export interface CreatedShare extends Share {
  token: string;
  url: string;
}

/** What an open link shows to anyone. */
export interface SharedView {
  name: string;
  description: string;
  mode: ShareMode;
  sharedBy: string;
  createdAt: string;
  expiresAt: string | null;
  sequence: Pick<Sequence, 'name' | 'description' | 'steps' | 'variables'>;
  recordedRun: Run | null;
}

export const ReplayStart = z.strictObject({ variables: Variables.default({}) });
export type ReplayStart = z.input<typeof ReplayStart>;
