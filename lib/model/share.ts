import { z } from 'zod';
import { Variables } from './request-spec';
import type { Sequence } from './sequence';

/** How a link shows its sequence. `replay`: whoever opens it runs the frozen steps in a fresh session of their own. */
export const ShareMode = z.enum(['replay']);
export type ShareMode = z.infer<typeof ShareMode>;

export const ShareInput = z.strictObject({
  sequenceId: z.string(),
  mode: ShareMode.default('replay'),
  /** whose headers, params and other settings the replays begin with; never its cookies */
  sessionId: z.string().optional(),
  /** ISO 8601; seven days from now when left out, never when null */
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
  maxReplays: z.int().min(1).max(100_000).nullable().optional(),
  /** the `where` of each finding that may be seen by all; everything else found is asked of the visitor instead */
  reveal: z.array(z.string()).default([]),
});
export type ShareInput = z.input<typeof ShareInput>;

/** Something a link would reveal, and where it stands. `preview` is masked. */
export interface Finding {
  /** the name by which `reveal` knows it, e.g. `steps.1.request.body.fields.password` */
  where: string;
  kind: 'authorization' | 'cookie' | 'secretVariable' | 'password' | 'token' | 'apiKey';
  preview: string;
  outcome: 'revealed' | 'prompted';
  /** the variable the visitor is asked for in its place */
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
  steps: Sequence['steps'];
  variables: Sequence['variables'];
}

export const ReplayStart = z.strictObject({ variables: Variables.default(() => ({})) });
export type ReplayStart = z.input<typeof ReplayStart>;
