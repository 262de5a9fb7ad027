import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { openScope } from '@/lib/db/scope';
import type { Member } from '@/lib/services/member';
import { listUploads, storeUpload } from '@/lib/services/uploads';
import { freshDatabase, KINDS, useDatabase } from '../support/database';
import { guestWithWork } from './people';

beforeAll(() => {
  // Read on first use, which is in the first test.
  process.env.PLAYJAR_LIMITS = JSON.stringify({ uploadBytes: 1000 });
});

it.each(KINDS)(
  'uploads that come in at once fill a workspace no further than one after the other, on %s',
  async (kind) => {
    const db = await freshDatabase(kind);
    useDatabase(db);
    const workspaceId = await guestWithWork(db);
    const scope = await openScope(db, workspaceId);
    if (!scope) throw new Error('no guest');
    const member: Member = { workspaceId, userId: null, role: 'owner', via: 'guest', scope };
    let begun = 0;
    let all = (): void => undefined;
    const begunAll = new Promise<void>((resolve) => (all = resolve));
    async function* content() {
      begun += 1;
      if (begun === 6) all();
      await begunAll;
      yield Buffer.alloc(900, 'x');
    }
    const upload = () =>
      storeUpload(member, { filename: null, contentType: null, announced: null, content: content() });
    const ends = await Promise.allSettled([upload(), upload(), upload(), upload(), upload(), upload()]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
    for (const message of refused) expect(message).toContain('room for 400 more bytes');
    expect((await listUploads(member)).items).toHaveLength(4);
    expect(readdirSync(path.join(db.dataDir, 'uploads', workspaceId))).toHaveLength(4);
  },
);
