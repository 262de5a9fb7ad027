import { expect, it } from 'vitest';
import { newId } from '@/lib/db/ids';

it('ids are 22 characters of base64url, and none is taken for an option of a command', () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(ids.filter((id) => !/^\w[\w-]{21}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});
