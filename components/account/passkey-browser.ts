import { Refusal, settle } from '@/components/shell/outcome';
import { beginPasskey, beginPasskeySignIn, finishPasskey, signInByPasskey } from '@/lib/actions/passkeys';

/** Has an authenticator make a passkey, and keeps it under a name. @throws Refusal in words for whoever made it */
export async function makePasskey(name: string, password: string): Promise<void> {
  const options = await settle(beginPasskey(password));
  const { startRegistration } = await import('@simplewebauthn/browser');
  const made = await asked(() => startRegistration({ optionsJSON: options }));
  await settle(finishPasskey(made as Parameters<typeof finishPasskey>[0], name));
}

/** Has an authenticator prove who is there, and signs in. @throws Refusal in words */
export async function signInWithPasskey(): Promise<void> {
  const options = await settle(beginPasskeySignIn());
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const proof = await asked(() => startAuthentication({ optionsJSON: options }));
  await settle(signInByPasskey(proof as Parameters<typeof signInByPasskey>[0]));
}

/** The errors that a browser names (WebAuthn §5.1.3, §5.1.4), as sentences. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new Refusal(WORDS[name] ?? 'The browser could not ask for a passkey.');
  }
}

const WORDS: Record<string, string> = {
  NotAllowedError: 'It was not confirmed, or it took too long. Nothing was changed; try again.',
  AbortError: 'It was not confirmed, or it took too long. Nothing was changed; try again.',
  InvalidStateError: 'This device has a passkey of this account already.',
  SecurityError:
    'A browser makes passkeys for a name over https, or for localhost, and not for an address such as 127.0.0.1.',
};
