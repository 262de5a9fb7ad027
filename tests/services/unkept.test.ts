import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { openScope } from '@/lib/db/scope';
import { listExchanges } from '@/lib/services/exchanges';
import type { Member } from '@/lib/services/member';
import { sendThroughSession } from '@/lib/services/send';
import { createSession } from '@/lib/services/sessions';
import { freshDatabase, useDatabase } from '../support/database';
import { startTarget, type Target } from '../support/target-server';
import { guestWithWork } from './people';

let db: Database;
let target: Target;
beforeEach(async () => {
  db = await freshDatabase('sqlite');
  useDatabase(db);
  target = await startTarget((_request, response) => response.end('ok'));
});
afterEach(() => target.close());

it('a send whose result breaks the database’s own rules takes no place of those under way for ever', async () => {
  const workspaceId = await guestWithWork(db);
  const scope = await openScope(db, workspaceId);
  if (!scope) throw new Error('no guest');
  const member: Member = { workspaceId, userId: null, role: 'owner', via: 'guest', scope };
  const { id } = await createSession(member, {});
  // An error that means nothing to us, as a damaged page of the file is.
  await db.prisma.$executeRawUnsafe(
    `CREATE TRIGGER "broken" BEFORE UPDATE ON "Exchange" WHEN NEW."state" = 'done' BEGIN SELECT abs(-9223372036854775807 - 1); END`,
  );
  await expect(sendThroughSession(member, id, { method: 'GET', url: target.url })).rejects.toThrow();
  expect(target.requests).toHaveLength(1);
  await expect
    .poll(async () => (await listExchanges(member)).items.map(({ state }) => state))
    .toEqual(['interrupted']);
});
