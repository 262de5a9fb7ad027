import { describe, expect, it } from 'vitest';
import { findArrangement, putArrangement } from '@/lib/db/arrangements';
import { fileDatabase, KINDS, newScope } from '../support/database';

const arrangement = {
  sessions: ['s2', 's1'],
  sequences: [],
  requests: ['r3'],
  folders: [{ id: 'f1', name: 'Shop', items: ['r1', 'r2'] }],
};

describe.each(KINDS)('the arrangement of a workspace on %s', (kind) => {
  it('is absent until someone orders, then comes back as it was put', async () => {
    const scope = await newScope(await fileDatabase(kind));
    expect(await findArrangement(scope)).toBeNull();
    await putArrangement(scope, arrangement);
    expect(await findArrangement(scope)).toEqual(arrangement);
    await putArrangement(scope, { ...arrangement, sessions: ['s1', 's2'] });
    expect((await findArrangement(scope))?.sessions).toEqual(['s1', 's2']);
  });

  it('is of one workspace alone', async () => {
    const db = await fileDatabase(kind);
    const [mine, other] = [await newScope(db), await newScope(db)];
    await putArrangement(mine, arrangement);
    expect(await findArrangement(other)).toBeNull();
  });
});
