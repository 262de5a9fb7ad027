import 'server-only';
import { isPassword } from '@/lib/crypto/passwords';
import { getDatabase, type Database } from '@/lib/db/database';
import * as store from '@/lib/db/shares';
import { forgive, giveBack, spend } from '@/lib/db/usage';
import { AppError, notFound } from '@/lib/errors';
import { secondsToWait } from './fair-use';
import type { LinkVisitor } from './link-visitor';

const MINUTES = 60_000;
/** Of wrong passwords, for one address at one link and for all addresses at one link. */
const GUESSES = { most: 10, windowMs: 10 * MINUTES };
const ALL_GUESSES = { most: 100, windowMs: 10 * MINUTES };
const PASS_MS = 12 * 60 * MINUTES;
const PASS_PURPOSE = 'share pass';

/**
 * The share behind a token, for someone who may see it. One that is unknown, expired, revoked or spent, or live and not
 * of their workspace, is refused alike, after the same work.
 * @throws AppError `not_found`; `password_required` before anything of the share was read; `rate_limited`
 */
export async function openLink(
  token: string,
  visitor: LinkVisitor,
  options: { evenSpent?: boolean } = {},
): Promise<store.LiveShare> {
  const db = await getDatabase();
  const link = await findLink(db, token, visitor, options);
  await checkPassword(db, link, visitor);
  const share = await store.readShare(db, link);
  if (share === null) throw notFound('shared link');
  return share;
}

/** The same without the password: for what only someone who knew it can name. @throws AppError `not_found` */
export async function findLink(
  db: Database,
  token: string,
  { member }: LinkVisitor,
  options: { evenSpent?: boolean } = {},
): Promise<store.LiveLink> {
  const link = await store.findLiveLink(db, token, options);
  if (link === null) throw notFound('shared link');
  if (link.mode === 'live' && member?.workspaceId !== link.workspaceId) throw notFound('shared link');
  return link;
}

async function checkPassword(db: Database, link: store.LiveLink, visitor: LinkVisitor): Promise<void> {
  const { passwordHash } = link;
  if (passwordHash === null || isPass(db, link, visitor.pass)) return;
  if (visitor.password === undefined)
    throw new AppError('password_required', 'This link asks for a password.');
  const ofAll = `password:${link.shareId}`;
  const ofOne = `${ofAll}:${visitor.address}`;
  const spent = await spend(db, [
    { key: ofOne, ...GUESSES },
    { key: ofAll, ...ALL_GUESSES },
  ]);
  if (spent !== null) {
    const message = `Too many passwords were tried. Try again in ${Math.ceil(spent.waitMs / MINUTES)} min.`;
    throw new AppError('rate_limited', message, { retryAfter: secondsToWait(spent.waitMs) });
  }
  if (!(await isPassword(visitor.password, passwordHash)))
    throw new AppError('password_required', 'That is not the password of this link.');
  await forgive(db, ofOne);
  await giveBack(db, ofAll);
}

/** Proof that the password was known, for one link and some hours; good until they are over or the key is another. */
export async function makePass(shareId: string): Promise<string> {
  const { keyring } = await getDatabase();
  return keyring.sign(PASS_PURPOSE, `${shareId}.${Date.now() + PASS_MS}`);
}

function isPass({ keyring }: Database, { shareId }: store.LiveLink, pass: string | undefined): boolean {
  const [id, ends] = (pass === undefined ? null : keyring.verify(PASS_PURPOSE, pass))?.split('.') ?? [];
  return id === shareId && Number(ends) > Date.now();
}
