import { accountDoors, oidcDoors, passkeyDoors } from './account-doors';
import type { ActionFile, DoorsOf } from './action-asks';
import { commentInput, environmentInput, requestInput, sequenceInput, signInStart } from './inputs';
import { PASSWORD } from './people';
import { signedIn } from './rights';

type Files = { [File in ActionFile]: DoorsOf<File> };

const cookie = { name: 'asked', value: '1', domain: 'h.test' };
const key = { name: 'asked', domain: 'h.test', path: '/', hostOnly: true };

/**
 * Every server action, by its file. A new one does not compile until it has a line here: say which right it asks for,
 * and with which arguments it is called about a thing of a workspace.
 */
export const actionDoors: Files = {
  accounts: accountDoors,
  arrangements: {
    arrange: { right: 'make', ask: () => [{ sessions: [], sequences: [], requests: [], folders: [] }] },
  },
  checkpoints: {
    listCheckpoints: { right: 'look', ask: ({ session }) => [session] },
    saveCheckpoint: { right: 'change', ask: ({ session }) => [session, { name: 'asked' }] },
    restoreCheckpoint: { right: 'change', ask: ({ session, checkpoint }) => [session, checkpoint] },
    deleteCheckpoint: {
      right: 'change',
      spends: ['checkpoint'],
      ask: ({ session, checkpoint }) => [session, checkpoint],
    },
  },
  comments: {
    addComment: { right: 'change', ask: ({ sequence }) => [commentInput(sequence)] },
    // Of what the owner wrote, others may not change the text.
    changeComment: [
      { right: 'change', ask: ({ comment }) => [comment, { done: true }] },
      { right: 'change', but: { editor: 'forbidden' }, ask: ({ comment }) => [comment, { text: 'asked' }] },
    ],
    deleteComment: {
      right: 'change',
      but: { editor: 'forbidden' },
      spends: ['comment'],
      ask: ({ comment }) => [comment],
    },
  },
  cookies: {
    listCookies: { right: 'look', ask: ({ session }) => [session] },
    putCookie: { right: 'change', ask: ({ session }) => [session, cookie] },
    deleteCookie: { right: 'change', ask: ({ session }) => [session, key] },
    deleteCookies: { right: 'change', ask: ({ session }) => [session, {}] },
    replaceCookies: { right: 'change', ask: ({ session }) => [session, []] },
    importCookies: {
      right: 'change',
      ask: ({ session }) => [session, { text: 'asked=1', domain: 'h.test' }],
    },
    exportCookies: { right: 'change', ask: ({ session }) => [session, 'json'] },
  },
  demo: {
    createLoginDemo: { right: 'make', ask: () => [] },
    createFormDemo: { right: 'make', ask: () => [] },
  },
  environments: {
    createEnvironment: { right: 'make', ask: () => [environmentInput('asked')] },
    replaceEnvironment: {
      right: 'change',
      spends: ['environment'],
      ask: ({ environment }) => [environment, environmentInput('asked'), { version: 1, input: null }],
    },
    deleteEnvironment: { right: 'change', spends: ['environment'], ask: ({ environment }) => [environment] },
    revealVariable: { right: 'rule', ask: ({ environment }) => [environment, 'secret'] },
  },
  exchanges: {
    startSend: [
      { right: 'change', ask: ({ session, target }) => [session, { url: target }] },
      {
        right: 'change',
        ask: ({ session, environment, target }) => [session, { url: target }, environment],
      },
    ],
    deleteExchange: { right: 'change', spends: ['exchange'], ask: ({ exchange }) => [exchange] },
  },
  interchange: {
    previewImport: {
      right: 'list',
      ask: () => [{ fileName: '', content: 'curl http://a.test/', format: null }],
    },
    writeRequest: [
      {
        right: 'list',
        ask: () => [{ request: { url: 'http://h.test/' }, sessionId: null, format: 'curl', secrets: true }],
      },
      {
        right: 'look',
        ask: ({ session }) => [
          { request: { url: 'http://h.test/' }, sessionId: session, format: 'python', secrets: true },
        ],
      },
    ],
    exportSequence: { right: 'look', ask: ({ sequence }) => [sequence, 'python'] },
  },
  oauth: {
    beginSignIn: { right: 'change', ask: ({ session }) => [session, signInStart] },
    tokenState: { right: 'change', ask: ({ session }) => [session, signInStart] },
    redirectUri: { right: 'list', ask: () => [] },
    forgetTokens: { right: 'change', ask: ({ session }) => [session] },
  },
  oidc: oidcDoors,
  offers: {
    takeOffer: { right: 'change', ask: ({ exchange, sequence }) => [exchange, 0, { sequenceId: sequence }] },
  },
  passkeys: passkeyDoors,
  'pasted-requests': { readPastedRequest: { right: 'list', ask: () => ['curl http://h.test/'] } },
  runs: {
    startRun: [
      { right: 'change', ask: ({ sequence }) => [sequence, {}] },
      { right: 'change', ask: ({ sequence, checkpoint }) => [sequence, { checkpointId: checkpoint }] },
    ],
    startComparison: {
      right: 'change',
      ask: ({ sequence, session }) => [sequence, { as: [{ sessionId: session }, {}] }],
    },
    deleteRun: { right: 'change', spends: ['run'], ask: ({ run }) => [run] },
    nameReference: { right: 'change', ask: ({ run }) => [run, true] },
    replaceMasks: { right: 'change', ask: ({ sequence }) => [sequence, {}] },
  },
  'saved-requests': {
    saveRequest: [
      { right: 'make', ask: () => [null, requestInput('asked')] },
      { right: 'change', ask: ({ savedRequest }) => [savedRequest, requestInput('asked')] },
    ],
    deleteSavedRequest: {
      right: 'change',
      spends: ['savedRequest'],
      ask: ({ savedRequest }) => [savedRequest],
    },
  },
  sequences: {
    saveSequence: [
      { right: 'make', ask: ({ target }) => [null, sequenceInput('asked', target)] },
      { right: 'change', ask: ({ sequence, target }) => [sequence, sequenceInput('asked', target)] },
    ],
    appendStep: {
      right: 'change',
      ask: ({ sequence, target }) => [sequence, { step: { name: 'asked', request: { url: target } } }],
    },
    deleteSequence: { right: 'change', spends: ['sequence'], ask: ({ sequence }) => [sequence] },
  },
  sessions: {
    createSession: { right: 'make', ask: () => [{ name: 'asked' }] },
    updateSession: { right: 'change', ask: ({ session }) => [session, { name: 'asked' }] },
    deleteSession: { right: 'change', spends: ['session'], ask: ({ session }) => [session] },
    getSharing: { right: 'look', ask: ({ session }) => [session] },
    // Only who made a session says whether it is shared.
    setSharing: {
      right: 'change',
      but: { editor: 'forbidden' },
      ask: ({ session }) => [session, { isShared: true }],
    },
    forkSession: { right: 'change', ask: ({ session }) => [session] },
  },
  shares: {
    checkShare: { right: 'change', ask: ({ sequence }) => [{ sequenceId: sequence }] },
    createShare: { right: 'change', ask: ({ sequence }) => [{ sequenceId: sequence }] },
    revokeShare: { right: 'change', spends: ['share'], ask: ({ share }) => [share] },
    unlockShare: [
      { right: 'open', ask: ({ link }) => [link, PASSWORD] },
      { right: 'link', ask: ({ memberLink }) => [memberLink, PASSWORD] },
    ],
    reopenShare: [
      { right: 'open', ask: ({ link }) => [link, 'no pass'] },
      { right: 'link', ask: ({ memberLink }) => [memberLink, 'no pass'] },
    ],
    startReplay: [
      { right: 'open', ask: ({ link }) => [link, null, {}] },
      { right: 'link', but: { viewer: 'forbidden' }, ask: ({ memberLink }) => [memberLink, null, {}] },
    ],
    // Copied into the asker's own workspace, or a new guest's.
    copyShared: [
      { right: 'open', but: { viewer: 'forbidden' }, ask: ({ link }) => [link, null] },
      { right: 'link', but: { viewer: 'forbidden' }, ask: ({ memberLink }) => [memberLink, null] },
    ],
  },
  workspaces: {
    // Without a name, so that everyone keeps the workspace they have in view.
    createWorkspace: { right: 'self', but: signedIn('invalid_request'), ask: () => [' '] },
    chooseWorkspace: {
      right: 'look',
      ask: ({ workspace }) => [workspace],
    },
    renameWorkspace: { right: 'govern', ask: () => ['asked'] },
    // By a name that it has not, so that it stays.
    deleteWorkspace: {
      right: 'govern',
      but: { owner: 'invalid_request', stranger: 'invalid_request', removed: 'invalid_request' },
      ask: () => ['not the name'],
    },
    // Who owns a workspace cannot leave it; the others are invited again.
    leaveWorkspace: {
      right: 'self',
      but: { owner: 'conflict', stranger: 'conflict', removed: 'conflict' },
      spends: ['membership'],
      ask: () => [],
    },
    setRole: { right: 'rule', ask: ({ member }) => [member, 'viewer'] },
    removeMember: { right: 'rule', spends: ['member'], ask: ({ member }) => [member] },
    // To someone who is no member, so that the owner stays.
    handOver: { right: 'rule', but: { owner: 'missing' }, ask: ({ notAMember }) => [notAMember] },
    invite: { right: 'govern', ask: () => ['viewer'] },
    revokeInvitation: { right: 'rule', spends: ['invitation'], ask: ({ invitation }) => [invitation] },
    createApiToken: { right: 'list', ask: () => [{ name: 'asked', role: 'viewer', days: 1 }] },
    // One's own, or as an admin anyone's: of the owner's, members are told nothing.
    revokeApiToken: {
      right: 'look',
      but: { viewer: 'missing', editor: 'missing' },
      spends: ['apiToken'],
      ask: ({ apiToken }) => [apiToken],
    },
  },
};
