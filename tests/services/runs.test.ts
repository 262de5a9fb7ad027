import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { startComparison } from '@/lib/services/comparisons';
import { getRun, startRun } from '@/lib/services/runs';
import { createSequence } from '@/lib/services/sequences';
import { freshDatabase, KINDS, useDatabase } from '../support/database';
import { startTarget, type Target } from '../support/target-server';
import { person } from './people';

describe.each(KINDS)('runs on %s', (kind) => {
  let db: Database;
  let target: Target;
  beforeEach(async () => {
    db = await freshDatabase(kind);
    useDatabase(db);
    target = await startTarget((request, response) => {
      response.setHeader('Set-Cookie', `at=${request.url.slice(1)}; Path=/`);
      response.end(request.url === '/long' ? 'x'.repeat(100_000) : `{"seen": "${request.url}"}`);
    });
  });
  afterEach(() => target.close());

  it('are told at their end exactly as they are read back, one that failed and one with a long body too', async () => {
    const { member } = await person(db, 'ada');
    const sequence = await createSequence(member, {
      name: 'S',
      variables: [{ name: 'word', default: 'first' }],
      steps: [
        {
          name: 'one',
          request: { url: `${target.url}/{{word}}` },
          extract: [{ variable: 'seen', from: 'json', expression: '$.seen' }],
          assert: [{ source: 'status', operator: 'equals', value: 404 }],
          onFailure: 'continue',
        },
        { name: 'two', request: { url: `${target.url}/long` } },
      ],
    });
    const run = await startRun(member, sequence.id, {});
    const told = await run.whole();
    expect(told).toMatchObject({ status: 'failed', stepCount: 2 });
    expect(told.steps.map(({ status }) => status)).toEqual(['failed', 'passed']);
    expect(JSON.parse(JSON.stringify(told))).toEqual(await getRun(member, run.runId));
  });

  it('leave no session behind when the one beside it cannot begin', async () => {
    const { member } = await person(db, 'ada');
    const steps = [{ name: 'one', request: { url: target.url } }];
    const sequence = await createSequence(member, { name: 'S', steps });
    const comparison = startComparison(member, sequence.id, { as: [{}, { sessionId: 'not here' }] });
    await expect(comparison).rejects.toMatchObject({ code: 'not_found' });
    expect(await db.sql.all('SELECT "id" FROM "Session"', [])).toEqual([]);
  });
});
