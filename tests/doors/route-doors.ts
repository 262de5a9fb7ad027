import type { Door, PathAsk } from './door';
import { workspaceFileInput } from './inputs';
import { signedIn } from './rights';

const at = (path: string, body?: unknown): PathAsk => ({ path, ...(body !== undefined && { body }) });
/** The practice site, which knows nothing of the rest. */
const practice: Door<PathAsk> = { right: 'open', ask: () => at('/practice/api/echo') };

/**
 * Every handler of a route that is no operation of the API. `tests/api/doors.test.ts` fails when one is missing.
 */
export const routeDoors: Record<string, Door<PathAsk>> = {
  'GET /live/exchanges/[id]': [
    { right: 'mine', ask: ({ privateExchange }) => at(`/live/exchanges/${privateExchange}`) },
    { right: 'look', ask: ({ exchange }) => at(`/live/exchanges/${exchange}`) },
    { right: 'look', ask: ({ exchange }) => at(`/live/exchanges/${exchange}?format=json`) },
  ],
  'GET /live/exchanges/[id]/body': {
    // Nothing takes secrets out of bytes.
    right: 'change',
    ask: ({ exchange }) => at(`/live/exchanges/${exchange}/body`),
  },
  'GET /live/exchanges/[id]/offers': {
    right: 'look',
    ask: ({ exchange }) => at(`/live/exchanges/${exchange}/offers`),
  },
  'POST /live/exchanges/[id]/cancel': {
    right: 'change',
    ask: ({ exchange }) => at(`/live/exchanges/${exchange}/cancel`, {}),
  },
  // It is no WebSocket, so that those who may talk are told that none is open.
  'POST /live/exchanges/[id]/messages': {
    right: 'change',
    but: { editor: 'conflict', owner: 'conflict' },
    ask: ({ exchange }) => at(`/live/exchanges/${exchange}/messages`, { text: 'asked' }),
  },
  'GET /live/runs/[id]': { right: 'look', ask: ({ run }) => at(`/live/runs/${run}`) },
  'POST /live/runs/[id]/cancel': { right: 'change', ask: ({ run }) => at(`/live/runs/${run}/cancel`, {}) },
  'POST /live/runs/[id]/leave': { right: 'change', ask: ({ run }) => at(`/live/runs/${run}/leave`, {}) },
  'GET /live/uploads': { right: 'list', ask: () => at('/live/uploads') },
  'POST /live/uploads': { right: 'make', ask: () => at('/live/uploads?filename=asked.txt', 'asked') },
  'GET /live/uploads/[id]': { right: 'look', ask: ({ upload }) => at(`/live/uploads/${upload}`) },
  'DELETE /live/uploads/[id]': {
    right: 'change',
    spends: ['upload'],
    ask: ({ upload }) => at(`/live/uploads/${upload}`),
  },

  'GET /live/sessions/[id]/history': [
    { right: 'look', ask: ({ session }) => at(`/live/sessions/${session}/history`) },
    { right: 'mine', ask: ({ privateSession }) => at(`/live/sessions/${privateSession}/history`) },
  ],
  // Of a thing that is not there nothing was said.
  'GET /live/comments': [
    { right: 'list', ask: () => at('/live/comments') },
    { right: 'list', ask: ({ sequence }) => at(`/live/comments?sequenceId=${sequence}`) },
  ],
  // With `waits` it goes on for as long as its page is there.
  'GET /live/workspace': { right: 'list', ask: () => at('/live/workspace?waits=no') },
  'POST /live/workspace/here': {
    right: 'list',
    ask: ({ session }) => at('/live/workspace/here', { stream: 'asked', places: [`session:${session}`] }),
  },
  'GET /live/audit': { right: 'govern', ask: () => at('/live/audit?format=json') },
  'POST /live/workspace/export': { right: 'govern', ask: () => at('/live/workspace/export', 'history=on') },
  'POST /live/workspace/import': {
    right: 'self',
    ask: () => at('/live/workspace/import', workspaceFileInput()),
  },

  'GET /s/[token]/card.png': [
    { right: 'open', ask: ({ link }) => at(`/s/${link}/card.png`) },
    { right: 'link', ask: ({ memberLink }) => at(`/s/${memberLink}/card.png`) },
  ],
  'GET /s/[token]/replays/[rid]': [
    { right: 'open', ask: ({ link, replay }) => at(`/s/${link}/replays/${replay}`) },
    // A run of the workspace is not to be had by the link of another.
    {
      right: 'link',
      but: { viewer: 'missing', editor: 'missing', owner: 'missing' },
      ask: ({ link, run }) => at(`/s/${link}/replays/${run}`),
    },
  ],
  'POST /s/[token]/replays/[rid]/leave': {
    right: 'open',
    ask: ({ link, replay }) => at(`/s/${link}/replays/${replay}/leave`, {}),
  },

  // Without a sign-in that this browser began, nobody comes in by it.
  'GET /oidc/callback': {
    right: 'open',
    but: { anonymous: 'missing', revoked: 'missing', ...signedIn('missing') },
    ask: ({ signInState }) => at(`/oidc/callback?state=${signInState}&code=1`),
  },

  'GET /api/v1/openapi.json': { right: 'open', ask: () => at('/api/v1/openapi.json') },
  'GET /api/v1/[...unknown]': { right: 'look', but: nothing(), ask: () => at('/api/v1/unknown') },
  'POST /api/v1/[...unknown]': { right: 'look', but: nothing(), ask: () => at('/api/v1/unknown', {}) },
  'PUT /api/v1/[...unknown]': { right: 'look', but: nothing(), ask: () => at('/api/v1/unknown', {}) },
  'PATCH /api/v1/[...unknown]': { right: 'look', but: nothing(), ask: () => at('/api/v1/unknown', {}) },
  'DELETE /api/v1/[...unknown]': { right: 'look', but: nothing(), ask: () => at('/api/v1/unknown') },

  'GET /practice/[[...path]]': practice,
  'POST /practice/[[...path]]': practice,
  'PUT /practice/[[...path]]': practice,
  'PATCH /practice/[[...path]]': practice,
  'DELETE /practice/[[...path]]': practice,
  'OPTIONS /practice/[[...path]]': practice,
};

/** No call of the API leads there, for anyone. */
function nothing() {
  const none = 'missing' as const;
  return { anonymous: none, revoked: none, viewer: none, editor: none, owner: none };
}
