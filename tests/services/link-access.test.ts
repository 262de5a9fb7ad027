import { describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { newId } from '@/lib/db/ids';
import { spend } from '@/lib/db/usage';
import { openGuestWorkspace } from '@/lib/db/workspaces';
import type { LinkVisitor } from '@/lib/services/link-visitor';
import type { Member } from '@/lib/services/member';
import { createSequence } from '@/lib/services/sequences';
import { openShare } from '@/lib/services/shared-links';
import { createShare } from '@/lib/services/shares';
import { fileDatabase, KINDS, useDatabase as asDatabase } from '../support/database';

/** A link that asks for the password `right`, at which so many wrong ones were typed already. */
async function guarded(db: Database, wrong: number): Promise<string> {
  const workspaceId = newId();
  const scope = await openGuestWorkspace(db, workspaceId);
  if (!scope) throw new Error('no workspace');
  const member: Member = { workspaceId, userId: null, role: 'owner', via: 'guest', scope };
  const steps = [{ name: 'step', request: { url: 'http://127.0.0.1:1/' } }];
  const sequence = await createSequence(member, { name: 'Guarded', steps });
  const input = { sequenceId: sequence.id, mode: 'replay' as const, password: 'right' };
  const { share, token } = await createShare(member, input);
  const guess = { key: `password:${share.id}`, most: 100, windowMs: 600_000 };
  for (let n = 0; n < wrong; n += 1) expect(await spend(db, [guess])).toBeNull();
  return token;
}

const from = (n: number, password: string): LinkVisitor => ({
  address: `192.0.2.${n}`,
  member: null,
  password,
});

describe.each(KINDS)('a link’s password on %s', (kind) => {
  it('shuts nobody out who knows it, however many they are', async () => {
    const db = await fileDatabase(kind);
    asDatabase(db);
    const token = await guarded(db, 99);
    for (let n = 0; n < 3; n += 1) expect((await openShare(token, from(n, 'right'))).name).toBe('Guarded');
  });

  it('counts wrong ones of all addresses together, and right ones take none of them back', async () => {
    const db = await fileDatabase(kind);
    asDatabase(db);
    const token = await guarded(db, 98);
    await expect(openShare(token, from(1, 'wrong'))).rejects.toMatchObject({ code: 'password_required' });
    await openShare(token, from(2, 'right'));
    await expect(openShare(token, from(3, 'wrong'))).rejects.toMatchObject({ code: 'password_required' });
    await expect(openShare(token, from(4, 'right'))).rejects.toMatchObject({ code: 'rate_limited' });
  });
});
