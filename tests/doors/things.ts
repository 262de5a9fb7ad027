import type { CreatedShare } from '@/lib/model/share';
import { ApiClient } from '../support/api-client';
import { commentInput, environmentInput, requestInput, sequenceInput, signInStart } from './inputs';
import { CANARY, UNSHARED, invite, makeToken, signInAgain, signUp, userIdOf, type Person } from './people';

/** The ids and secrets of a workspace's things: what a stranger would have to name. */
export interface Things {
  workspace: string;
  /** one that is shared with the workspace */
  session: string;
  /** one that is its owner's alone, and what was sent through it */
  privateSession: string;
  privateExchange: string;
  sequence: string;
  run: string;
  exchange: string;
  checkpoint: string;
  environment: string;
  comment: string;
  upload: string;
  savedRequest: string;
  share: string;
  /** a link for everyone, and a run that a visitor of it began */
  link: string;
  replay: string;
  /** a link for members alone */
  memberLink: string;
  /** of a sign-in at a provider that the session's owner began */
  signInState: string;
  invitation: string;
  invitationCode: string;
  usedInvitationCode: string;
  apiToken: string;
  /** another member, by user id */
  member: string;
  /** someone with an account who is no member */
  notAMember: string;
  /** a browser in which the owner is signed in */
  login: string;
  /** whoever asks is a member, or is invited again */
  membership: string;
  /** an address that answers; it is nobody's */
  target: string;
}

/** What must be there already to make more of a workspace's things. */
export interface Maker {
  owner: Person;
  api: ApiClient;
  workspaceId: string;
  target: string;
}

const NEVER = 'never-was';

/** The same names for what never was. */
export function neverThings(target: string): Things {
  const never = new Proxy({}, { get: () => NEVER }) as Things;
  return { ...Object.fromEntries(NAMES.map((name) => [name, never[name]])), target } as unknown as Things;
}

const NAMES = [
  'workspace',
  'session',
  'privateSession',
  'privateExchange',
  'sequence',
  'run',
  'exchange',
  'checkpoint',
  'environment',
  'comment',
  'upload',
  'savedRequest',
  'share',
  'link',
  'replay',
  'memberLink',
  'signInState',
  'invitation',
  'invitationCode',
  'usedInvitationCode',
  'apiToken',
  'member',
  'notAMember',
  'login',
  'membership',
] as const satisfies readonly (keyof Things)[];

let count = 0;

/** Makes one of each, by the owner. */
export async function makeThings(maker: Maker, usedInvitationCode: string): Promise<Things> {
  const { owner, api, workspaceId, target } = maker;
  const session = await sharedSession(api);
  await api.putCookie(session, { name: CANARY, value: CANARY, domain: 'h.test' });
  const { id: privateSession } = await api.session({ name: UNSHARED });
  const { id: privateExchange } = await api.send(privateSession, { url: `${target}/${UNSHARED}` });
  const { id: exchange } = await api.send(session, { url: target });
  const { id: sequence } = await api.sequence(sequenceInput(CANARY, target));
  const { id: run } = await api.run(sequence);
  const shown = await api.sequence(sequenceInput('shown', target));
  const { token: link } = await api.share({ sequenceId: shown.id });
  const memberLink = await api.share({ sequenceId: sequence, mode: 'live', sessionId: session });
  const replayed = await new ApiClient(api.url, null).done<{ id: string }>(
    'POST',
    `/shared/${link}/replays`,
    {},
  );
  const begun = await api.done<{ url: string }>('POST', `/sessions/${session}/oauth/authorize`, signInStart);
  const fresh = await makeAnew(maker, { session, sequence } as Things, [
    'checkpoint',
    'environment',
    'comment',
    'upload',
    'savedRequest',
    'share',
    'invitation',
    'apiToken',
    'member',
    'login',
  ]);
  return {
    ...fresh,
    workspace: workspaceId,
    session,
    privateSession,
    privateExchange,
    sequence,
    run,
    exchange,
    link,
    replay: replayed.id,
    memberLink: memberLink.token,
    signInState: new URL(begun.url).searchParams.get('state') ?? '',
    usedInvitationCode,
    notAMember: 'never-was',
    membership: owner.name,
    target,
  };
}

/** The same things, with those named made anew: what was done to one leaves the next as it was. */
export async function makeAnew(
  maker: Maker,
  things: Things,
  spent: readonly (keyof Things)[],
): Promise<Things> {
  let all = things;
  for (const name of spent) all = { ...all, ...(await MAKERS[name]?.(maker, all)) };
  return all;
}

type Make = (maker: Maker, things: Things) => Promise<Partial<Things>>;

const MAKERS: Partial<Record<keyof Things, Make>> = {
  session: async ({ api }) => ({ session: await sharedSession(api) }),
  exchange: async ({ api, target }, { session }) => ({
    exchange: (await api.send(session, { url: target })).id,
  }),
  sequence: async ({ api, target }) => ({
    sequence: (await api.sequence(sequenceInput(CANARY, target))).id,
  }),
  run: async ({ api }, { sequence }) => ({ run: (await api.run(sequence)).id }),
  checkpoint: async ({ api }, { session }) => ({
    checkpoint: await idOf(api, `/sessions/${session}/checkpoints`, { name: CANARY }),
  }),
  environment: async ({ api }) => ({
    environment: await idOf(api, '/environments', environmentInput(CANARY)),
  }),
  comment: async ({ api }, { sequence }) => ({
    comment: await idOf(api, '/comments', commentInput(sequence, CANARY)),
  }),
  upload: async ({ api }) => ({
    upload: await idOf(api, `/uploads?filename=${CANARY}.txt`, CANARY),
  }),
  savedRequest: async ({ owner }) => ({
    savedRequest: (
      await owner.browser.value<{ id: string }>('saved-requests/saveRequest', [null, requestInput(CANARY)])
    ).id,
  }),
  share: async ({ api }, { sequence }) => ({
    share: (await api.done<CreatedShare>('POST', '/shares', { sequenceId: sequence })).id,
  }),
  invitation: async ({ owner }) => {
    const { id, code } = await invite(owner, 'viewer');
    return { invitation: id, invitationCode: code };
  },
  apiToken: async ({ owner }) => ({ apiToken: (await makeToken(owner, 'owner')).id }),
  member: async ({ owner, api }) => {
    const name = `spare${(count += 1)}`;
    await signUp(api.url, name, (await invite(owner, 'viewer')).code);
    return { member: await userIdOf(owner, name) };
  },
  login: async ({ owner }) => {
    const { browser } = await signInAgain(owner);
    const page = await (await browser.fetch('/account')).text();
    const [, login = ''] = /"id\\":\\"([\w-]+)\\"(?:(?!"id).)*\\"current\\":true/.exec(page) ?? [];
    return { login };
  },
};

async function sharedSession(api: ApiClient): Promise<string> {
  const { id } = await api.session({ name: CANARY });
  await api.done('PUT', `/sessions/${id}/sharing`, { isShared: true });
  return id;
}

async function idOf(api: ApiClient, path: string, body: unknown): Promise<string> {
  return (await api.done<{ id: string }>('POST', path, body)).id;
}
