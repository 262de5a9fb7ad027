import type { Door, PathAsk } from './door';

const at = (path: string): PathAsk => ({ path });

/** Every page by its address. `tests/api/doors.test.ts` fails when one is missing. */
export const pageDoors: Record<string, Door<PathAsk>> = {
  '/': { right: 'list', ask: ({ exchange }) => at(`/?exchange=${exchange}`) },
  '/runs': [
    { right: 'list', ask: () => at('/runs') },
    { right: 'list', ask: ({ sequence }) => at(`/runs?sequence=${sequence}`) },
  ],
  '/runs/[id]': { right: 'look', ask: ({ run }) => at(`/runs/${run}`) },
  '/runs/[id]/diff/[other]': { right: 'look', ask: ({ run }) => at(`/runs/${run}/diff/${run}`) },
  '/sequences/[id]': [
    { right: 'look', ask: ({ sequence }) => at(`/sequences/${sequence}`) },
    { right: 'look', ask: ({ sequence, run }) => at(`/sequences/${sequence}?run=${run}`) },
  ],
  '/account': { right: 'self', ask: () => at('/account') },
  // To whoever may not read it there is no such page.
  '/workspace/audit': {
    right: 'self',
    but: { viewer: 'missing', editor: 'missing' },
    ask: () => at('/workspace/audit'),
  },
  '/workspace': { right: 'self', ask: () => at('/workspace') },
  // Whoever is signed in is sent on.
  '/sign-in': { right: 'open', ask: () => at('/sign-in') },
  '/sign-up': { right: 'open', ask: () => at('/sign-up') },
  '/join/[token]': { right: 'open', ask: ({ invitationCode }) => at(`/join/${invitationCode}`) },
  // Says "Not signed in" of a state that is not the asker's.
  '/oauth/callback': {
    right: 'open',
    ask: ({ signInState }) => at(`/oauth/callback?state=${signInState}&error=access_denied`),
  },
  '/s/[token]': [
    { right: 'open', ask: ({ link }) => at(`/s/${link}`) },
    { right: 'link', ask: ({ memberLink }) => at(`/s/${memberLink}`) },
  ],
  '/s/[token]/embed': [
    { right: 'open', ask: ({ link }) => at(`/s/${link}/embed`) },
    { right: 'link', ask: ({ memberLink }) => at(`/s/${memberLink}/embed`) },
  ],
};
