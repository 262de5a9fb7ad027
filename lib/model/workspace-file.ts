import { z } from 'zod';
import { Arrangement } from './arrangement';
import { CommentPin } from './comment';
import { Cookie } from './cookie';
import { MaskSettings } from './mask';
import { RequestSpec } from './request-spec';
import { SavedRequestInput } from './saved-request';
import { SequenceVariable, StepInput } from './sequence';
import { SessionSettings } from './session';

/** As `newId` makes them. */
const Id = z.string().regex(/^[\w-]{16,64}$/);
const Name = z.string().max(500);
const Time = z.iso.datetime();
const times = { createdAt: Time, updatedAt: Time };

export const FileSession = z.strictObject({
  id: Id,
  name: Name,
  purpose: z.enum(['own', 'run']),
  ...times,
  settings: SessionSettings,
  cookies: z.array(Cookie),
  checkpoints: z.array(z.strictObject({ name: Name, createdAt: Time, cookies: z.array(Cookie) })),
});
export type FileSession = z.infer<typeof FileSession>;

const FileSequence = z.strictObject({
  id: Id,
  name: Name,
  description: z.string(),
  ...times,
  variables: z.array(SequenceVariable),
  steps: z
    .array(StepInput.extend({ id: z.string().min(1).max(64) }))
    .refine((steps) => new Set(steps.map(({ id }) => id)).size === steps.length, 'Two steps have one id.'),
  masks: MaskSettings.nullable(),
});

const FileRequest = SavedRequestInput.extend({ id: Id, ...times });

const FileEnvironment = z.strictObject({
  id: Id,
  name: Name,
  ...times,
  variables: z.array(z.strictObject({ name: z.string(), value: z.string(), secret: z.boolean() })),
});

const Pairs = z.array(z.tuple([z.string(), z.string()]));
const Ledger = z.looseObject({
  sent: z.array(z.looseObject({ name: z.string(), value: z.string() })),
  withheld: z.array(z.looseObject({ name: z.string(), reason: z.string() })),
  stored: z.array(z.looseObject({ name: z.string(), value: z.string() })),
  rejected: z.array(z.looseObject({ setCookie: z.string(), reason: z.string() })),
  removed: z.array(z.looseObject({ name: z.string(), reason: z.string() })),
});
const Sent = z.looseObject({
  method: z.string(),
  url: z.string(),
  headers: Pairs,
  body: z.looseObject({ size: z.number() }),
});
const Received = z.looseObject({
  status: z.number(),
  url: z.string(),
  headers: Pairs,
  body: z.looseObject({ size: z.number() }),
});
/** As much of a record as every reader of it relies on. */
const Record = z.looseObject({
  request: Sent,
  response: Received.nullable(),
  history: z.array(z.looseObject({ request: Sent, response: Received, cookies: Ledger })),
  cookies: Ledger,
  timings: z.looseObject({ totalMs: z.number() }),
  error: z.looseObject({ code: z.string(), message: z.string(), hop: z.number() }).nullable(),
});

/** A past send. `body` is base64; null: there was none. */
export const FileExchange = z.strictObject({
  id: Id,
  sessionId: Id,
  state: z.enum(['done', 'interrupted']),
  startedAt: Time,
  method: z.string(),
  status: z.int().nullable(),
  errorCode: z.string().nullable(),
  totalMs: z.number().nullable(),
  size: z.int().nullable(),
  sentBy: z.string().nullable(),
  hosts: z.string().nullable(),
  url: z.string(),
  spec: RequestSpec,
  record: Record.nullable(),
  body: z.base64().nullable(),
});
export type FileExchange = z.infer<typeof FileExchange>;

const RunStep = z.strictObject({
  position: z.int().min(0),
  stepId: z.string(),
  name: Name,
  status: z.enum(['passed', 'failed', 'error', 'skipped', 'cancelled']),
  exchangeId: Id.nullable(),
  content: z.looseObject({
    request: RequestSpec,
    extracted: z.array(
      z.looseObject({ variable: z.string(), value: z.string().nullable(), secret: z.boolean() }),
    ),
    assertions: z.array(z.looseObject({ source: z.string(), operator: z.string(), passed: z.boolean() })),
    jarBefore: z.array(Cookie),
    jarAfter: z.array(Cookie),
  }),
});

export const FileRun = z.strictObject({
  id: Id,
  sequenceId: Id.nullable(),
  sessionId: Id,
  status: z.enum(['passed', 'failed', 'error', 'cancelled', 'interrupted']),
  stepCount: z.int(),
  startedAt: Time,
  elapsedMs: z.number(),
  sentBy: z.string().nullable(),
  isReference: z.boolean(),
  steps: z
    .array(RunStep)
    .refine(
      (steps) => new Set(steps.map(({ position }) => position)).size === steps.length,
      'Two steps have one place.',
    ),
});
export type FileRun = z.infer<typeof FileRun>;

const FileComment = z.strictObject({
  pin: CommentPin,
  text: z.string().max(5_000),
  by: z.string().nullable(),
  createdAt: Time,
  editedAt: Time.nullable(),
  doneAt: Time.nullable(),
  doneBy: z.string().nullable(),
});
export type FileComment = z.infer<typeof FileComment>;

export const WORKSPACE_FILE = 'playjar-workspace';

/** A workspace as a file, to be taken elsewhere. Ids only say what belongs together: an import makes its own. */
export const WorkspaceFile = z.strictObject({
  format: z.literal(WORKSPACE_FILE, 'This is no workspace that Playjar exported.'),
  version: z.literal(1, 'This file is of a newer Playjar. Update this one.'),
  exportedAt: Time,
  name: z.string().trim().min(1).max(100),
  /** values of secrets, cookies and past sends are in it */
  secrets: z.boolean(),
  arrangement: Arrangement.nullable(),
  environments: z.array(FileEnvironment),
  requests: z.array(FileRequest),
  sequences: z.array(FileSequence),
  sessions: z.array(FileSession),
  exchanges: z.array(FileExchange),
  runs: z.array(FileRun),
  /** files of before there were any have none */
  comments: z.array(FileComment).default([]),
});
export type WorkspaceFile = z.infer<typeof WorkspaceFile>;

/** What of a workspace goes into its file. Past sends are full of secrets, so that they go along with them alone. */
export const WorkspaceExport = z.object({
  secrets: z.stringbool().default(false),
  history: z.stringbool().default(true),
});
export type WorkspaceExport = z.infer<typeof WorkspaceExport>;

/** What an import made. */
export interface ImportedWorkspace {
  workspaceId: string;
  name: string;
  counts: Record<
    'sessions' | 'cookies' | 'requests' | 'sequences' | 'environments' | 'exchanges' | 'runs',
    number
  >;
}
