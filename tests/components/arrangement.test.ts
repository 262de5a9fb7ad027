import { describe, expect, it } from 'vitest';
import { fileRequest, inOrder, putBefore, shelves, step } from '@/components/shell/arrangement';

const named = (...ids: string[]) => ids.map((id) => ({ id }));
const ids = (items: { id: string }[]) => items.map(({ id }) => id).join('');

describe('the order of the sidebar', () => {
  it('follows the stored order, and shows what it does not name at the fresh end', () => {
    expect(ids(inOrder(named('a', 'b', 'c', 'd'), ['c', 'gone', 'a'], 'first'))).toBe('bdca');
    expect(ids(inOrder(named('a', 'b', 'c', 'd'), ['c', 'gone', 'a'], 'last'))).toBe('cabd');
  });

  it('moves one before another, to the end, or a step up and down', () => {
    expect(putBefore(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b']);
    expect(putBefore(['a', 'b', 'c'], 'a', null)).toEqual(['b', 'c', 'a']);
    expect(putBefore(['a', 'b'], 'a', 'a')).toEqual(['a', 'b']);
    expect(step(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(step(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
  });
});

describe('folders of saved requests', () => {
  const arrangement = {
    sessions: [],
    sequences: [],
    requests: ['d'],
    folders: [
      { id: 'f', name: 'Shop', items: ['b', 'gone'] },
      { id: 'g', name: 'Empty', items: [] },
    ],
  };

  it('hold what they name, and everything else is loose, the unnamed first', () => {
    const shown = shelves(named('a', 'b', 'c', 'd'), arrangement);
    expect(shown.folders.map(({ name, items }) => [name, ids(items)])).toEqual([
      ['Shop', 'b'],
      ['Empty', ''],
    ]);
    expect(ids(shown.loose)).toBe('acd');
  });

  it('take a request in at its place and give it back', () => {
    const filed = fileRequest(arrangement, ['a', 'c', 'd'], 'c', { folder: 'f', before: 'b' });
    expect(filed.folders[0]?.items).toEqual(['c', 'b', 'gone']);
    expect(filed.requests).toEqual(['a', 'd']);
    const back = fileRequest(filed, ['a', 'd'], 'c', { folder: null, before: 'd' });
    expect(back.folders[0]?.items).toEqual(['b', 'gone']);
    expect(back.requests).toEqual(['a', 'c', 'd']);
  });
});
