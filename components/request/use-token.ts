'use client';
import { useEffect, useState } from 'react';
import { beginSignIn, forgetTokens, redirectUri, tokenState } from '@/lib/actions/oauth';
import type { TokenState } from '@/lib/model/oauth';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import { oauthOf, type AuthDraft } from './auth-draft';
import { sessionInUse } from './session-in-use';
import { hearSignedIn } from './sign-in-channel';

/** Settings are asked about once typing has paused this long. Milliseconds. */
const PAUSE_MS = 400;

/** What a session holds for the OAuth 2 settings as they are typed, and what can be done about it. */
export function useToken(auth: AuthDraft, sessionId: string | null) {
  const [held, setHeld] = useState<TokenState | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const workspace = useWorkspaceStore();
  const settings = JSON.stringify(oauthOf(auth));

  useEffect(() => {
    if (sessionId === null || !isComplete(settings)) return undefined;
    let gone = false;
    const timer = setTimeout(() => {
      const state = tokenState(sessionId, { auth: parsed(settings) });
      settle(state).then(
        (value) => (gone ? undefined : setHeld(value)),
        () => (gone ? undefined : setHeld(null)),
      );
    }, PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [settings, sessionId, asked]);

  useEffect(() => hearSignedIn(() => setAsked((count) => count + 1)), []);

  const attempt = async (deed: () => Promise<void>) => {
    setFault(null);
    await deed().catch((error: unknown) => setFault(sentenceOf(error)));
  };
  return {
    held,
    fault,
    signIn: () =>
      attempt(async () => {
        // opened within the click, or the browser would take it for an advertisement
        const tab = window.open('about:blank', '_blank');
        try {
          const { url } = await settle(
            beginSignIn(sessionId ?? (await sessionInUse(workspace)), { auth: parsed(settings) }),
          );
          if (tab) {
            tab.opener = null;
            tab.location.replace(url);
          } else window.location.assign(url);
        } catch (error) {
          tab?.close();
          throw error;
        }
      }),
    forget: () =>
      attempt(async () => {
        if (sessionId === null) return;
        await settle(forgetTokens(sessionId));
        setAsked((count) => count + 1);
      }),
  };
}

/** Where the provider must be told to send people back to; null until it is known. */
export function useRedirectUri(): string | null {
  const [uri, setUri] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    settle(redirectUri()).then(
      (value) => (gone ? undefined : setUri(value)),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  return uri;
}

function parsed(settings: string): ReturnType<typeof oauthOf> {
  return JSON.parse(settings) as ReturnType<typeof oauthOf>;
}

function isComplete(settings: string): boolean {
  const { tokenUrl, clientId } = parsed(settings);
  return tokenUrl !== '' && clientId !== '';
}
