import type { operations } from '@/lib/api/operations';
import type { ApiAsk, Door } from './door';
import { commentInput, environmentInput, sequenceInput, signInStart, workspaceFileInput } from './inputs';

/** A token that does not hold is refused where none would have been needed: whoever sends one means it. */
const broken = { removed: 'unauthorized', revoked: 'unauthorized' } as const;
const events = { accept: 'text/event-stream' };

/**
 * Every operation of the API. A new one does not compile until it has a line here: say which right it asks for, and how
 * it is called about a thing of a workspace.
 */
export const apiDoors: Record<keyof typeof operations, Door<ApiAsk>> = {
  listAudit: { right: 'govern', ask: () => ({}) },
  exportAudit: { right: 'govern', ask: () => ({ query: '?format=csv' }) },
  exportWorkspace: { right: 'govern', ask: () => ({ query: '?secrets=true' }) },
  importWorkspace: { right: 'govern', ask: () => ({ body: workspaceFileInput() }) },
  createSession: { right: 'make', ask: () => ({ body: { name: 'asked' } }) },
  listSessions: { right: 'list', ask: () => ({}) },
  getSession: [
    { right: 'look', ask: ({ session: id }) => ({ params: { id } }) },
    { right: 'mine', ask: ({ privateSession: id }) => ({ params: { id } }) },
  ],
  getSharing: { right: 'look', ask: ({ session: id }) => ({ params: { id } }) },
  // Only who made a session says whether it is shared.
  setSharing: {
    right: 'change',
    but: { editor: 'forbidden' },
    ask: ({ session: id }) => ({ params: { id }, body: { isShared: true } }),
  },
  updateSession: { right: 'change', ask: ({ session: id }) => ({ params: { id }, body: { name: 'asked' } }) },
  deleteSession: { right: 'change', spends: ['session'], ask: ({ session: id }) => ({ params: { id } }) },
  forkSession: { right: 'change', ask: ({ session: id }) => ({ params: { id }, body: {} }) },
  // Without a query lib/api/front.ts opens it ahead of Next, with one Next's route does.
  send: [
    {
      right: 'mine',
      but: { viewer: 'forbidden' },
      ask: ({ privateSession: id, target }) => ({ params: { id }, body: { url: target } }),
    },
    {
      right: 'change',
      ask: ({ session: id, target }) => ({ params: { id }, body: { url: target } }),
    },
    {
      right: 'change',
      ask: ({ session: id, environment, target }) => ({
        params: { id },
        query: `?environment=${environment}`,
        body: { url: target },
      }),
    },
  ],
  listHistory: [
    { right: 'look', ask: ({ session: id }) => ({ params: { id } }) },
    { right: 'mine', ask: ({ privateSession: id }) => ({ params: { id } }) },
  ],
  getExchange: [
    { right: 'look', ask: ({ exchange: id }) => ({ params: { id } }) },
    { right: 'mine', ask: ({ privateExchange: id }) => ({ params: { id } }) },
  ],
  listCookies: [
    { right: 'look', ask: ({ session: id }) => ({ params: { id } }) },
    { right: 'mine', ask: ({ privateSession: id }) => ({ params: { id } }) },
  ],
  putCookie: {
    right: 'change',
    ask: ({ session: id }) => ({ params: { id }, body: { name: 'asked', value: '1', domain: 'h.test' } }),
  },
  replaceCookies: { right: 'change', ask: ({ session: id }) => ({ params: { id }, body: { cookies: [] } }) },
  deleteCookies: { right: 'change', ask: ({ session: id }) => ({ params: { id } }) },

  saveCheckpoint: {
    right: 'change',
    ask: ({ session: id }) => ({ params: { id }, body: { name: 'asked' } }),
  },
  listCheckpoints: { right: 'look', ask: ({ session: id }) => ({ params: { id } }) },
  restoreCheckpoint: {
    right: 'change',
    ask: ({ session: id, checkpoint: cid }) => ({ params: { id, cid } }),
  },
  deleteCheckpoint: {
    right: 'change',
    spends: ['checkpoint'],
    ask: ({ session: id, checkpoint: cid }) => ({ params: { id, cid } }),
  },

  createSequence: { right: 'make', ask: ({ target }) => ({ body: sequenceInput('asked', target) }) },
  listSequences: { right: 'list', ask: () => ({}) },
  getSequence: { right: 'look', ask: ({ sequence: id }) => ({ params: { id } }) },
  replaceSequence: {
    right: 'change',
    ask: ({ sequence: id, target }) => ({ params: { id }, body: sequenceInput('asked', target) }),
  },
  deleteSequence: { right: 'change', spends: ['sequence'], ask: ({ sequence: id }) => ({ params: { id } }) },
  exportSequence: {
    right: 'look',
    ask: ({ sequence: id }) => ({ params: { id }, query: '?format=python' }),
  },
  importSequence: {
    right: 'list',
    ask: () => ({ body: { format: 'curl', content: 'curl http://h.test/' } }),
  },

  startRun: [
    { right: 'change', ask: ({ sequence: id }) => ({ params: { id }, body: {} }) },
    { right: 'change', ask: ({ sequence: id }) => ({ params: { id }, body: {}, headers: events }) },
    {
      right: 'change',
      ask: ({ sequence: id, session: sessionId }) => ({ params: { id }, body: { sessionId } }),
    },
  ],
  listSequenceRuns: { right: 'look', ask: ({ sequence: id }) => ({ params: { id } }) },
  listRuns: { right: 'list', ask: () => ({}) },
  getRun: [
    { right: 'look', ask: ({ run: id }) => ({ params: { id } }) },
    { right: 'look', ask: ({ run: id }) => ({ params: { id }, headers: events }) },
  ],
  cancelRun: { right: 'change', ask: ({ run: id }) => ({ params: { id } }) },
  deleteRun: { right: 'change', spends: ['run'], ask: ({ run: id }) => ({ params: { id } }) },
  nameReference: { right: 'change', ask: ({ run: id }) => ({ params: { id } }) },
  clearReference: { right: 'change', ask: ({ run: id }) => ({ params: { id } }) },
  diffRuns: { right: 'look', ask: ({ run: id }) => ({ params: { id, other: id } }) },
  compareAs: {
    right: 'change',
    ask: ({ sequence: id, session: sessionId }) => ({ params: { id }, body: { as: [{ sessionId }, {}] } }),
  },
  listMasks: { right: 'look', ask: ({ sequence: id }) => ({ params: { id } }) },
  replaceMasks: { right: 'change', ask: ({ sequence: id }) => ({ params: { id }, body: {} }) },

  createShare: { right: 'change', ask: ({ sequence: sequenceId }) => ({ body: { sequenceId } }) },
  listShares: { right: 'list', ask: () => ({}) },
  revokeShare: { right: 'change', spends: ['share'], ask: ({ share: id }) => ({ params: { id } }) },
  openShare: [
    { right: 'open', but: broken, ask: ({ link: token }) => ({ params: { token } }) },
    { right: 'link', but: broken, ask: ({ memberLink: token }) => ({ params: { token } }) },
  ],
  startReplay: [
    { right: 'open', but: broken, ask: ({ link: token }) => ({ params: { token }, body: {} }) },
    {
      right: 'link',
      but: { ...broken, viewer: 'forbidden' },
      ask: ({ memberLink: token }) => ({ params: { token }, body: {} }),
    },
  ],
  getReplay: {
    right: 'open',
    but: broken,
    ask: ({ link: token, replay: rid }) => ({ params: { token, rid } }),
  },
  // Open by its link, and copied into the caller's own workspace.
  copyShared: {
    right: 'open',
    but: { anonymous: 'unauthorized', ...broken, viewer: 'forbidden' },
    ask: ({ link: token }) => ({ params: { token } }),
  },

  createUpload: {
    right: 'make',
    ask: () => ({ query: '?filename=asked.txt', bytes: 'asked' }),
  },
  listUploads: { right: 'list', ask: () => ({}) },
  deleteUpload: { right: 'change', spends: ['upload'], ask: ({ upload: id }) => ({ params: { id } }) },
  listOffers: { right: 'look', ask: ({ exchange: id }) => ({ params: { id } }) },

  beginSignIn: { right: 'change', ask: ({ session: id }) => ({ params: { id }, body: signInStart }) },
  // Nobody has signed in at a provider, so that members too are told of no such sign-in.
  finishSignIn: {
    right: 'change',
    but: { editor: 'missing', owner: 'missing' },
    ask: ({ session: id }) => ({
      params: { id },
      body: { callbackUrl: 'http://127.0.0.1/oauth/callback?state=never&code=1' },
    }),
  },
  forgetTokens: { right: 'change', ask: ({ session: id }) => ({ params: { id } }) },

  addComment: { right: 'change', ask: ({ sequence }) => ({ body: commentInput(sequence) }) },
  listComments: { right: 'list', ask: () => ({}) },
  changeComment: { right: 'change', ask: ({ comment: id }) => ({ params: { id }, body: { done: true } }) },
  // Another's is deleted by those who may say who is in the workspace.
  deleteComment: {
    right: 'change',
    but: { editor: 'forbidden' },
    spends: ['comment'],
    ask: ({ comment: id }) => ({ params: { id } }),
  },

  createEnvironment: { right: 'make', ask: () => ({ body: environmentInput('asked') }) },
  listEnvironments: { right: 'list', ask: () => ({}) },
  getEnvironment: { right: 'look', ask: ({ environment: id }) => ({ params: { id } }) },
  replaceEnvironment: {
    right: 'change',
    ask: ({ environment: id }) => ({ params: { id }, body: environmentInput('asked') }),
  },
  deleteEnvironment: {
    right: 'change',
    spends: ['environment'],
    ask: ({ environment: id }) => ({ params: { id } }),
  },

  health: { right: 'open', but: { removed: 'done', revoked: 'done' }, ask: () => ({}) },
};
