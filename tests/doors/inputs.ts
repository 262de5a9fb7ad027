import type { CommentInput } from '@/lib/model/comment';
import type { WorkspaceFile } from '@/lib/model/workspace-file';
import type { EnvironmentInput } from '@/lib/model/environment';
import type { SignInStart } from '@/lib/model/oauth';
import type { SequenceInput } from '@/lib/model/sequence';
import type { SavedRequestInput } from '@/lib/model/saved-request';

const STEP = 'first-step';

/** What is said about that step. */
export function commentInput(sequenceId: string, text = 'asked'): CommentInput {
  return { pin: { on: 'step', sequenceId, stepId: STEP }, text };
}

/** One step that asks `url`. */
export function sequenceInput(name: string, url: string): SequenceInput {
  return { name, steps: [{ id: STEP, name, request: { method: 'GET', url } }] };
}

export function requestInput(name: string): SavedRequestInput {
  return { name, spec: { method: 'GET', url: 'http://h.test/' } };
}

export function environmentInput(name: string): EnvironmentInput {
  return { name, variables: [{ name: 'secret', value: name, secret: true }] };
}

export const signInStart: SignInStart = {
  auth: {
    type: 'oauth2',
    grant: 'authorization_code',
    tokenUrl: 'http://127.0.0.1/token',
    authorizationUrl: 'http://127.0.0.1/authorize',
    clientId: 'asked',
  },
};

/** An exported workspace without anything in it. */
export function workspaceFileInput(): WorkspaceFile {
  const nothing = {
    environments: [],
    requests: [],
    sequences: [],
    sessions: [],
    exchanges: [],
    runs: [],
    comments: [],
  };
  const head = { format: 'playjar-workspace', version: 1, exportedAt: new Date(0).toISOString() } as const;
  return { ...head, name: 'Asked', secrets: false, arrangement: null, ...nothing };
}
