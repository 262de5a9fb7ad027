'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { currentVisitor, keepLogin } from '@/lib/auth';
import { NewPasskey, PasskeyName, PasskeyProof } from '@/lib/model/passkey';
import * as passkeys from '@/lib/services/passkeys';
import { publicOrigin } from '@/lib/services/public-origin';
import { accountAction, openAction } from './action';

/** With the password, where the account has one. */
export const beginPasskey = accountAction(z.tuple([z.string().max(256)]), async (signedIn, password) =>
  passkeys.beginPasskey(signedIn, { password, origin: publicOrigin(await headers()) }),
);
export const finishPasskey = accountAction(z.tuple([NewPasskey, PasskeyName]), async (signedIn, made, name) =>
  passkeys.finishPasskey(signedIn, { made, name, origin: publicOrigin(await headers()) }),
);
export const renamePasskey = accountAction(z.tuple([z.string(), PasskeyName]), passkeys.renamePasskey);
export const removePasskey = accountAction(z.tuple([z.string()]), passkeys.removePasskey);

export const beginPasskeySignIn = openAction(z.tuple([]), async () =>
  passkeys.beginPasskeySignIn(publicOrigin(await headers())),
);
export const signInByPasskey = openAction(z.tuple([PasskeyProof]), async (proof) => {
  const origin = publicOrigin(await headers());
  await keepLogin((await passkeys.signInByPasskey(await currentVisitor(), { proof, origin })).token);
});
