import { z } from 'zod';
import { Variables } from './request-spec';
import type { Run } from './run';
import type { Sequence } from './sequence';

/**
 * How a link shows its sequence. `recording`: one kept run is looked at, and nothing is sent. `replay`: whoever opens it
 * runs the frozen steps in a fresh session of their own. `live`: members of the workspace run them through the shared
 * session itself.
 */
export const ShareMode = z.enum(['recording', 'replay', 'live']);
export type ShareMode = z.infer<typeof ShareMode>;

export const SharePassword = z.string().min(1).max(256);

export const ShareInput = z.strictObject({
  sequenceId: z.string(),
  mode: ShareMode.default('replay'),
  /** the kept run to look at: needed for a recording, and shown beside a replay when it is named */
  runId: z.string().optional(),
  /** `live`: the shared session. Else: whose headers, params and other settings the replays begin with; never its cookies */
  sessionId: z.string().optional(),
  /** ISO 8601; seven days from now when left out, never when null */
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
  maxReplays: z.int().min(1).max(100_000).nullable().optional(),
  /** asked before anything of the share is told */
  password: SharePassword.nullable().optional(),
  /** a place of each finding that may be seen by all; everything else found is asked of the visitor or masked instead */
  reveal: z.array(z.string()).max(10_000).default([]),
  /**
   * names of variables that the visitor is asked for although they have a value. One without a value is always asked
   * for, and of all others the visitor cannot change the value
   */
  prompts: z.array(z.string()).max(200).default([]),
});
export type ShareInput = z.input<typeof ShareInput>;

/** Something a link would reveal, and where it stands. `preview` is masked. */
export interface Finding {
  /** the name by which `reveal` knows it, e.g. `steps.1.request.body.fields.password` */
  where: string;
  /** every place where the same secret stands, the first included */
  places: string[];
  /** `bytes`: content that is no text, so that it cannot be looked through */
  kind: 'authorization' | 'cookie' | 'secretVariable' | 'password' | 'token' | 'apiKey' | 'bytes';
  preview: string;
  /** `prompted`: the visitor is asked for it; `masked`: it is left out of what was recorded */
  outcome: 'revealed' | 'prompted' | 'masked';
  /** the variable the visitor is asked for in its place */
  prompt?: string;
}

/** What a link would be, before there is one. */
export interface ShareCheck {
  findings: Finding[];
  /** what the visitor would be asked for */
  asked: AskedVariable[];
  /** variables with a value, which may be asked for by choice */
  choosable: string[];
  /** where replays may send: `scheme://host:port` */
  origins: string[];
}

/** A public token for a frozen copy of a sequence, as its owner sees it. */
export interface Share {
  id: string;
  sequenceId: string | null;
  name: string;
  mode: ShareMode;
  /** of the sequence when it was frozen */
  version: number;
  hasPassword: boolean;
  createdAt: string;
  expiresAt: string | null;
  maxReplays: number | null;
  replays: number;
  lastReplayAt: string | null;
  revokedAt: string | null;
  findings: Finding[];
}

/** What creating a share answers; the token is shown this once. */
export interface CreatedShare extends Share {
  token: string;
  url: string;
}

/** A variable that the visitor is asked for; `value` is what stands there at first. */
export interface AskedVariable {
  name: string;
  secret: boolean;
  prompt?: string;
  default?: string;
}

/** What an open link shows to anyone who may open it. */
export interface SharedView {
  name: string;
  description: string;
  mode: ShareMode;
  version: number;
  sharedBy: string;
  createdAt: string;
  expiresAt: string | null;
  steps: Sequence['steps'];
  /** what the visitor is asked for */
  variables: AskedVariable[];
  /** the kept run, masked; null where none was shared */
  run: Run | null;
}

export const ReplayStart = z.strictObject({ variables: Variables.default(() => ({})) });
export type ReplayStart = z.input<typeof ReplayStart>;
