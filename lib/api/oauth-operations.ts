import { z } from 'zod';
import { SignInStart } from '@/lib/model/oauth';
import type { Operation } from './operation';

/** Signing in at an OAuth 2 provider's page, for the authorization code. */
export const oauthOperations = {
  beginSignIn: {
    id: 'beginSignIn',
    method: 'POST',
    path: '/api/v1/sessions/{id}/oauth/authorize',
    tag: 'Sessions',
    scope: 'send',
    summary:
      'Begin an OAuth 2 sign-in with PKCE: the address to open in a browser, good for 10 minutes and one use',
    body: SignInStart,
    answer: z.object({ url: z.url(), redirectUri: z.url(), expiresAt: z.iso.datetime() }),
  },
  finishSignIn: {
    id: 'finishSignIn',
    method: 'POST',
    path: '/api/v1/sessions/{id}/oauth/token',
    tag: 'Sessions',
    scope: 'send',
    summary: 'End an OAuth 2 sign-in with the whole address that the provider sent the person back to',
    body: z.strictObject({ callbackUrl: z.url() }),
  },
  forgetTokens: {
    id: 'forgetTokens',
    method: 'DELETE',
    path: '/api/v1/sessions/{id}/oauth',
    tag: 'Sessions',
    summary: 'Forget the session’s OAuth 2 tokens',
  },
} as const satisfies Record<string, Operation>;
