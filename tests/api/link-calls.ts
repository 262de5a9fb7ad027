import type { Run } from '@/lib/model/run';
import type { Sequence, SequenceInput } from '@/lib/model/sequence';
import type { CreatedShare, ShareInput, SharedView } from '@/lib/model/share';
import type { Answer, Problem } from '../support/api-client';
import { api, stranger } from './shared-app';

type Step = SequenceInput['steps'] extends (infer S)[] | undefined ? S : never;

/** Steps that GET these addresses, named by them. */
export const steps = (...urls: string[]): Step[] => urls.map((url) => ({ name: url, request: { url } }));

export const sequence = (input: Partial<SequenceInput>): Promise<Sequence> =>
  api.sequence({ name: 'Shared flow', ...input });

/** A link of the owner's to a new sequence. */
export async function share(
  input: Partial<SequenceInput>,
  options: Partial<ShareInput> = {},
): Promise<CreatedShare> {
  return api.share({ sequenceId: (await sequence(input)).id, ...options });
}

/** What a stranger sees. */
export const open = (
  token: string,
  headers: Record<string, string> = {},
): Promise<Answer<SharedView & Problem>> => stranger.call('GET', `/shared/${token}`, { headers });

/** A replay by a stranger, to its end. */
export const replay = (
  token: string,
  variables: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Answer<Run>> =>
  stranger.call('POST', `/shared/${token}/replays`, { body: { variables }, headers });
