'use server';

import { z } from 'zod';
import { currentVisitor, forgetLogin, keepLogin } from '@/lib/auth';
import { PasswordChange, PersonName, SignInInput, SignUpInput } from '@/lib/model/account';
import * as accounts from '@/lib/services/accounts';
import * as joining from '@/lib/services/joining';
import * as logins from '@/lib/services/logins';
import * as signing from '@/lib/services/sign-up';
import { accountAction, openAction } from './action';

export const signUp = openAction(z.tuple([SignUpInput]), async (input) => {
  await keepLogin((await signing.signUp(await currentVisitor(), input)).token);
});
export const signIn = openAction(z.tuple([SignInInput]), async (input) => {
  await keepLogin((await accounts.signIn(await currentVisitor(), input)).token);
});
export const signOut = accountAction(z.tuple([]), async (signedIn) => {
  await logins.endLogin(signedIn, signedIn.loginId);
  await forgetLogin();
});
export const endLogin = accountAction(z.tuple([z.string()]), logins.endLogin);
export const endOtherLogins = accountAction(z.tuple([]), logins.endOtherLogins);
export const changePassword = accountAction(z.tuple([PasswordChange]), accounts.changePassword);
export const renameAccount = accountAction(z.tuple([PersonName]), accounts.renameAccount);
export const deleteAccount = accountAction(z.tuple([z.string()]), async (signedIn, password) => {
  await accounts.deleteAccount(signedIn, password);
  await forgetLogin();
});
export const acceptInvitation = accountAction(z.tuple([z.string()]), joining.acceptInvitation);
