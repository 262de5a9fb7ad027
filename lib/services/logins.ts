import 'server-only';
import { getDatabase } from '@/lib/db/database';
import * as store from '@/lib/db/logins';
import { notFound } from '@/lib/errors';
import type { Login } from '@/lib/model/account';
import type { SignedIn } from './accounts';

/** The browsers in which one is signed in, the last used first. */
export async function listLogins({ account, loginId }: SignedIn): Promise<Login[]> {
  const lines = await store.listLogins(await getDatabase(), account.id);
  return lines.map((line) => ({ ...line, current: line.id === loginId }));
}

/** Signs out one browser, this one or another. @throws AppError `not_found` */
export async function endLogin({ account }: SignedIn, id: string): Promise<void> {
  if (!(await store.deleteLogin(await getDatabase(), account.id, id))) throw notFound('sign-in');
}

/** Signs out every browser but this one. Answers how many. */
export async function endOtherLogins({ account, loginId }: SignedIn): Promise<number> {
  return store.deleteLogins(await getDatabase(), account.id, loginId);
}
