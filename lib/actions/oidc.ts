'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { localPath } from '@/lib/services/local-path';
import { keepOidcBrowser } from '@/lib/auth';
import * as oidc from '@/lib/services/oidc';
import { publicOrigin } from '@/lib/services/public-origin';
import { accountAction, openAction } from './action';

const Start = z.strictObject({
  next: z.string().max(2_000).optional(),
  invitation: z.string().max(100).nullable().default(null),
});

/** The address of the provider's page, to go to. */
export const beginOidc = openAction(z.tuple([Start]), async ({ next, invitation }) =>
  begin({ next: localPath(next), invitation, connectTo: null }),
);
/** The same, to connect one's account with whoever signs in there. */
export const connectOidc = accountAction(z.tuple([]), async ({ account }) =>
  begin({ next: '/account', invitation: null, connectTo: account.id }),
);
export const disconnectOidc = accountAction(z.tuple([z.string()]), oidc.disconnect);

async function begin(start: Omit<oidc.OidcStart, 'origin'>): Promise<string> {
  const { url, browser } = await oidc.beginOidc({ ...start, origin: publicOrigin(await headers()) });
  await keepOidcBrowser(browser);
  return url;
}
