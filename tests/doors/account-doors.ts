import type { DoorsOf } from './action-asks';
import { PASSWORD } from './people';
import { signedIn } from './rights';

const credential = { id: 'asked', rawId: 'asked', type: 'public-key', clientExtensionResults: {} } as const;

/** Of one's own account, and the ways into it. */
export const accountDoors: DoorsOf<'accounts'> = {
  // A code that was never made, so that nobody joins: the same words for all.
  signUp: {
    right: 'open',
    but: all('missing'),
    ask: () => [{ name: 'Asked', email: 'asked@example.com', password: PASSWORD, invitation: 'never-was' }],
  },
  signIn: {
    right: 'open',
    but: all('unauthorized'),
    ask: () => [{ email: 'asked@example.com', password: PASSWORD }],
  },
  signOut: { right: 'self', endsLogin: true, ask: () => [] },
  // Of another account: nobody but its owner ends it.
  endLogin: {
    right: 'look',
    but: { viewer: 'missing', editor: 'missing' },
    spends: ['login'],
    ask: ({ login }) => [login],
  },
  endOtherLogins: { right: 'self', ask: () => [] },
  // With a wrong password, so that everyone keeps theirs.
  changePassword: {
    right: 'self',
    but: signedIn('invalid_request'),
    ask: () => [{ current: 'not the password', next: PASSWORD }],
  },
  renameAccount: { right: 'self', ask: () => ['Asked'] },
  deleteAccount: { right: 'self', but: signedIn('invalid_request'), ask: () => ['not the password'] },
  // One that was used up, so that nobody joins.
  acceptInvitation: {
    right: 'self',
    but: signedIn('missing'),
    ask: ({ usedInvitationCode }) => [usedInvitationCode],
  },
};

export const passkeyDoors: DoorsOf<'passkeys'> = {
  beginPasskey: {
    right: 'self',
    but: signedIn('invalid_request'),
    ask: () => ['not the password'],
  },
  // Made for nothing that was begun.
  finishPasskey: {
    right: 'self',
    but: signedIn('invalid_request'),
    ask: () => [{ ...credential, response: { clientDataJSON: '', attestationObject: '' } }, 'asked'],
  },
  // One's own: of another's, the members of the workspace are told nothing.
  renamePasskey: {
    right: 'look',
    but: { viewer: 'missing', editor: 'missing', owner: 'missing' },
    ask: () => ['never-was', 'asked'],
  },
  removePasskey: {
    right: 'look',
    but: { viewer: 'missing', editor: 'missing', owner: 'missing' },
    ask: () => ['never-was'],
  },
  beginPasskeySignIn: { right: 'open', ask: () => [] },
  signInByPasskey: {
    right: 'open',
    but: all('unauthorized'),
    ask: () => [{ ...credential, response: { clientDataJSON: '', authenticatorData: '', signature: '' } }],
  },
};

/** No provider is named where the doors are tried; see tests/api/oidc.test.ts. */
export const oidcDoors: DoorsOf<'oidc'> = {
  beginOidc: { right: 'open', but: all('missing'), ask: () => [{}] },
  connectOidc: { right: 'self', but: signedIn('missing'), ask: () => [] },
  // One's own, and not one's only way in.
  disconnectOidc: { right: 'self', but: signedIn('conflict'), ask: () => ['never-was'] },
};

function all<V extends string>(verdict: V) {
  return { anonymous: verdict, revoked: verdict, ...signedIn(verdict) };
}
