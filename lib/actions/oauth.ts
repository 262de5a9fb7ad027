'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { SignInStart } from '@/lib/model/oauth';
import { callbackUrl } from '@/lib/services/public-origin';
import * as signIns from '@/lib/services/sign-ins';
import { action } from './action';

export const beginSignIn = action(z.tuple([z.string(), SignInStart]), async (member, sessionId, start) =>
  signIns.beginSignIn(member, sessionId, { ...start, redirectUri: callbackUrl(await headers()) }),
);

export const tokenState = action(z.tuple([z.string(), SignInStart]), signIns.tokenState);

/** Where a provider must be told to send people back to. */
export const redirectUri = action(z.tuple([]), async () => callbackUrl(await headers()));

export const forgetTokens = action(z.tuple([z.string()]), signIns.forgetTokens);
