import { expect, it } from 'vitest';
import { doChores } from '@/lib/services/maintenance';
import { freshDatabase } from '../support/database';

it('a part of the housekeeping that fails keeps none of the others from being done', async () => {
  const db = await freshDatabase('sqlite');
  const done: string[] = [];
  await doChores(
    () => Promise.resolve(db),
    [
      async () => done.push('first'),
      () => Promise.reject(new Error('the folder of uploads cannot be read')),
      async (given) => done.push(given === db ? 'last' : 'another'),
    ],
  );
  expect(done).toEqual(['first', 'last']);
});
