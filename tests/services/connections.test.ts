import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScope } from '@/lib/db/scope';
import { sendThroughSession } from '@/lib/services/send';
import { createSession, deleteSession } from '@/lib/services/sessions';
import type { Member } from '@/lib/services/member';
import { createWorkspace } from '@/lib/services/workspaces';
import { freshDatabase, useDatabase } from '../support/database';
import { startTarget, type Target } from '../support/target-server';
import { person } from './people';

let target: Target;
beforeEach(async () => {
  target = await startTarget((_request, response) => response.end('fine'));
});
afterEach(() => target.close());

/** The number of the connection by which a session reaches the target. */
async function connectionOf(member: Member, sessionId: string): Promise<number | undefined> {
  const { exchange } = await sendThroughSession(member, sessionId, { method: 'GET', url: target.url });
  expect(exchange.error).toBeNull();
  return target.requests.at(-1)?.connection;
}

describe('R27 connections to one origin', () => {
  it('are kept for a session, and shared with no other, of its own workspace or of another', async () => {
    const db = await freshDatabase('sqlite');
    useDatabase(db);
    const { member: ada, signedIn } = await person(db, 'ada');
    const { workspaceId } = await createWorkspace(signedIn, 'Elsewhere');
    const scope = await openScope(db, workspaceId);
    if (!scope) throw new Error('no workspace');
    const elsewhere: Member = { ...ada, workspaceId, scope };
    const [first, second] = [await createSession(ada, {}), await createSession(ada, {})];
    const strange = await createSession(elsewhere, {});
    expect(await connectionOf(ada, first.id)).toBe(1);
    expect(await connectionOf(ada, second.id)).toBe(2);
    expect(await connectionOf(elsewhere, strange.id)).toBe(3);
    expect(await connectionOf(ada, first.id)).toBe(1);
    expect(await connectionOf(elsewhere, strange.id)).toBe(3);
    await deleteSession(ada, first.id);
    expect(await connectionOf(ada, second.id)).toBe(2);
    expect(target.connections()).toBe(3);
  });
});
