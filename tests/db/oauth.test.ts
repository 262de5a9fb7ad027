import { describe, expect, it } from 'vitest';
import * as tokens from '@/lib/db/oauth-tokens';
import { deleteSession } from '@/lib/db/sessions';
import { createSignIn, deleteExpiredSignIns, takeSignIn } from '@/lib/db/sign-ins';
import type { SignIn } from '@/lib/model/oauth';
import { fileDatabase, KINDS, newScope } from '../support/database';
import { newSession } from './samples';

const token = { accessToken: 'access-canary', refreshToken: 'refresh-canary', goodUntil: 1, proof: 'p' };
const signIn: SignIn = {
  auth: { type: 'oauth2', grant: 'authorization_code', tokenUrl: 'http://h/', clientId: 'app' },
  verifier: 'verifier-canary',
  redirectUri: 'http://us/',
};
const soon = () => new Date(Date.now() + 60_000);

describe.each(KINDS)('OAuth tokens on %s', (kind) => {
  it('are kept by key, one for each, and go with their session', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    await tokens.saveOAuthToken(scope, sessionId, 'a', token);
    await tokens.saveOAuthToken(scope, sessionId, 'a', { ...token, accessToken: 'newer' });
    await tokens.saveOAuthToken(scope, sessionId, 'b', token);
    expect(await tokens.findOAuthToken(scope, sessionId, 'a')).toMatchObject({ accessToken: 'newer' });
    await tokens.deleteOAuthTokens(scope, sessionId, 'a');
    expect(await tokens.findOAuthToken(scope, sessionId, 'a')).toBeNull();
    expect(await tokens.findOAuthToken(scope, sessionId, 'b')).toEqual(token);
    await deleteSession(scope, sessionId);
    expect(await tokens.findOAuthToken(scope, sessionId, 'b')).toBeNull();
    expect(await scope.db.prisma.oAuthToken.count()).toBe(0);
  });
  it('are refused when their session is gone', async () => {
    const scope = await newScope(await fileDatabase(kind));
    await expect(tokens.saveOAuthToken(scope, 'gone', 'a', token)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
  it('are at most 50 in a session', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    for (let i = 0; i < 52; i += 1) await tokens.saveOAuthToken(scope, sessionId, `key ${i}`, token);
    expect(await scope.db.prisma.oAuthToken.count()).toBe(50);
  });
  it('and sign-ins are sealed, and not seen from another workspace', async () => {
    const db = await fileDatabase(kind);
    const scope = await newScope(db);
    const other = await newScope(db);
    const sessionId = await newSession(scope);
    await tokens.saveOAuthToken(scope, sessionId, 'a', token);
    await createSignIn(scope, { state: 'the state', sessionId, expiresAt: soon(), signIn });
    const rows = [await db.prisma.oAuthToken.findMany(), await db.prisma.oAuthSignIn.findMany()].flat();
    for (const row of rows) {
      expect(Buffer.from(row.sealed).toString('latin1')).not.toContain('canary');
      expect(JSON.stringify({ ...row, sealed: '' })).not.toMatch(/canary|the state/);
    }
    expect(await tokens.findOAuthToken(other, sessionId, 'a')).toBeNull();
    await tokens.deleteOAuthTokens(other, sessionId);
    expect(await takeSignIn(other, 'the state')).toBeNull();
    expect(await tokens.findOAuthToken(scope, sessionId, 'a')).toEqual(token);
    expect(await takeSignIn(scope, 'the state')).toEqual({ sessionId, signIn });
  });
});

describe.each(KINDS)('a sign-in on %s', (kind) => {
  it('is taken by one of several who come at once', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    await createSignIn(scope, { state: 's', sessionId, expiresAt: soon(), signIn });
    const taken = await Promise.all([1, 2, 3, 4].map(() => takeSignIn(scope, 's')));
    expect(taken.filter((one) => one !== null)).toHaveLength(1);
  });
  it('is not taken for another session, nor once its time is over', async () => {
    const db = await fileDatabase(kind);
    const scope = await newScope(db);
    const sessionId = await newSession(scope);
    await createSignIn(scope, { state: 's', sessionId, expiresAt: soon(), signIn });
    expect(await takeSignIn(scope, 's', 'another')).toBeNull();
    await createSignIn(scope, { state: 'old', sessionId, expiresAt: new Date(), signIn });
    expect(await takeSignIn(scope, 'old')).toBeNull();
    await deleteExpiredSignIns(db, new Date());
    expect(await db.prisma.oAuthSignIn.count()).toBe(1);
    expect(await takeSignIn(scope, 's', sessionId)).not.toBeNull();
  });
});
