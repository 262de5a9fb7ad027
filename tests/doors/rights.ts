import type { AppErrorCode } from '@/lib/errors';

/**
 * Who knocks at each door, about things of one workspace. `stranger` has an account and a workspace of their own,
 * `removed` was an editor until they were taken out, and `revoked` has a token that was taken back and nothing else.
 */
export const ASKERS = ['anonymous', 'stranger', 'removed', 'revoked', 'viewer', 'editor', 'owner'] as const;
export type Asker = (typeof ASKERS)[number];
/** Who is no member of the workspace. */
export const OUTSIDERS: readonly Asker[] = ['anonymous', 'stranger', 'removed', 'revoked'];

/**
 * What comes of it. `done`: it was done or shown. `own`: it was, with what is the asker's own, and nothing of the
 * workspace. `missing`: told exactly as of a thing that never was. `signIn`: sent to the page to sign in at. Any other
 * is the code of a refusal; `invalid_request` says that the right was there and what was asked for was not.
 */
export type Verdict = 'done' | 'own' | 'missing' | 'signIn' | Exclude<AppErrorCode, 'not_found'>;
export type Verdicts = Record<Asker, Verdict>;

/**
 * What a door asks of whoever knocks. About a thing of a workspace: `look` (a member), `change` (an editor), `rule` (an
 * admin), `mine` (whoever made it). About the asker's own workspace, whichever that is: `list`, `make` (an editor), `govern` (an admin). About the
 * asker: `self` (someone signed in). `open`: nothing; `link`: a link that is shared with the members of a workspace.
 */
export type Right =
  'mine' | 'look' | 'change' | 'rule' | 'list' | 'make' | 'govern' | 'self' | 'open' | 'link';

const LEAST: Record<Right, { viewer: Verdict; editor: Verdict }> = {
  mine: { viewer: 'missing', editor: 'missing' },
  look: { viewer: 'done', editor: 'done' },
  change: { viewer: 'forbidden', editor: 'done' },
  rule: { viewer: 'forbidden', editor: 'forbidden' },
  list: { viewer: 'done', editor: 'done' },
  make: { viewer: 'forbidden', editor: 'done' },
  govern: { viewer: 'forbidden', editor: 'forbidden' },
  self: { viewer: 'done', editor: 'done' },
  open: { viewer: 'done', editor: 'done' },
  link: { viewer: 'done', editor: 'done' },
};
const OWN: ReadonlySet<Right> = new Set(['list', 'make', 'govern', 'self']);

/** Of a door that an API token opens. A removed member's tokens are gone with them. */
export function tokenVerdicts(right: Right): Verdicts {
  const nobody: Verdict = right === 'open' ? 'done' : 'unauthorized';
  return {
    anonymous: right === 'link' ? 'missing' : nobody,
    revoked: 'unauthorized',
    removed: 'unauthorized',
    stranger: elsewhere(right),
    ...LEAST[right],
    owner: 'done',
  };
}

/** Of a door that the cookies of a browser open. A token opens none of these, and a removed member is a stranger. */
export function cookieVerdicts(right: Right): Verdicts {
  const nobody: Verdict = right === 'open' ? 'done' : right === 'link' ? 'missing' : 'unauthorized';
  return {
    anonymous: nobody,
    revoked: nobody,
    removed: elsewhere(right),
    stranger: elsewhere(right),
    ...LEAST[right],
    owner: 'done',
  };
}

/** Of a page: whoever has no cookie yet is given a guest's, and sees what is theirs: nothing. */
export function pageVerdicts(right: Right): Verdicts {
  const guest: Verdict = right === 'self' ? 'signIn' : elsewhere(right);
  return { ...cookieVerdicts(right), anonymous: guest, revoked: guest };
}

function elsewhere(right: Right): Verdict {
  if (right === 'open') return 'done';
  return OWN.has(right) ? 'own' : 'missing';
}

/** The same for everyone who is signed in. */
export function signedIn<V extends string>(verdict: V) {
  return { removed: verdict, stranger: verdict, viewer: verdict, editor: verdict, owner: verdict };
}
